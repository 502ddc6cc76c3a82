"""Choose one of two diagrams, and give events that tell it from the other.

The engine plays the events on both. The choice and the events are marked apart: events tell
two diagrams apart whichever of them one takes for the right one.
"""

from collections.abc import Sequence
from typing import cast

from quizapp.engine.compare import Arrow
from quizapp.engine.rivals import Pair, first_parting, play_rivals
from quizapp.errors import AnswerError
from quizapp.grading.form import Fields, asked_to_be_told, chosen, no_credit
from quizapp.grading.rows import find_in_row
from quizapp.grading.spelling import MAX_TYPED
from quizapp.grading.values import (
    Answer,
    Edge,
    Form,
    GaveUp,
    Key,
    Spellings,
    Traced,
    TraceKey,
    Verdict,
)

FOR_CHOICE = 0.4
FOR_TRACE = 0.6
MOST_EVENTS = 8
"""Rows of a page; no question needs more."""


class Trace:
    """One of two diagrams, and events in order; every spelling is understood."""

    form = Form.TRACE

    def read(self, key: Key, fields: Fields) -> Answer:
        """Read both; raises ``AnswerError`` naming the event that is not understood."""
        if asked_to_be_told(fields):
            return GaveUp()
        told = cast(TraceKey, key)
        # The events first: whoever has not chosen yet is not to lose sight of a slip in them.
        events = _events(told.events, fields.get("event") or ())
        option = chosen(fields, "option")
        if option not in told.offered:
            raise AnswerError("option", "That is not one of the answers offered.")
        return Traced(option, events)

    def mark(self, key: Key, answer: Answer) -> Verdict:
        """Give the larger part for events that part the two, the rest for the choice."""
        told, given = cast(TraceKey, key), cast(Traced, answer)
        return no_credit(answer) or Verdict(
            FOR_CHOICE * (given.option == told.option)
            + FOR_TRACE * (first_parting(play_trace(told, given.events)) is not None)
        )


def play_trace(key: TraceKey, events: Sequence[str]) -> tuple[Pair, ...]:
    """Play events on the right diagram and on the wrong one."""
    return play_rivals(_arrows(key.right), _arrows(key.wrong), key.initial, events)


def _arrows(edges: Sequence[Edge]) -> list[Arrow]:
    return [Arrow(edge.tail, edge.event, edge.head, edge.sends) for edge in edges]


def _events(table: Spellings, texts: Sequence[str]) -> tuple[str, ...]:
    rows = [(number, text.strip()) for number, text in enumerate(texts, start=1)]
    written = [(number, text) for number, text in rows if text]
    if len(written) > MOST_EVENTS:
        raise AnswerError(
            "events",
            "That is more than %(most)s events: fewer will do.",
            most=str(MOST_EVENTS),
        )
    return tuple(_event(table, number, text) for number, text in written)


def _event(table: Spellings, number: int, text: str) -> str:
    if len(text) > MAX_TYPED:
        raise AnswerError(
            f"event-{number}", "Row %(row)s: that is too long to be a name.", row=str(number)
        )
    return find_in_row(table, text, f"event-{number}", number)


FORM = Trace()
