"""Ten mistakes in one drawing: each is named at its own place, and nothing else is wrong."""

import random

import pytest
from msgspec.structs import replace

from quizapp.grading import Edge, EdgeError, EdgeStatus, Level
from quizapp.grading.drawing import edge_credit
from quizapp.grading.examiner import Examination, StateStatus, examine
from quizapp.grading.findings import Belief
from quizapp.grading.names import meant
from quizapp.grading.sheet import Sheet
from quizapp.grading.understanding import understand
from tests.grading.mistakes import EDGES, MISNAMED, TCP, TRUE, Spoilt, spoilt

SEEDS = range(60)
every_seed = pytest.mark.parametrize("seed", SEEDS)
NOT_RIGHT = (EdgeStatus.PARTLY, EdgeStatus.EXTRA, EdgeStatus.MISSED, EdgeStatus.NEUTRAL)


def examined(sheet: Sheet) -> Examination:
    return examine(TCP, Level(), sheet)


def wrong_at(found: Examination) -> dict[str, tuple[EdgeError, ...]]:
    """Return what is wrong at each place; the arrows of a misnamed state are not to blame."""
    at = [
        (item.stroke.id if item.stroke else item.mark.required.fact, item.mark.errors)
        for item in found.edges
        if item.mark.status in NOT_RIGHT and item.mark.errors != (EdgeError.MISNAMED,)
    ]
    assert len(dict(at)) == len(at)
    return dict(at)


def test_there_are_ten_kinds_at_places_of_their_own():
    for seed in SEEDS:
        found = spoilt(seed)
        assert len({item.kind for item in found.mistakes}) == 10
        assert len({item.place for item in found.mistakes}) == 10


@every_seed
def test_each_is_named_once_at_its_place_and_nothing_right_is_called_wrong(seed: int):
    drawing = spoilt(seed)
    wrong = wrong_at(examined(drawing.sheet))
    for mistake in drawing.mistakes:
        if mistake.error is not None:
            assert mistake.error in wrong.pop(mistake.place), mistake
    assert wrong == {}


@every_seed
def test_the_misnamed_state_is_told_once_beside_the_other_mistakes(seed: int):
    drawing = spoilt(seed)
    found = examined(drawing.sheet)
    odd = [mark for mark in found.states if mark.status is not StateStatus.RIGHT]
    assert [(mark.status, mark.state, mark.name) for mark in odd] == [
        (StateStatus.MISNAMED, drawing.state, MISNAMED)
    ]
    told = [finding for finding in found.findings if finding.belief is Belief.MISNAMED]
    assert [finding.ids for finding in told] == [(f"box {drawing.state}",)]


@every_seed
def test_whatever_is_explained_is_a_mistake_and_explained_once(seed: int):
    drawing = spoilt(seed)
    explained = [name for finding in examined(drawing.sheet).findings for name in finding.ids]
    assert len(set(explained)) == len(explained)
    assert set(explained) <= {item.place for item in drawing.mistakes}
    named = {item.kind: item.place for item in drawing.mistakes}
    for kind in ("reversed", "wrong event", "wrong source", "wrong segments"):
        assert named[kind] in explained, kind


@every_seed
def test_what_is_told_agrees_with_the_mark(seed: int):
    drawing = spoilt(seed)
    places = {item.place: item.kind for item in drawing.mistakes}
    beliefs = {
        places[finding.ids[0]]: finding.belief for finding in examined(drawing.sheet).findings
    }
    peculiar = {Belief.NAMED, Belief.VARIANT}
    assert beliefs["reversed"] in {Belief.REVERSED, *peculiar}
    assert beliefs["wrong event"] in {Belief.SIBLING, *peculiar}
    assert beliefs["wrong source"] in {Belief.ELSEWHERE, *peculiar}
    assert beliefs["wrong segments"] in {Belief.SENDS, *peculiar}


def chosen(drawing: Spoilt) -> Sheet:
    """Return the drawing as somebody made it who chose every label from the lists."""
    strokes = {stroke.id: stroke.edge for stroke in understand(TCP, drawing.sheet).strokes}
    edges = tuple(
        replace(
            edge,
            label="",
            event=strokes[edge.id].event,
            send="; ".join(strokes[edge.id].sends),
            how="chosen",
        )
        for edge in drawing.sheet.edges
    )
    return replace(drawing.sheet, edges=edges)


def shuffled(drawing: Spoilt, seed: int) -> Sheet:
    """Return the drawing made in another order, at other places, in another spelling."""
    rng = random.Random(seed)
    states = [
        replace(state, name=state.name.lower().replace("-", " "), x=rng.uniform(0, 900))
        for state in rng.sample(drawing.sheet.states, len(drawing.sheet.states))
    ]
    edges = rng.sample(drawing.sheet.edges, len(drawing.sheet.edges))
    return replace(drawing.sheet, states=tuple(states), edges=tuple(edges))


@every_seed
def test_the_route_makes_no_difference_to_the_mark(seed: int):
    drawing = spoilt(seed)
    by_hand = examined(drawing.sheet)
    for sheet in (chosen(drawing), shuffled(drawing, seed)):
        other = examined(sheet)
        assert other.headline.words == by_hand.headline.words
        assert other.headline.score == pytest.approx(by_hand.headline.score)
        assert sorted(map(repr, wrong_at(other).values())) == sorted(
            map(repr, wrong_at(by_hand).values())
        )


def meant_credit(drawing: Spoilt) -> float:
    """Return what the drawing is worth if each arrow is taken for the one it was made from."""
    names = {f"?{MISNAMED.lower()}": drawing.state}
    earned: dict[Edge, float] = {}  # Two arrows that came to be the same are one.
    for stroke in understand(TCP, drawing.sheet).strokes:
        edge, right = meant(stroke.edge, names), EDGES.get(stroke.id)
        if right is None:
            continue
        cell = (edge.tail, edge.event, edge.head)
        if cell not in TRUE or cell == (right.tail, right.event, right.head):
            credit = edge_credit(right, edge, misnamed=edge is not stroke.edge)
            earned[edge] = max(credit, earned.get(edge, 0.0))
    return sum(earned.values())


@every_seed
def test_where_mistakes_meet_the_best_reading_of_the_whole_is_taken(seed: int):
    """A wrong arrow may as well be another missing one drawn badly."""
    drawing = spoilt(seed, apart=False)
    found = examined(drawing.sheet)
    assert found.headline.edges_right >= meant_credit(drawing) - 1e-9
    places = {item.place for item in drawing.mistakes}
    for item in found.edges:
        if item.stroke and item.stroke.id not in places:
            assert item.mark.errors in ((), (EdgeError.MISNAMED,)), item
