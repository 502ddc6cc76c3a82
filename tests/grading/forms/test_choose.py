import pytest

from quizapp.errors import AnswerError
from quizapp.grading import Choice, ChoiceKey
from quizapp.grading.forms.choose import FORM

KEY = ChoiceKey("b", ("a", "b", "c"))


@pytest.mark.parametrize(("option", "credit"), [("a", 0), ("b", 1), ("c", 0)])
def test_only_the_right_option_earns(option, credit):
    answer = FORM.read(KEY, {"option": [option]})
    assert answer == Choice(option)
    assert FORM.mark(KEY, answer).credit == credit


@pytest.mark.parametrize("fields", [{}, {"option": []}, {"option": [""]}, {"option": ["d"]}])
def test_no_option_and_foreign_ones_are_asked_about(fields):
    with pytest.raises(AnswerError) as caught:
        FORM.read(KEY, fields)
    assert caught.value.field == "option"
