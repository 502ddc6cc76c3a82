"""A name in one row of several, and the complaint beside it."""

import pytest

from quizapp.errors import AnswerError
from quizapp.grading import spellings
from quizapp.grading.rows import find_in_row

TABLE = spellings((("segment-syn", ("rcv SYN", "收到 SYN")), ("close", ("CLOSE",))))


@pytest.mark.parametrize("text", ["segment-syn", "RCV syn", "收到SYN"])
def test_an_id_and_every_spelling_are_understood(text: str) -> None:
    assert find_in_row(TABLE, text, "event-2", 2) == "segment-syn"


@pytest.mark.parametrize(
    ("text", "said"),
    [("clsoe", "Row 2: “clsoe” is not a name I know. Did you mean close?"), ("?", "try again")],
)
def test_the_complaint_names_the_row_and_what_comes_near(text: str, said: str) -> None:
    with pytest.raises(AnswerError) as refused:
        find_in_row(TABLE, text, "event-2", 2)
    assert refused.value.field == "event-2"
    assert said in str(refused.value)
