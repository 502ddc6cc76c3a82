"""Drawings sent, examined, and what becomes of the cards."""

from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from quizapp.engine import Machine, Transition
from quizapp.errors import AnswerError
from quizapp.grading import Level, LevelKind
from quizapp.grading.demand import diagram
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState, write_sheet
from quizapp.scheduling import Rating
from quizapp.services.corrections import undo
from quizapp.services.drill_help import hint
from quizapp.services.drill_marking import Result, result, send
from quizapp.services.drills import UnknownDrillError, begin, task
from quizapp.services.study import Study
from tests.conftest import NOW
from tests.services.learning import MINUTE, cards, reviews

BLANK = Level(LevelKind.BLANK_PAGE, limit=300)


@dataclass
class Hand:
    """Draws on a sheet."""

    of: Machine

    def label(self, rule: Transition) -> str:
        """What stands beside an arrow, as one writes it."""
        sends = "; ".join(rule.sends) or "nothing"
        return f"{self.of.event(rule.event).label.en} / snd {sends}"

    def sheet(self, rules: tuple[Transition, ...], at: float = 10.0) -> Sheet:
        """The whole of some transitions."""
        names = dict.fromkeys(name for rule in rules for name in (rule.origin, rule.target))
        ids = {name: f"s{place}" for place, name in enumerate(names)}
        return Sheet(
            states=tuple(
                SheetState(ids[name], name, 200.0 * place, 0.0)
                for place, name in enumerate(names)
            ),
            edges=tuple(
                SheetEdge(
                    f"e{place}",
                    ids[rule.origin],
                    ids[rule.target],
                    label=self.label(rule),
                    at=at,
                )
                for place, rule in enumerate(rules)
            ),
        )


@pytest.fixture
def hand(tcp: Machine) -> Hand:
    return Hand(tcp)


def sent(study: Study, sheet: Sheet, level: Level = BLANK, **given: Any) -> Result:
    drill = given.get("drill") or begin(study, "tcp", level, 1, NOW)
    send(study, drill, write_sheet(sheet).decode(), {}, NOW + 2 * MINUTE)
    return result(study, drill, NOW + 2 * MINUTE)


def test_the_whole_figure_is_right_and_easy(study: Study, tcp: Machine, hand: Hand) -> None:
    found = sent(study, hand.sheet(tcp.drawn()))
    assert found.examination.doubts == ()
    assert found.examination.headline.words.en == "21 of 21 edges"
    assert found.examination.is_complete
    assert {row.rating for row in reviews(study)} == {Rating.EASY}
    assert set(cards(study)) == {rule.id for rule in tcp.drawn()}
    assert found.task.elapsed == 120
    assert len(found.changes) == 21


def test_what_is_missing_is_a_miss_and_the_rest_is_not(
    study: Study, tcp: Machine, hand: Hand
) -> None:
    missing = tcp.drawn()[-1]
    found = sent(study, hand.sheet(tcp.drawn()[:-1]))
    ratings = {row.fact: row.rating for row in reviews(study)}
    assert ratings.pop(missing.id) is Rating.AGAIN
    assert set(ratings.values()) == {Rating.EASY}
    assert found.examination.headline.words.en == "20 of 21 edges"


def test_a_role_touches_no_other_cards(study: Study, tcp: Machine, hand: Hand) -> None:
    rules = diagram(tcp, "client")
    sent(study, hand.sheet(rules), Level(LevelKind.BLANK_PAGE, role="client"))
    assert set(cards(study)) == {rule.id for rule in rules}


def test_sent_twice_is_one_attempt(study: Study, tcp: Machine, hand: Hand) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    first = sent(study, hand.sheet(tcp.drawn()), drill=drill)
    again = sent(study, hand.sheet(tcp.drawn()[:1]), drill=drill)
    assert len(reviews(study)) == 21
    assert again.examination.headline == first.examination.headline


def test_an_arrow_given_away_counts_as_missed(study: Study, tcp: Machine, hand: Hand) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    told = hint(study, drill, NOW)
    assert told is not None
    assert hint(study, drill, NOW) == told
    (fact,) = task(study, drill, NOW).hints
    found = sent(study, hand.sheet(tcp.drawn()), drill=drill)
    assert found.examination.headline.words.en == "20 of 21 edges"
    ratings = {row.fact: row.rating for row in reviews(study)}
    assert ratings.pop(fact) is Rating.AGAIN
    assert set(ratings.values()) == {Rating.EASY}
    assert hint(study, drill, NOW) is None


def test_what_was_drawn_late_is_told_apart(study: Study, tcp: Machine, hand: Hand) -> None:
    sheet = hand.sheet(tcp.drawn())
    late = tuple(
        msgspec.structs.replace(edge, at=400.0 if place < 4 else 20.0)
        for place, edge in enumerate(sheet.edges)
    )
    found = sent(study, msgspec.structs.replace(sheet, edges=late))
    assert found.in_time is not None
    assert found.in_time.words.en == "17 of 21 edges"
    assert found.examination.headline.words.en == "21 of 21 edges"


def test_without_lateness_nothing_is_said_of_time(
    study: Study, tcp: Machine, hand: Hand
) -> None:
    assert sent(study, hand.sheet(tcp.drawn())).in_time is None


@pytest.mark.parametrize("kind", [LevelKind.STATES_GIVEN, LevelKind.MISSING_EDGES])
def test_an_empty_drawing_is_not_sent(study: Study, kind: LevelKind) -> None:
    drill = begin(study, "tcp", Level(kind, size=2), 1, NOW)
    given = write_sheet(task(study, drill, NOW).sheet).decode()
    with pytest.raises(AnswerError, match="at least one arrow"):
        send(study, drill, given, {}, NOW)
    assert not task(study, drill, NOW).is_sent
    assert reviews(study) == []


def test_missing_arrows_filled_in_are_hard(study: Study, tcp: Machine) -> None:
    drill = begin(study, "tcp", Level(LevelKind.MISSING_EDGES, size=2), 1, NOW)
    found = task(study, drill, NOW)
    ids = {state.name: state.id for state in found.sheet.states}
    drawn = tuple(
        SheetEdge(
            f"n{place}",
            ids[tcp.outcome(fact).origin],
            ids[tcp.outcome(fact).target],
            event=tcp.outcome(fact).event,
            send="; ".join(tcp.outcome(fact).sends),
            how="chosen",
        )
        for place, fact in enumerate(found.asked)
    )
    sheet = msgspec.structs.replace(found.sheet, edges=found.sheet.edges + drawn)
    seen = sent(study, sheet, drill=drill)
    assert seen.examination.headline.words.en == "2 of 2 edges"
    assert {row.fact: row.rating for row in reviews(study)} == dict.fromkeys(
        found.asked, Rating.HARD
    )


def test_rows_written_down_are_a_drawing_too(study: Study, tcp: Machine) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    rules = tcp.drawn()
    fields = {
        "from": [rule.origin for rule in rules],
        "to": [rule.target for rule in rules],
        "event": [tcp.event(rule.event).label.en for rule in rules],
        "send": ["; ".join(rule.sends) for rule in rules],
    }
    send(study, drill, None, fields, NOW)
    assert result(study, drill, NOW).examination.headline.words.en == "21 of 21 edges"


def test_a_row_without_a_state_says_which(study: Study) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    rows = {"from": ["LISTEN", ""], "to": ["CLOSED", "LISTEN"], "event": ["x", "y"]}
    with pytest.raises(AnswerError) as refused:
        send(study, drill, None, rows, NOW)
    assert refused.value.field == "row-2-from"


def test_a_drill_can_be_taken_back_once(study: Study, tcp: Machine, hand: Hand) -> None:
    found = sent(study, hand.sheet(tcp.drawn()))
    assert found.can_undo
    undo(study, found.task.id, NOW + 3 * MINUTE)
    after = result(study, found.task.id, NOW + 3 * MINUTE)
    assert (after.is_undone, after.can_undo) == (True, False)
    assert cards(study) == {}


def test_what_was_not_sent_has_no_result(study: Study) -> None:
    drill = begin(study, "tcp", BLANK, 1, NOW)
    for name in (drill, "drill-none"):
        with pytest.raises(UnknownDrillError):
            result(study, name, NOW)
    with pytest.raises(UnknownDrillError):
        send(study, "drill-none", None, {}, NOW)


def test_labels_chosen_from_the_list_are_a_drawing_too(study: Study, tcp: Machine) -> None:
    level = Level(LevelKind.LABELS)
    drill = begin(study, "tcp", level, 1, NOW)
    sheet = task(study, drill, NOW).sheet
    rule = diagram(tcp, "")[0]
    chosen = msgspec.structs.replace(
        sheet.edges[0], event=rule.event, send="; ".join(rule.sends), how="chosen"
    )
    sheet = msgspec.structs.replace(sheet, edges=(chosen, *sheet.edges[1:]))
    found = sent(study, sheet, level, drill=drill)
    assert found.examination.headline.words.en == "1 of 21 edges"


def test_what_was_given_is_no_drawing_yet(study: Study) -> None:
    for kind in (LevelKind.LABELS, LevelKind.MISSING_EDGES, LevelKind.STATES_GIVEN):
        drill = begin(study, "tcp", Level(kind, size=3), 1, NOW)
        with pytest.raises(AnswerError):
            sent(study, task(study, drill, NOW).sheet, drill=drill)
