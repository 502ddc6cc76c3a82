"""Choose one of a few options."""

from typing import cast

from quizapp.errors import AnswerError
from quizapp.grading.form import Fields, asked_to_be_told, chosen, no_credit
from quizapp.grading.values import Answer, Choice, ChoiceKey, Form, GaveUp, Key, Verdict


class Choose:
    """One option; right or wrong."""

    form = Form.CHOOSE

    def read(self, key: Key, fields: Fields) -> Answer:
        """Read the chosen option; raises ``AnswerError`` if there is none."""
        if asked_to_be_told(fields):
            return GaveUp()
        option = chosen(fields, "option")
        if option not in cast(ChoiceKey, key).offered:
            raise AnswerError("option", "That is not one of the answers offered.")
        return Choice(option)

    def mark(self, key: Key, answer: Answer) -> Verdict:
        """Give full credit for the right option and none for any other."""
        right = cast(ChoiceKey, key).option
        return no_credit(answer) or Verdict(float(cast(Choice, answer).option == right))


FORM = Choose()
