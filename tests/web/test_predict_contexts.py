"""What predict mode adds to a page: when a question is open, and what was missed."""

from dataclasses import replace

from quizapp.engine import Text
from quizapp.services.predict_sitting import Foretold, outlook
from quizapp.services.study import Study
from quizapp.web.predict_contexts import Foresight
from tests.conftest import NOW
from tests.services.test_lab_run import of

EMPTY = Foresight(
    heading="", asked=None, host="", connection=None, segment="", silence="",
    marked=None, outcome="", told=(), right=0, onward="", is_end=False, stop="",
    field_error=None, submitted={},
)  # fmt: skip


def test_a_question_is_open_while_one_is_asked(study: Study) -> None:
    asked = outlook(study, of("normal-close"), 0, "0123456789ab", NOW).asked
    assert not EMPTY.is_open
    assert replace(EMPTY, asked=asked).is_open
    assert (EMPTY.form, replace(EMPTY, asked=asked).form) == ("", "choose")


def test_what_was_missed_is_what_was_not_right() -> None:
    good, bad = (
        Foretold(step, Text.same("x"), is_right, str(step))
        for step, is_right in ((1, True), (2, False))
    )
    assert replace(EMPTY, told=(good, bad)).missed == (bad,)
