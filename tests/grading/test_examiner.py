"""A whole drawing examined: the measures that must hold, at every level, for every machine."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizapp.engine import Machine
from quizapp.engine.compare import Parts
from quizapp.grading import EdgeError, EdgeStatus, Level, LevelKind, Strictness
from quizapp.grading.examiner import StateStatus, examine
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState
from tests.conftest import MACHINES
from tests.grading.sheets import added, changed, perfect, renamed, without

BLANK = Level()
TCP = MACHINES["tcp"]
PERFECT = perfect(TCP)
RULES = {rule.id: rule for rule in TCP.drawn()}
every_level = pytest.mark.parametrize(
    ("kind", "strictness"), list(product(LevelKind, Strictness))
)


def score(sheet: Sheet, level: Level = BLANK) -> float:
    return examine(TCP, level, sheet).headline.score


def labelled(sheet, change):
    return replace(sheet, edges=tuple(change(edge) for edge in sheet.edges))


@every_level
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_identical_drawing_earns_everything(machine: Machine, kind, strictness, language):
    level = Level(kind, strictness=strictness, size=3)
    asked = [rule.id for rule in machine.drawn()][:3]
    found = examine(machine, level, perfect(machine, language), asked)
    assert found.headline.score == pytest.approx(1)
    from_memory = kind in (LevelKind.BLANK_PAGE, LevelKind.STATES_GIVEN)
    assert found.is_complete is (from_memory and strictness is not Strictness.BEGINNER)
    assert found.knows_core(machine) is from_memory
    assert found.conduct.parting is None
    assert found.conduct.clashes == found.findings == found.doubts == ()
    assert found.conduct.cover.right == found.conduct.cover.total


@every_level
def test_the_empty_canvas_earns_nothing(machine: Machine, kind, strictness):
    asked = [rule.id for rule in machine.drawn()][:3]
    found = examine(machine, Level(kind, strictness=strictness, size=3), Sheet(), asked)
    assert found.headline.score == 0
    assert {item.mark.status for item in found.edges} == {EdgeStatus.MISSED}
    assert {mark.status for mark in found.states} == {StateStatus.MISSED}
    assert not found.knows_core(machine)


@pytest.mark.parametrize("role", [role.id for role in TCP.roles])
def test_a_role_asks_for_its_own_arrows_only(role: str):
    found = examine(TCP, Level(role=role), perfect(TCP, role=role))
    assert found.headline.score == pytest.approx(1)
    whole = examine(TCP, Level(role=role), PERFECT)
    assert whole.headline.score == pytest.approx(1)
    assert whole.headline.edges == found.headline.edges < 21


strokes = st.lists(
    st.sampled_from(PERFECT.edges).flatmap(
        lambda edge: st.sampled_from(
            [
                edge,
                replace(edge, tail=edge.head, head=edge.tail),
                replace(edge, label=edge.label.partition(" / ")[0]),
                replace(edge, label=""),
                replace(edge, label="rcv FIN / snd ACK"),
                replace(edge, head="box LISTEN"),
            ]
        )
    ),
    max_size=24,
)
levels = st.builds(
    Level,
    kind=st.sampled_from([LevelKind.BLANK_PAGE, LevelKind.STATES_GIVEN]),
    strictness=st.sampled_from(Strictness),
)


def sheet_of(edges):
    numbered = (replace(edge, id=f"{place}") for place, edge in enumerate(edges))
    return replace(PERFECT, edges=tuple(numbered))


@settings(max_examples=60, deadline=None)
@given(strokes, levels, st.sampled_from(PERFECT.edges))
def test_more_that_is_right_never_lowers(edges, level, right):
    assert score(sheet_of([*edges, right]), level) >= score(sheet_of(edges), level) - 1e-12


def test_what_a_beginner_is_not_asked_makes_no_second_arrow():
    level = Level(strictness=Strictness.BEGINNER)
    bare = [replace(edge, label=edge.label.partition(" / ")[0]) for edge in PERFECT.edges]
    both = examine(TCP, level, sheet_of([*bare, *PERFECT.edges]))
    assert both.headline.score == pytest.approx(1)
    assert both.headline.edges_extra == 0


@settings(max_examples=60, deadline=None)
@given(strokes, levels, st.randoms(use_true_random=False))
def test_order_and_layout_never_matter(edges, level, rng):
    moved = replace(
        sheet_of(rng.sample(edges, len(edges))),
        states=tuple(
            replace(state, x=rng.uniform(-9e4, 9e4), y=rng.uniform(-9e4, 9e4))
            for state in rng.sample(PERFECT.states, len(PERFECT.states))
        ),
    )
    assert score(moved, level) == pytest.approx(score(sheet_of(edges), level))


@settings(max_examples=60, deadline=None)
@given(strokes, levels)
def test_every_arrow_on_the_canvas_is_told_of_once(edges, level):
    found = examine(TCP, level, sheet_of(edges))
    told = [item.stroke.id for item in found.edges if item.stroke]
    assert sorted(told) == sorted(str(place) for place in range(len(edges)))
    assert 0 <= found.headline.score <= 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PERFECT.edges), min_size=1, unique=True), levels)
def test_an_unrelated_arrow_always_lowers(edges, level):
    drawn = sheet_of(edges)
    assert score(added(drawn, "TIME-WAIT", "LISTEN", "rcv SYN,ACK"), level) < score(
        drawn, level
    )


def test_as_many_arrows_as_fit_at_random_earn_little():
    names = [state.id for state in PERFECT.states]
    rng = random.Random(3)
    spam = tuple(
        SheetEdge(f"{n}", rng.choice(names), rng.choice(names), rng.choice(PERFECT.edges).label)
        for n in range(150)
    )
    assert score(replace(PERFECT, edges=spam), Level(LevelKind.STATES_GIVEN)) < 0.2


def share(change):
    return score(labelled(PERFECT, change), Level(LevelKind.STATES_GIVEN))


def test_shares_are_those_that_were_measured():
    turned = share(lambda edge: replace(edge, tail=edge.head, head=edge.tail))
    assert turned == pytest.approx(0.3, abs=0.06)
    assert share(lambda edge: replace(edge, label="")) == pytest.approx(0.5)
    silent = share(lambda edge: replace(edge, label=edge.label.partition(" / ")[0]))
    assert silent == pytest.approx(0.85, abs=0.04)
    half = replace(PERFECT, edges=PERFECT.edges[:10])
    assert score(half, Level(LevelKind.STATES_GIVEN)) == pytest.approx(0.645, abs=0.001)


def test_the_states_are_a_tenth_where_the_page_was_blank():
    boxes = replace(PERFECT, edges=())
    assert score(boxes) == pytest.approx(0.1)
    assert score(boxes, Level(LevelKind.STATES_GIVEN)) == 0


def test_the_headline_is_told_in_counts():
    sheet = added(without(PERFECT, "listen.syn"), "CLOSED", "TIME-WAIT", "rcv SYN,ACK")
    sheet = changed(sheet, "established.fin", label="rcv FIN")
    found = examine(TCP, BLANK, sheet).headline
    assert found.words.en == "19.8 of 21 edges, 1 extra"
    assert found.words.zh == "21 条转移中画对 19.8 条，多画 1 条"
    assert (found.states_right, found.states, found.states_extra) == (11, 11, 0)
    assert examine(TCP, BLANK, PERFECT).headline.words.en == "21 of 21 edges"


def test_only_what_was_taken_out_is_asked_for():
    level = Level(LevelKind.MISSING_EDGES, size=2)
    asked = ["listen.syn", "established.fin"]
    rest = replace(PERFECT, edges=tuple(e for e in PERFECT.edges if e.id in asked))
    found = examine(TCP, level, rest, asked)
    assert found.headline.words.en == "2 of 2 edges"
    assert found.conduct.parting is None
    half = examine(TCP, level, without(rest, "listen.syn"), asked)
    assert half.conduct.parting is not None
    assert half.conduct.parting.outcome.id == "listen.syn"
    assert half.conduct.cover.total == 21


def test_labels_alone_are_judged_where_the_arrows_are_given():
    level = Level(LevelKind.LABELS)
    blank = labelled(PERFECT, lambda edge: replace(edge, label="", given=True))
    assert score(blank, level) == 0
    one = changed(blank, "established.fin", label="rcv FIN")
    assert score(one, level) == pytest.approx(0.6 / 21)


def test_an_expert_owes_the_condition():
    level = Level(strictness=Strictness.EXPERT)
    bare = changed(PERFECT, "syn-received.rst.passive", label="rcv RST")
    found = examine(TCP, level, bare)
    (mark,) = [item.mark for item in found.edges if item.mark.status is EdgeStatus.PARTLY]
    assert mark.errors == (EdgeError.WRONG_GUARD,)
    assert score(bare) == pytest.approx(1)


def test_what_is_true_only_in_the_text_neither_helps_nor_hurts():
    sheet = added(PERFECT, "ESTABLISHED", "CLOSED", "rcv RST")
    sheet = added(sheet, "CLOSED", "CLOSED", "rcv SYN / snd RST,ACK", "loop")
    found = examine(TCP, BLANK, sheet)
    assert found.headline.score == pytest.approx(1)
    also = {
        item.stroke.id: item.mark.required.fact
        for item in found.edges
        if item.mark.status is EdgeStatus.NEUTRAL
    }
    assert also["own"] == "established.rst"
    assert TCP.outcome(also["loop"]).event == "segment-syn"


def test_states_are_marked_by_name():
    sheet = renamed(PERFECT, "CLOSING", "ESTAB")
    sheet = replace(sheet, states=(*sheet.states, SheetState("z", "LIMBO")))
    found = {mark.id or mark.state: mark.status for mark in examine(TCP, BLANK, sheet).states}
    assert found["z"] is StateStatus.EXTRA
    assert found["CLOSING"] is StateStatus.MISSED
    assert sorted(
        [found["box ESTABLISHED"], found["box CLOSING"]]
    ) == [StateStatus.RIGHT, StateStatus.TWICE]  # fmt: skip
    assert found["box LISTEN"] is StateStatus.RIGHT


def test_a_state_outside_the_role_is_neither_right_nor_extra():
    found = examine(TCP, Level(role="server"), PERFECT)
    neutral = {mark.state for mark in found.states if mark.status is StateStatus.NEUTRAL}
    assert "CLOSING" in neutral


def test_a_repeated_arrow_is_told_at_the_later_one():
    again = replace(PERFECT.edges[0], id="again")
    found = examine(TCP, BLANK, replace(PERFECT, edges=(*PERFECT.edges, again)))
    (repeated,) = [item for item in found.edges if EdgeError.DUPLICATE in item.mark.errors]
    assert repeated.stroke.id == "again"
    assert found.headline.score == pytest.approx(1)


def test_behaviour_is_told_beside_the_headline():
    sheet = changed(PERFECT, "fin-wait-1.fin", head="TIME-WAIT")
    conduct = examine(TCP, BLANK, sheet).conduct
    assert conduct.parting.parts is Parts.TARGET
    assert conduct.parting.events[-1] == "segment-fin"
    assert (conduct.cover.right, conduct.cover.local) == (19, 20)


def test_two_targets_for_one_event_are_told_first():
    conduct = examine(TCP, BLANK, added(PERFECT, "CLOSED", "LISTEN", "active OPEN")).conduct
    assert conduct.clashes == (("closed.open-active", "own"),)
    assert conduct.parting is None


def test_a_beginner_is_not_led_astray_by_what_is_sent():
    silent = labelled(PERFECT, lambda edge: replace(edge, label=edge.label.partition(" /")[0]))
    found = examine(TCP, Level(strictness=Strictness.BEGINNER), silent)
    assert found.headline.score == pytest.approx(1)
    assert found.conduct.parting is None
    assert found.conduct.cover.right < found.conduct.cover.moves == 21


def test_the_core_is_the_main_path():
    assert examine(TCP, BLANK, without(PERFECT, "listen.send")).knows_core(TCP)
    assert not examine(TCP, BLANK, without(PERFECT, "listen.syn")).knows_core(TCP)


@pytest.mark.parametrize(
    "sheet",
    [
        without(PERFECT, "listen.send"),
        changed(PERFECT, "listen.syn", label="rcv SYN"),
        added(PERFECT, "LISTEN", "ESTABLISHED", "rcv ACK"),
        replace(PERFECT, states=(*PERFECT.states, SheetState("own", "NAPPING"))),
    ],
)
def test_a_diagram_with_anything_wrong_is_not_known_whole(sheet: Sheet):
    assert examine(TCP, BLANK, PERFECT).is_complete
    assert not examine(TCP, BLANK, sheet).is_complete


def test_a_part_or_a_hint_does_not_show_that_the_whole_is_known():
    role = TCP.roles[0].id
    assert not examine(TCP, Level(role=role), perfect(TCP, role=role)).is_complete
    told = examine(TCP, BLANK, PERFECT, hinted=["listen.syn"])
    assert not told.is_complete
    assert not told.knows_core(TCP)


def test_what_a_hint_gave_away_is_worth_as_much_as_if_it_were_missing():
    told = examine(TCP, BLANK, PERFECT, hinted=["listen.syn"])
    missing = examine(TCP, BLANK, without(PERFECT, "listen.syn"), hinted=["listen.syn"])
    assert told.headline == missing.headline
    assert told.headline.words.en == "20 of 21 edges"
    assert [
        (item.mark.required.fact, item.mark.credit)
        for item in told.edges
        if item.mark.required and item.mark.status is EdgeStatus.HINTED
    ] == [("listen.syn", 0.0)]
    assert EdgeStatus.MISSED in {item.mark.status for item in missing.edges}


def test_doubts_are_handed_on():
    found = examine(TCP, BLANK, changed(PERFECT, "listen.syn", label="SYN/ACK"))
    (doubt,) = found.doubts
    assert doubt.place == "listen.syn"
    assert score(PERFECT) > found.headline.score
