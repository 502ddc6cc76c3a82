"""Drawings to take away."""

from xml.etree import ElementTree

import pytest

from quizapp.diagrams import UnknownThemeError
from quizapp.engine import Machine
from quizapp.grading import Level
from quizapp.grading.sheet import read_sheet, sheet_values
from quizapp.services.drill_exports import FORMATS, export
from quizapp.services.drills import UnknownDrillError, begin, save
from quizapp.services.formats import UnknownFormatError
from quizapp.services.study import Study
from tests.conftest import NOW
from tests.services.test_drill_marking import Hand


@pytest.fixture
def drill(study: Study, tcp: Machine) -> str:
    begun = begin(study, "tcp", Level(), 1, NOW)
    save(study, begun, 0, sheet_values(Hand(tcp).sheet(tcp.drawn())), [], NOW)
    return begun


def test_json_reads_back_as_the_same_drawing(study: Study, tcp: Machine, drill: str) -> None:
    assert read_sheet(export(study, drill, "json", "en", "light", NOW)) == Hand(tcp).sheet(
        tcp.drawn()
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_svg_holds_every_arrow_in_the_learners_words(
    study: Study, tcp: Machine, drill: str, language: str
) -> None:
    svg = export(study, drill, "svg", language, "light", NOW)
    root = ElementTree.fromstring(svg)
    edges = [item for item in root.iter() if "edge--free" in item.get("class", "")]
    assert len(edges) == len(tcp.drawn())
    assert tcp.title.in_language(language) in svg.decode()


def test_what_is_not_there_is_refused(study: Study, drill: str) -> None:
    with pytest.raises(UnknownFormatError):
        export(study, drill, "gif", "en", "light", NOW)
    with pytest.raises(UnknownThemeError):
        export(study, drill, "svg", "en", "neon", NOW)
    for kind in FORMATS:
        with pytest.raises(UnknownDrillError):
            export(study, "drill-none", kind, "en", "light", NOW)
