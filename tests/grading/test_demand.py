from quizapp.engine import Machine
from quizapp.grading import Level, LevelKind, Strictness
from quizapp.grading.demand import demanded, diagram, draw_key


def test_the_whole_diagram_is_demanded(machine: Machine):
    assert demanded(machine, Level()) == machine.drawn()
    assert {item.weight for item in draw_key(machine, Level()).required} == {1.0}


def test_a_role_demands_its_part(tcp: Machine):
    for role in tcp.roles:
        part = diagram(tcp, role.id)
        assert part
        assert all(role.id in rule.roles for rule in part)
        neutral = {item.fact for item in draw_key(tcp, Level(role=role.id)).neutral}
        assert {rule.id for rule in tcp.drawn() if rule not in part} <= neutral


def test_missing_arrows_alone_are_demanded_and_the_rest_is_shown(tcp: Machine):
    level = Level(LevelKind.MISSING_EDGES, size=1)
    key = draw_key(tcp, level, frozenset({"listen.syn"}))
    assert [item.fact for item in key.required] == ["listen.syn"]
    assert len(key.shown) == len(tcp.drawn()) - 1


def test_a_beginner_s_main_path_counts_double(tcp: Machine):
    key = draw_key(tcp, Level(strictness=Strictness.BEGINNER))
    weights = {item.fact: item.weight for item in key.required}
    assert weights["listen.syn"] == 1.0
    assert weights["syn-sent.syn"] == 0.5


def test_conditions_are_demanded_of_experts_only(tcp: Machine):
    def guards(strictness):
        key = draw_key(tcp, Level(strictness=strictness))
        return {item.fact: item.edge.guard for item in key.required if item.edge.guard}

    assert guards(Strictness.STANDARD) == {}
    assert guards(Strictness.EXPERT) == {"syn-received.rst.passive": (("opened", "passive"),)}


def test_answers_that_stay_are_neither_demanded_nor_punished(tcp: Machine):
    edges = [item.edge for item in draw_key(tcp, Level()).neutral]
    loops = [edge for edge in edges if edge.tail == edge.head]
    assert len(loops) > 100
    assert all(tcp.cell(edge.tail, edge.event) for edge in loops)
