"""A drawing as SVG: everything in it, marked in place, and nothing that bites."""

from xml.etree import ElementTree

import pytest

from quizapp.diagrams import EdgeLook, NodeLook, UnknownThemeError
from quizapp.diagrams.sketch import Sketch, SketchEdge, SketchState
from quizapp.diagrams.sketch_svg import export_sketch, render_sketch
from tests.diagrams.test_svg import HOSTILE, SVG

DRAWING = Sketch(
    "Yours",
    "en",
    (SketchState("s1", "ONE", 0, 0), SketchState("s2", "TWO", 300, 0, NodeLook("extra", "✗"))),
    (
        SketchEdge(
            "e1", "s1", "s2", ("go", "snd X"), look=EdgeLook("right", mark="✓"), says="Go."
        ),
        SketchEdge("e2", "s2", "s2", look=EdgeLook("missed", note="missing")),
    ),
)


def texts(svg: str, css: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return [
        "".join(item.itertext())
        for item in root.iter(f"{SVG}text")
        if css in item.get("class", "")
    ]


def test_states_arrows_and_words_are_all_there() -> None:
    svg = render_sketch(DRAWING)
    assert texts(svg, "node__name") == ["ONE", "TWO"]
    assert texts(svg, "edge__event") == ["✓ go", "missing"]
    assert texts(svg, "edge__send") == ["snd X"]
    assert 'class="edge edge--free right" data-edge="e1"' in svg
    assert 'class="node extra"' in svg
    assert "Go." in svg


def test_everything_lies_within_the_frame() -> None:
    root = ElementTree.fromstring(render_sketch(DRAWING))
    x, y, width, height = map(float, root.get("viewBox", "").split())
    for text in root.iter(f"{SVG}text"):
        assert x <= float(text.get("x", "")) <= x + width
        assert y <= float(text.get("y", "")) <= y + height


def test_an_empty_canvas_is_a_picture_too() -> None:
    assert ElementTree.fromstring(render_sketch(Sketch("Yours", "zh", (), ())))


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_a_file_stands_alone_in_every_theme(theme: str) -> None:
    assert ElementTree.fromstring(export_sketch(DRAWING, theme)).tag == f"{SVG}svg"


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(UnknownThemeError):
        export_sketch(DRAWING, "neon")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    drawing = Sketch(
        words,
        "en",
        (SketchState("s1", words, 0, 0),),
        (SketchEdge(words, "s1", "s1", (words, words), look=EdgeLook(note=words), says=words),),
    )
    for svg in (render_sketch(drawing), export_sketch(drawing)):
        tags = {item.tag for item in ElementTree.fromstring(svg).iter()}
        assert tags <= {
            f"{SVG}{name}"
            for name in ("svg", "title", "desc", "g", "path", "rect", "text", "tspan")
        }
