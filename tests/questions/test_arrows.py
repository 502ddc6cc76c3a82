from quizapp.engine import Machine
from quizapp.grading import DrawKey, Edge
from quizapp.questions.arrows import arrows_key, edge_of


def _key(machine: Machine, *asked: str, role: str = "") -> DrawKey:
    pool = [rule for rule in machine.drawn() if not role or role in rule.roles]
    return arrows_key(
        machine, pool, asked, [edge_of(rule) for rule in pool if rule.id not in asked]
    )


def test_an_arrow_says_what_its_transition_does(tcp: Machine) -> None:
    rule = next(rule for rule in tcp.drawn() if rule.id == "listen.syn")
    assert edge_of(rule) == Edge("LISTEN", "SYN-RECEIVED", "segment-syn", ("SYN,ACK",))


def test_what_is_asked_for_is_required_and_nothing_else(tcp: Machine) -> None:
    key = _key(tcp, "listen.syn", "closed.open-passive")
    assert {item.fact for item in key.required} == {"listen.syn", "closed.open-passive"}


def test_what_lies_outside_the_pool_is_not_judged(tcp: Machine) -> None:
    role = tcp.roles[0].id
    outside = {rule.id for rule in tcp.transitions if role not in rule.roles}
    drawn = {rule.id for rule in tcp.drawn()}
    beside = {item.fact for item in _key(tcp, "listen.syn", role=role).neutral}
    assert beside >= outside & drawn
    assert beside.isdisjoint(rule.id for rule in tcp.drawn() if role in rule.roles)


def test_every_arrow_of_the_machine_has_one_part(tcp: Machine) -> None:
    key = _key(tcp, "listen.syn")
    assert len(key.required) + len(key.shown) + len(key.neutral) == len(tcp.transitions)


def test_what_is_drawn_can_be_named_in_every_language(turnstile: Machine) -> None:
    key = _key(turnstile)
    assert key.states == tuple(state.id for state in turnstile.states)
    assert {value for _, value in key.events} == {event.id for event in turnstile.events}
