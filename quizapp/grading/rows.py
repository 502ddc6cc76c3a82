"""Read a name in one row of several, and complain beside that row."""

from quizapp.errors import AnswerError
from quizapp.grading.spelling import find_value, suggestions
from quizapp.grading.values import Spellings


def find_in_row(table: Spellings, text: str, field: str, row: int) -> str:
    """Return what a text stands for: itself if it is an id, else by its spelling.

    Raises ``AnswerError`` for ``field``, naming the row and what comes near.
    """
    if any(value == text for _, value in table):
        return text
    value = find_value(table, text)
    if value is None:
        raise _not_understood(field, str(row), text, suggestions(table, text))
    return value


def _not_understood(field: str, row: str, text: str, near: tuple[str, ...]) -> AnswerError:
    if near:
        return AnswerError(
            field,
            "Row %(row)s: “%(text)s” is not a name I know. Did you mean %(near)s? "
            "Nothing was counted.",
            row=row,
            text=text,
            near=" / ".join(near),
        )
    return AnswerError(
        field,
        "Row %(row)s: “%(text)s” is not a name I know. Nothing was counted: try again.",
        row=row,
        text=text,
    )
