"""Point at a state of the diagram."""

from typing import cast

from quizapp.errors import AnswerError
from quizapp.grading.form import Fields, asked_to_be_told, chosen, no_credit
from quizapp.grading.values import Answer, Clicked, ClickKey, Form, GaveUp, Key, Verdict


class Click:
    """One state of the diagram; right or wrong."""

    form = Form.CLICK

    def read(self, key: Key, fields: Fields) -> Answer:
        """Read the state; raises ``AnswerError`` if none or an unknown one was sent."""
        if asked_to_be_told(fields):
            return GaveUp()
        state = chosen(fields, "state")
        if state not in cast(ClickKey, key).states:
            raise AnswerError("state", "That is not a state of this diagram.")
        return Clicked(state)

    def mark(self, key: Key, answer: Answer) -> Verdict:
        """Give full credit for the right state and none for any other."""
        right = cast(ClickKey, key).state
        return no_credit(answer) or Verdict(float(cast(Clicked, answer).state == right))


FORM = Click()
