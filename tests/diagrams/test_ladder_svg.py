from xml.etree import ElementTree

import pytest

from quizapp.diagrams.ladder_svg import INKS, export_ladder, render_ladder
from tests.diagrams.test_ladder import LADDER


@pytest.mark.parametrize("theme", INKS)
def test_an_exported_ladder_is_one_picture_with_its_words(theme: str) -> None:
    picture = ElementTree.fromstring(export_ladder(LADDER, theme))
    said = " ".join(picture.itertext())
    assert all(word in said for word in ("Two hosts", "ASK", "2 h", "ON"))


def test_the_current_row_is_marked() -> None:
    assert "ladder__row current" in render_ladder(LADDER, current=0)
    assert "ladder__row current" not in render_ladder(LADDER)
