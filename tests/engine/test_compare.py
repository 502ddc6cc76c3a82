from collections import deque
from dataclasses import replace

import pytest

from quizapp.engine import Machine, Step, step
from quizapp.engine.compare import (
    Arrow,
    Behaviour,
    Cover,
    Parts,
    arrow_of,
    beginnings,
    cover,
    find_parting,
    play,
)


def drawing(machine: Machine) -> dict[str, Arrow]:
    return {rule.id: arrow_of(rule) for rule in machine.drawn()}


def demanded(machine: Machine) -> set[str]:
    return set(drawing(machine))


def parting(machine: Machine, changed: dict[str, Arrow | None], **options: bool):
    arrows = drawing(machine) | changed
    kept = [arrow for arrow in arrows.values() if arrow]
    return find_parting(machine, kept, demanded(machine), **options)


def test_the_perfect_drawing_never_parts(machine: Machine) -> None:
    assert parting(machine, {}) is None
    everything = [arrow_of(rule) for rule in machine.transitions]
    assert find_parting(machine, everything, demanded(machine)) is None


def test_every_missing_arrow_is_found(machine: Machine) -> None:
    for rule in machine.drawn():
        found = parting(machine, {rule.id: None})
        assert found is not None
        assert (found.parts, found.outcome) == (Parts.NO_ARROW, rule)


def test_every_wrong_target_is_found_and_is_what_decides(machine: Machine) -> None:
    for rule in machine.drawn():
        others = {state.id for state in machine.states} - {rule.target}
        for head in others:
            found = parting(machine, {rule.id: replace(arrow_of(rule), head=head)})
            assert found is not None
            assert (found.parts, found.outcome) == (Parts.TARGET, rule)
            assert found.drawn[-1].after == head


def test_every_wrong_output_is_found_unless_it_is_not_asked(machine: Machine) -> None:
    for rule in machine.drawn():
        changed = {rule.id: replace(arrow_of(rule), sends=(*rule.sends, "?"))}
        found = parting(machine, changed)
        assert found is not None
        assert (found.parts, found.outcome) == (Parts.SENDS, rule)
        assert parting(machine, changed, sends=False) is None


def test_the_run_is_the_shortest(tcp: Machine) -> None:
    """Found again by trying all runs, shortest first, over the machine alone."""
    for rule in tcp.drawn():
        found = parting(tcp, {rule.id: None})
        assert found is not None
        assert len(found.events) == _distance(tcp, rule.id)


def _distance(machine: Machine, goal: str) -> int:
    wanted, seen = demanded(machine), set(beginnings(machine, demanded(machine)))
    waiting = deque((at, 0) for at in seen)
    while waiting:
        at, length = waiting.popleft()
        for event in machine.events:
            taken = step(machine, at, event.id)
            if taken.outcome.id == goal:
                return length + 1
            if taken.outcome.id in wanted and taken.after not in seen:
                seen.add(taken.after)
                waiting.append((taken.after, length + 1))
    raise AssertionError(goal)


def test_both_sides_play_the_same_events(tcp: Machine) -> None:
    closing = replace(arrow_of(tcp.outcome("fin-wait-1.fin")), head="TIME-WAIT")
    found = parting(tcp, {"fin-wait-1.fin": closing})
    assert found is not None
    assert found.events == ("open-active", "segment-syn-ack", "close", "segment-fin")
    assert [played.event for played in found.drawn] == list(found.events)
    assert [played.after for played in found.drawn] == [
        "SYN-SENT",
        "ESTABLISHED",
        "FIN-WAIT-1",
        "TIME-WAIT",
    ]
    assert [taken.after.state for taken in found.canon][-1] == "CLOSING"
    assert str(found.outcome.source) == "RFC 9293 §3.10.7.4"


def test_what_is_true_in_the_text_is_no_difference(tcp: Machine) -> None:
    reset = tcp.outcome("established.rst")
    assert parting(tcp, {reset.id: arrow_of(reset)}) is None
    wrong = replace(arrow_of(reset), head="LISTEN")
    found = parting(tcp, {reset.id: wrong})
    assert found is not None
    assert (found.parts, found.outcome) == (Parts.TARGET, reset)


def test_an_arrow_where_the_machine_stays_is_extra(tcp: Machine) -> None:
    found = parting(tcp, {"own": Arrow("CLOSED", "segment-syn", "SYN-RECEIVED")})
    assert found is not None
    assert (found.parts, found.events) == (Parts.EXTRA, ("segment-syn",))


def test_a_loop_that_is_true_is_no_difference(tcp: Machine) -> None:
    assert parting(tcp, {"own": Arrow("CLOSED", "segment-syn", "CLOSED", ("RST,ACK",))}) is None
    found = parting(tcp, {"own": Arrow("CLOSED", "segment-syn", "CLOSED", ("ACK",))})
    assert found is not None
    assert found.parts is Parts.SENDS


def test_a_condition_confines_an_arrow(tcp: Machine) -> None:
    rule = tcp.outcome("syn-received.rst.passive")
    active = replace(arrow_of(rule), guard=(("opened", "active"),))
    found = parting(tcp, {rule.id: active})
    assert found is not None
    assert found.outcome in (rule, tcp.outcome("syn-received.rst.active"))


def test_a_part_begins_where_its_arrows_begin(tcp: Machine) -> None:
    closers = {rule.id for rule in tcp.drawn() if "passive-close" in rule.roles}
    assert [at.state for at in beginnings(tcp, closers)] == ["ESTABLISHED"]
    arrows = [arrow_of(rule) for rule in tcp.drawn() if rule.id in closers]
    assert find_parting(tcp, arrows, closers) is None
    found = find_parting(tcp, arrows[:-1], closers)
    assert found is not None
    assert found.events == ("segment-fin", "close", "segment-ack-of-fin")


def test_a_cycle_begins_in_all_its_states(turnstile: Machine) -> None:
    ids = {"broken.key", "off.key"}
    assert [at.state for at in beginnings(turnstile, ids)] == ["BROKEN"]
    assert [at.state for at in beginnings(turnstile, set())] == ["LOCKED"]


def test_two_targets_for_one_event_clash(tcp: Machine) -> None:
    one, other = Arrow("A", "x", "B"), Arrow("A", "x", "C")
    assert Behaviour([one, other]).clashes() == ((one, other),)
    assert Behaviour([one, replace(one, sends=("y",))]).clashes() == ()
    passive, active = (("opened", "passive"),), (("opened", "active"),)
    guarded = [replace(one, guard=passive), replace(other, guard=active)]
    assert Behaviour(guarded).clashes() == ()


def test_of_two_arrows_the_right_one_is_played(tcp: Machine) -> None:
    assert parting(tcp, {"own": Arrow("CLOSED", "open-active", "LISTEN")}) is None


def test_all_is_covered_by_the_perfect_drawing(machine: Machine) -> None:
    count = len(demanded(machine))
    arrows = drawing(machine).values()
    assert cover(machine, arrows, demanded(machine)) == Cover(count, *[count] * 4)


def test_one_arrow_may_carry_many_runs(tcp: Machine) -> None:
    """What hangs on an early arrow fails with it; by itself each is still right."""
    arrows = drawing(tcp)
    without = [arrow for name, arrow in arrows.items() if name != "closed.open-passive"]
    found = cover(tcp, without, demanded(tcp))
    assert (found.total, found.local) == (21, 20)
    assert found.right < found.local
    silent = [replace(arrow, sends=()) for arrow in arrows.values()]
    found = cover(tcp, silent, demanded(tcp))
    assert (found.moves, found.local_moves) == (21, 21)
    assert found.right < found.moves


def test_nothing_drawn_covers_nothing(machine: Machine) -> None:
    count = len(demanded(machine))
    assert cover(machine, (), demanded(machine)) == Cover(count, 0, 0, 0, 0)


def test_each_side_goes_its_own_way_when_played(tcp: Machine) -> None:
    arrows = [
        replace(arrow, head="ESTABLISHED") if name == "listen.syn" else arrow
        for name, arrow in drawing(tcp).items()
    ]
    canon, drawn = play(tcp, arrows, ["open-passive", "segment-syn", "segment-fin"])
    assert [taken.after.state for taken in canon] == ["LISTEN", "SYN-RECEIVED", "CLOSE-WAIT"]
    assert [taken.after for taken in drawn] == ["LISTEN", "ESTABLISHED", "CLOSE-WAIT"]
    assert all(isinstance(taken, Step) for taken in canon)


@pytest.mark.parametrize(
    ("drawn", "counts"),
    [
        (("closed.open-active", "established.close"), (2, 2)),
        (("established.close",), (1, 1)),
        (("closed.open-active",), (1, 1)),
        ((), (0, 0)),
    ],
)
def test_an_arrow_that_no_run_reaches_counts_by_itself(
    tcp: Machine, drawn: tuple[str, ...], counts: tuple[int, int]
) -> None:
    apart = frozenset(("closed.open-active", "established.close"))
    arrows = [arrow_of(rule) for rule in tcp.transitions if rule.id in drawn]
    found = cover(tcp, arrows, apart)
    assert (found.total, found.right, found.local) == (2, *counts)
