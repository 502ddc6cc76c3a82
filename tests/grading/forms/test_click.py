import pytest

from quizapp.errors import AnswerError
from quizapp.grading import Clicked, ClickKey
from quizapp.grading.forms.click import FORM

KEY = ClickKey("OPEN", ("LOCKED", "OPEN"))


@pytest.mark.parametrize(("state", "credit"), [("OPEN", 1), ("LOCKED", 0)])
def test_only_the_right_state_earns(state, credit):
    answer = FORM.read(KEY, {"state": [state]})
    assert answer == Clicked(state)
    assert FORM.mark(KEY, answer).credit == credit


@pytest.mark.parametrize("fields", [{}, {"state": ["OFF"]}, {"state": ["open"]}])
def test_no_state_and_unknown_ones_are_asked_about(fields):
    with pytest.raises(AnswerError) as caught:
        FORM.read(KEY, fields)
    assert caught.value.field == "state"
