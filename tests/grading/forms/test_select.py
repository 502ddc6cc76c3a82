import pytest

from quizapp.errors import AnswerError
from quizapp.grading import Selected, SelectKey
from quizapp.grading.forms.select import FORM

KEY = SelectKey(("a", "b"), ("a", "b", "c", "d"))


@pytest.mark.parametrize(
    ("ticked", "credit"),
    [("ab", 1), ("ba", 1), ("a", 0.5), ("abc", 2 / 3), ("abcd", 0.5), ("c", 0)],
)
def test_credit_is_coverage_times_precision(ticked, credit):
    answer = FORM.read(KEY, {"option": list(ticked)})
    assert FORM.mark(KEY, answer).credit == pytest.approx(credit)


def test_an_option_ticked_twice_counts_once():
    assert FORM.read(KEY, {"option": ["a", "a"]}) == Selected(("a",))


@pytest.mark.parametrize("fields", [{}, {"option": []}, {"option": ["a", "z"]}])
def test_nothing_ticked_and_foreign_options_are_asked_about(fields):
    with pytest.raises(AnswerError) as caught:
        FORM.read(KEY, fields)
    assert caught.value.field == "option"
