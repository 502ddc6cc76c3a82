import pytest

from quizapp.errors import AnswerError
from quizapp.grading import Typed, TypedKey, spellings
from quizapp.grading.forms.type import FORM

KEY = TypedKey(
    ("LISTEN",), spellings([("LISTEN", ("LISTEN", "监听")), ("CLOSED", ("CLOSED",))])
)


@pytest.mark.parametrize(("text", "credit"), [("listen", 1), (" 监听 ", 1), ("Closed", 0)])
def test_what_is_understood_is_compared(text, credit):
    answer = FORM.read(KEY, {"text": [text]})
    assert isinstance(answer, Typed)
    assert answer.text == text.strip()
    assert FORM.mark(KEY, answer).credit == credit


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Type an answer"),
        ("  ", "Type an answer"),
        ("LISTNE", "Did you mean LISTEN"),
        ("xyzzy", "not a name I know"),
        ("x" * 201, "too long"),
        ("100%(text)s", "“100%\\(text\\)s”"),
    ],
)
def test_what_is_not_understood_is_asked_about_and_never_marked(text, words):
    with pytest.raises(AnswerError, match=words) as caught:
        FORM.read(KEY, {"text": [text]})
    assert caught.value.field == "text"
