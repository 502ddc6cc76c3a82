from pathlib import Path

import pytest

from quizapp.errors import AnswerError
from quizapp.grading import Form, GaveUp, answer_form
from quizapp.grading.form import chosen, first, no_credit
from quizapp.grading.values import ChoiceKey
from quizapp.web import __file__ as web

ANSWERS = Path(web).parent / "templates" / "answers"


@pytest.mark.parametrize("form", Form)
def test_every_form_can_be_read_marked_and_shown(form):
    assert answer_form(form).form is form
    assert (ANSWERS / f"{form.value}.html").is_file()


def test_every_template_belongs_to_a_form():
    assert {path.stem for path in ANSWERS.glob("*.html")} == {form.value for form in Form}


@pytest.mark.parametrize("form", Form)
def test_every_form_can_be_given_up(form):
    key = ChoiceKey("a", ("a", "b"))
    assert answer_form(form).read(key, {"give_up": ["1"]}) == GaveUp()


def test_the_first_value_of_a_field_counts():
    assert first({"a": ["1", "2"]}, "a") == "1"
    assert first({"a": []}, "a") == first({}, "a") == ""


def test_a_field_that_was_not_chosen_is_named():
    with pytest.raises(AnswerError, match="Choose an answer") as caught:
        chosen({}, "option")
    assert caught.value.field == "option"


def test_only_giving_up_earns_nothing_unseen():
    verdict = no_credit(GaveUp())
    assert verdict is not None
    assert verdict.credit == 0
