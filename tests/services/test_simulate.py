import io
import json
from pathlib import Path

import dpkt
import pytest

from quizapp.content import ContentError
from quizapp.content.library import UnknownScenarioError
from quizapp.services.formats import UnknownFormatError
from quizapp.services.simulate import find_scenario, listing, simulate
from quizapp.simulator import Kind
from tests.content.test_scenarios import SOUND
from tests.simulator.stories import IDS, LIBRARY, told


def written(scenario: str, file_format: str, language: str = "en") -> bytes:
    return simulate(LIBRARY, LIBRARY.scenario(scenario), file_format, language)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scenario", IDS)
def test_the_table_has_a_line_for_everything(scenario: str, language: str) -> None:
    text = written(scenario, "text", language).decode()
    for line in told(scenario).story:
        assert f"{line.at:.2f}" in text
        assert str(line.segment or "") in text
        assert all(outcome in text for outcome in line.outcomes)
    assert LIBRARY.scenario(scenario).explanation.in_language(language) in text


def test_the_table_of_a_normal_close() -> None:
    lines = written("normal-close", "text").decode().splitlines()
    assert lines[0] == "Normal close: four segments (Figure 12)"
    assert lines[2].startswith("? A closes")
    columns = [line.split("  ") for line in lines if "<SEQ=100>" in line]
    cells = [cell.strip() for cell in columns[1] if cell.strip()]
    assert cells == [
        "1.05",
        "B receives",
        "<SEQ=100><ACK=300><CTL=FIN,ACK>",
        "FIN-WAIT-1",
        "CLOSE-WAIT",
        "established.fin",
        "RFC 9293 §3.10.7.4",
    ]


@pytest.mark.parametrize("scenario", IDS)
def test_json_has_its_keys(scenario: str) -> None:
    document = json.loads(written(scenario, "json"))
    assert set(document) == {
        "scenario", "machine", "title", "teaches", "question", "explanation", "sources",
        "language", "hosts", "prelude", "final", "script", "lines",
    }  # fmt: skip
    assert document["final"] == list(told(scenario).final)
    for line in document["lines"]:
        assert set(line) == {
            "at", "kind", "host", "what", "said", "states", "connection", "flight", "segment",
            "outcomes", "returned", "signalled", "told",
        }  # fmt: skip


@pytest.mark.parametrize("scenario", IDS)
def test_a_capture_holds_every_segment_that_is_sent(scenario: str) -> None:
    packets = list(dpkt.pcap.Reader(io.BytesIO(written(scenario, "pcap"))))
    sent = [line for line in told(scenario).lines if line.kind is Kind.SENT]
    assert len(packets) >= len(sent)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownFormatError, match="no format 'gif'"):
        written("normal-close", "gif")


def test_segments_are_printed_as_tcpdump_prints_them() -> None:
    lines = written("normal-close", "tcpdump").decode().splitlines()
    sent = [line.segment for line in told("normal-close").lines if line.kind is Kind.SENT]
    flags = [f"Flags [{segment.flags}]" for segment in sent if segment]
    assert [line.partition(": ")[2].partition(",")[0] for line in lines] == flags


def test_the_list_has_a_heading_for_each_chapter_in_its_language() -> None:
    assert listing(LIBRARY, "en").startswith("Opening\n  ")
    assert "\n\n关闭连接\n  normal-close" in listing(LIBRARY, "zh")


def test_the_list_names_every_scenario_with_its_sentence() -> None:
    for language in ("en", "zh"):
        text = listing(LIBRARY, language)
        for item in LIBRARY.scenarios.values():
            assert item.id in text
            assert item.teaches.in_language(language) in text


def test_a_scenario_is_found_by_name_or_by_file(tmp_path: Path) -> None:
    path = tmp_path / "story.toml"
    path.write_text(SOUND, encoding="utf-8")
    assert find_scenario(LIBRARY, "normal-close").id == "normal-close"
    assert find_scenario(LIBRARY, str(path)).id == "story"


def test_an_unknown_name_says_where_the_names_are() -> None:
    with pytest.raises(UnknownScenarioError, match="quizapp simulate --list"):
        find_scenario(LIBRARY, "normal")


def test_a_file_with_an_impossible_step_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "story.toml"
    path.write_text(SOUND.replace('"open-active"', '"dance"'), encoding="utf-8")
    with pytest.raises(
        ContentError, match=r"story\.toml:14: step 1: call = 'dance' is unknown"
    ):
        find_scenario(LIBRARY, str(path))
