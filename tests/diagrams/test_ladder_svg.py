"""Ladders of every scenario: well formed, escaped, and no words upon words."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.diagrams import UnknownThemeError
from quizapp.diagrams.ladder import Arrow, Ladder, Mark, Row, label_width, lay_out_ladder
from quizapp.diagrams.ladder_svg import export_ladder, label_box, render_ladder
from quizapp.diagrams.metrics import text_width
from quizapp.diagrams.standalone import THEMES
from quizapp.engine import LANGUAGES
from quizapp.services.ladders import ladder_of
from tests.conftest import MACHINES
from tests.simulator.chance import BY_CHANCE, Values, scripts, told_by_chance
from tests.simulator.stories import IDS, LIBRARY, told

SVG = "{http://www.w3.org/2000/svg}"
EVIL = '<script>"&\x00'


def of(scenario: str, language: str = "en") -> Ladder:
    title = LIBRARY.scenario(scenario).title.in_language(language)
    return ladder_of(told(scenario), title, language)


def boxes(root: ElementTree.Element) -> list[tuple[str, float, float, float, float]]:
    """Return every text with the box it takes up."""
    found = []
    for text in root.iter(f"{SVG}text"):
        words = "".join(text.itertext())
        size = float(text.get("font-size", "12"))
        gap = 7.0 * (len(list(text)) - 1) if list(text) else 0.0
        width = text_width(words, size) * 0.94 + gap
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
        left = {"start": x, "middle": x - width / 2, "end": x - width}[
            text.get("text-anchor", "start")
        ]
        found.append((words, left, y - size * 0.75, left + width, y + size * 0.2))
    return found


def words_stand_alone(document: str) -> None:
    """No words stand on words, and none outside."""
    root = ElementTree.fromstring(document.encode())
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    texts = [text for text in boxes(root) if text[0]]
    for words, left, top, right, bottom in texts:
        assert left >= 0, words
        assert top >= 0, words
        assert right <= width, words
        assert bottom <= height, words
    for one, two in combinations(texts, 2):
        apart = one[3] <= two[1] or two[3] <= one[1] or one[4] <= two[2] or two[4] <= one[2]
        assert apart, (one, two)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", IDS)
def test_no_words_stand_on_words_and_none_outside(scenario: str, language: str) -> None:
    words_stand_alone(export_ladder(of(scenario, language)))


@BY_CHANCE
@given(values=scripts(), language=st.sampled_from(LANGUAGES))
def test_no_words_stand_on_words_whatever_happens(values: Values, language: str) -> None:
    trace = told_by_chance(values, MACHINES["tcp"])
    assume(len(trace.story) < 80)
    words_stand_alone(export_ladder(ladder_of(trace, "", language)))


@pytest.mark.parametrize("side", [0, 1])
def test_long_words_on_an_arrow_from_nowhere_stay_between_the_hosts(side: int) -> None:
    stray = Arrow(
        side=side,
        label="SYN,FIN,RST,ACK,DATA",
        detail="SEQ=4294967295 ACK=4294967295",
        first=0,
        last=1,
        is_stray=True,
    )
    states = (Mark("SYN-RECEIVED"), Mark("SYN-RECEIVED"))
    drawn = Ladder(
        title="",
        description="",
        language="en",
        hosts=("A", "B"),
        begins=states,
        rows=(Row(states=states), Row(states=states)),
        arrows=(stray,),
    )
    words_stand_alone(export_ladder(drawn))
    layout = lay_out_ladder(drawn)
    x, _, anchor = label_box(stray, layout)
    left = x if anchor == "start" else x - label_width(stray)
    assert layout.lifelines[0] <= left
    assert left + label_width(stray) <= layout.lifelines[1]


@pytest.mark.parametrize("theme", THEMES)
def test_a_file_needs_nothing_but_itself(theme: str) -> None:
    document = export_ladder(of("cable-cut-keepalive"), theme)
    for foreign in ("currentColor", "var(", "<style", "style=", "href", "url("):
        assert foreign not in document
    root = ElementTree.fromstring(document.encode())
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")


def test_a_printed_ladder_is_black_on_white() -> None:
    root = ElementTree.fromstring(export_ladder(of("nat-resets"), "print").encode())
    colours = {element.get(key) for element in root.iter() for key in ("fill", "stroke")}
    assert colours <= {None, "none", "#000000", "#ffffff"}


def test_there_are_only_so_many_themes() -> None:
    with pytest.raises(UnknownThemeError, match="no theme 'pink'"):
        export_ladder(of("normal-close"), "pink")


def test_a_page_colours_it_by_class() -> None:
    inline = render_ladder(of("lost-final-ack"), id_prefix="one", current=(2,))
    root = ElementTree.fromstring(inline)
    classes = {name for element in root.iter() for name in element.get("class", "").split()}
    assert {"ladder", "arrow", "lost", "state--closing", "life--open", "current"} <= classes
    assert "#" not in inline
    assert root.get("aria-labelledby") == "one-title one-desc"


def test_a_lost_segment_is_crossed_and_ends_on_the_way() -> None:
    root = ElementTree.fromstring(render_ladder(of("fin-lost")))
    lost = [item for item in root.iter(f"{SVG}g") if item.get("class") == "arrow lost"]
    assert len(lost) == 1
    assert any(path.get("class") == "arrow__cross" for path in lost[0])


def test_labels_are_escaped() -> None:
    evil = Ladder(
        title=EVIL,
        description=EVIL,
        language=EVIL,
        hosts=(EVIL, EVIL),
        begins=(Mark(EVIL), Mark(EVIL)),
        rows=(Row(time=EVIL, remarks=((EVIL,), (EVIL,))), Row(gap=EVIL)),
        arrows=(Arrow(side=0, label=EVIL, detail=EVIL, first=0, last=1),),
    )
    for document in (export_ladder(evil), render_ladder(evil, id_prefix='"x')):
        assert "<script" not in document
        ElementTree.fromstring(document.encode())
