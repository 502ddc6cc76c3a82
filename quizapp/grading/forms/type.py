"""Type a name; every spelling in use is understood."""

from typing import cast

from quizapp.errors import AnswerError
from quizapp.grading.form import Fields, asked_to_be_told, first, no_credit
from quizapp.grading.spelling import MAX_TYPED, find_value, suggestions
from quizapp.grading.values import Answer, Form, GaveUp, Key, Typed, TypedKey, Verdict


class Type:
    """A typed name. What is not understood is asked about, never marked wrong."""

    form = Form.TYPE

    def read(self, key: Key, fields: Fields) -> Answer:
        """Read and understand the text; raises ``AnswerError`` with near names if unknown."""
        if asked_to_be_told(fields):
            return GaveUp()
        text = first(fields, "text").strip()
        if not text:
            raise AnswerError("text", "Type an answer, or ask to be told.")
        if len(text) > MAX_TYPED:
            raise AnswerError("text", "That is too long to be a name.")
        spellings = cast(TypedKey, key).spellings
        value = find_value(spellings, text)
        if value is None:
            raise _not_understood(text, suggestions(spellings, text))
        return Typed(text, value)

    def mark(self, key: Key, answer: Answer) -> Verdict:
        """Give full credit if the text stands for the right value."""
        right = cast(TypedKey, key).values
        return no_credit(answer) or Verdict(float(cast(Typed, answer).value in right))


def _not_understood(text: str, near: tuple[str, ...]) -> AnswerError:
    if near:
        return AnswerError(
            "text",
            "“%(text)s” is not a name I know. Did you mean %(near)s? Nothing was counted.",
            text=text,
            near=" / ".join(near),
        )
    return AnswerError(
        "text", "“%(text)s” is not a name I know. Nothing was counted: try again.", text=text
    )


FORM = Type()
