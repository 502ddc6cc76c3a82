"""Tick every right option."""

from typing import cast

from quizapp.errors import AnswerError
from quizapp.grading.form import Fields, asked_to_be_told, no_credit
from quizapp.grading.values import Answer, Form, GaveUp, Key, Selected, SelectKey, Verdict


class Select:
    """A set of options, marked by coverage times precision: ticking all earns little."""

    form = Form.SELECT

    def read(self, key: Key, fields: Fields) -> Answer:
        """Read the ticked options; raises ``AnswerError`` if there are none."""
        if asked_to_be_told(fields):
            return GaveUp()
        options = tuple(sorted(set(fields.get("option", ()))))
        if not options:
            raise AnswerError("option", "Tick at least one answer, or ask to be told.")
        if not set(options) <= set(cast(SelectKey, key).offered):
            raise AnswerError("option", "That is not one of the answers offered.")
        return Selected(options)

    def mark(self, key: Key, answer: Answer) -> Verdict:
        """Return ``hits/right × hits/ticked``, after PrairieLearn's COV rule."""
        if unanswered := no_credit(answer):
            return unanswered
        right = set(cast(SelectKey, key).options)
        ticked = set(cast(Selected, answer).options)
        hits = len(right & ticked)
        return Verdict(hits / len(right) * hits / len(ticked) if ticked else 0.0)


FORM = Select()
