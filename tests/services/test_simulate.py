import json

import pytest

from quizapp.config import shipped
from quizapp.content import read_library
from quizapp.services.formats import UnknownFormatError
from quizapp.services.simulate import FORMATS, find_scenario, listing, play, simulate

LIBRARY = read_library(shipped("content"))
BEGINNINGS = {"text": b"The three-way", "json": b"{", "svg": b"<svg", "pcap": b"\xb2"}


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_scenario_is_written_in_every_format(file_format: str) -> None:
    scenario = find_scenario(LIBRARY, "three-way-handshake")
    written = simulate(LIBRARY, scenario, file_format, "en")
    assert BEGINNINGS[file_format] in written[:200]
    assert len(written) > 100


def test_json_holds_every_line_of_the_trace() -> None:
    scenario = LIBRARY.scenario("normal-close")
    document = json.loads(simulate(LIBRARY, scenario, "json", "zh"))
    assert len(document["lines"]) == len(play(LIBRARY, scenario).lines)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_scenario_plays_and_is_listed(language: str) -> None:
    listed = listing(LIBRARY, language)
    for scenario in LIBRARY.scenarios.values():
        assert f"  {scenario.id} " in listed
        assert simulate(LIBRARY, scenario, "text", language)


def test_a_format_there_is_not_is_told() -> None:
    with pytest.raises(UnknownFormatError):
        simulate(LIBRARY, LIBRARY.scenario("normal-close"), "gif", "en")
