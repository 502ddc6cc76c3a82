"""How findings are shown: never by colour alone, and no failure as half a success."""

from collections.abc import Iterator

import pytest
from flask import Flask

from quizapp.grading import EdgeError, EdgeStatus
from quizapp.grading.findings import Marked
from quizapp.grading.understanding import Stroke
from quizapp.grading.values import Edge, EdgeMark, RequiredEdge
from quizapp.web.marks import sign_look, sign_of, sign_words, was_given

ASKED = RequiredEdge("fact", Edge("A", "B", "go", ("X",)))


@pytest.fixture(autouse=True)
def _english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def marked(status: EdgeStatus, credit: float, event: str, *errors: EdgeError) -> Marked:
    drawn = Edge("A", "B", event)
    return Marked(EdgeMark(status, credit, ASKED, drawn, errors))


@pytest.mark.parametrize(
    ("item", "css", "glyph", "words"),
    [
        (marked(EdgeStatus.RIGHT, 1.0, "go"), "right", "✓", "right"),
        (
            marked(EdgeStatus.PARTLY, 0.5, "no", EdgeError.WRONG_EVENT),
            "partly",
            "½",
            "partly right: another event causes it",
        ),
        (
            marked(EdgeStatus.PARTLY, 0.0, "no", EdgeError.WRONG_EVENT),
            "wrong",
            "✗",
            "wrong: another event causes it",
        ),
        (
            marked(EdgeStatus.PARTLY, 0.0, "", EdgeError.NO_EVENT),
            "missed",
            "○",
            "not labelled",
        ),
        (
            marked(EdgeStatus.NEUTRAL, 0.0, "go", EdgeError.DUPLICATE),
            "neutral",
            "·",
            "Not counted: drawn twice",
        ),
    ],
)
def test_a_finding_has_a_look_a_sign_and_words(
    item: Marked, css: str, glyph: str, words: str
) -> None:
    assert (sign_of(item).css, sign_of(item).glyph, sign_words(item)) == (css, glyph, words)
    assert (sign_look(item).css, sign_look(item).mark) == (css, glyph)


@pytest.mark.parametrize("given", [True, False])
def test_only_what_the_level_drew_was_given(given: bool) -> None:
    edge = Edge("A", "B", "go")
    mark = EdgeMark(EdgeStatus.NEUTRAL, 0.0, None, edge, (EdgeError.ALREADY_SHOWN,))
    assert was_given(Marked(mark, Stroke("e", edge, given=given))) is given
    assert not was_given(Marked(mark))
