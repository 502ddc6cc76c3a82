"""What is told of the joint states, and of one."""

import json
from pathlib import Path

import pytest

from quizapp.engine import Machine
from quizapp.engine.variants import UnknownVariantError
from quizapp.services.explore import (
    WAY_FORMATS,
    NotReachedError,
    UnknownNameError,
    joint_state,
    joint_states,
    state_named,
)
from quizapp.services.formats import UnknownFormatError
from quizapp.services.simulate import find_scenario, play
from quizapp.simulator.exploration import Bounds
from tests.content.chinese import HALF_WIDTH, has_chinese
from tests.simulator.stories import LIBRARY

HALF_OPEN = ("ESTABLISHED", "CLOSED")
NEVER = ("TIME-WAIT", "ESTABLISHED")
NONE = Bounds(faults=0)
STANDARD = Bounds()


def one(
    names: tuple[str, str] = HALF_OPEN,
    file_format: str = "text",
    language: str = "en",
    bounds: Bounds = STANDARD,
    runs: str = "",
    file: str = "",
) -> str:
    written = joint_state(LIBRARY, names, bounds, runs, file_format, language, file=file)
    return written.decode(errors="replace")


def test_the_table_has_a_row_and_a_column_for_each_state(tcp: Machine) -> None:
    text = joint_states(LIBRARY, NONE, "", "text", "en")
    head, *rows = text.partition("\n\n")[0].splitlines()
    assert head.split() == [str(number) for number in range(1, 12)]
    assert [row.split()[1] for row in rows] == [state.id for state in tcp.states]
    cells = [row.split()[2:] for row in rows]
    assert {len(row) for row in cells} == {11}
    assert cells == [list(column) for column in zip(*cells, strict=True)]
    assert cells[4][4] == "0"
    assert cells[4][0] == "·"


def test_the_table_counts_and_says_its_bounds() -> None:
    text = joint_states(LIBRARY, NONE, "", "text", "en")
    cells = text.partition("\n\n")[0]
    free, never = cells.count("   0"), cells.count("·")
    assert (
        f"{free} of 121 joint states need no fault, 0 need some, {never} were not met" in text
    )
    assert "faults 0 (losses 0, duplicates 0, delays 0, crashes 0, ABORTs 0), OPEN 3" in text
    assert "all there are within the bounds" in text


def test_the_table_for_programs_holds_the_same() -> None:
    document = json.loads(joint_states(LIBRARY, NONE, "linux", "json", "en"))
    assert len(document["pairs"]) == 121
    assert document["variant"] == "Linux"
    assert document["complete"] is True
    found = {tuple(item["states"]): item for item in document["pairs"]}
    assert found[HALF_OPEN] == {
        "states": list(HALF_OPEN),
        "possible": False,
        "faults": None,
        "events": None,
    }
    assert found["ESTABLISHED", "ESTABLISHED"]["events"] == 5


def test_a_search_that_was_stopped_promises_nothing() -> None:
    text = joint_states(LIBRARY, Bounds(configurations=50), "", "text", "en")
    assert "may still be possible" in text


@pytest.mark.parametrize("text", [joint_states(LIBRARY, NONE, "", "text", "zh")])
def test_chinese_is_chinese(text: str) -> None:
    for said in (text.split("\n\n")[1:], one(NEVER, language="zh").split("\n\n")[1:]):
        for paragraph in said:
            assert has_chinese(paragraph)
            assert not HALF_WIDTH.search(paragraph), paragraph


def test_a_way_is_told_as_a_story() -> None:
    text = one()
    assert text.startswith("A in ESTABLISHED, B in CLOSED\n\n? Can A be in ESTABLISHED while")
    assert "Yes: no way within the bounds is shorter. Events: 5. Faults: B calls ABORT." in text
    assert text.rstrip().splitlines()[-1].startswith("RFC 9293 §3.10.1; ")


def test_what_was_not_met_is_told_with_the_bounds() -> None:
    text = one(NEVER)
    assert "Not within the bounds. That is no proof for what lies beyond them." in text
    assert "faults 1" in text
    assert json.loads(one(NEVER, "json"))["possible"] is False


def test_a_way_for_programs_says_how_it_was_found() -> None:
    document = json.loads(one(file_format="json"))
    assert (document["possible"], document["pair"]) == (True, list(HALF_OPEN))
    assert (document["events"], document["faults"]) == (5, 1)
    assert document["bounds"]["faults"] == 1
    assert document["final"] == list(HALF_OPEN)


@pytest.mark.parametrize("file_format", ["svg", "pcap", "toml"])
def test_of_nothing_there_is_no_picture(file_format: str) -> None:
    with pytest.raises(NotReachedError, match="--faults 2"):
        one(NEVER, file_format)


@pytest.mark.parametrize("file_format", WAY_FORMATS)
def test_a_way_is_written_in_every_format(file_format: str) -> None:
    begins = {"text": "A in", "json": "{", "svg": "<?xml", "toml": "[scenario]"}
    assert one(file_format=file_format).startswith(begins.get(file_format, "\ufffd"))


@pytest.mark.parametrize("runs", ["", "linux"])
@pytest.mark.parametrize("pair", [HALF_OPEN, ("FIN-WAIT-2", "LISTEN"), ("CLOSED", "CLOSED")])
def test_a_way_written_as_a_file_can_be_played(
    pair: tuple[str, str], runs: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(one(pair, "toml", runs=runs, file="mine"), encoding="utf-8")
    assert play(LIBRARY, find_scenario(LIBRARY, str(path))).final == pair


@pytest.mark.parametrize("name", ["fin-wait-2", "FIN-WAIT2", "TCP_FIN_WAIT2"])
def test_a_state_may_be_written_in_many_ways(name: str, tcp: Machine) -> None:
    assert state_named(tcp, name) == "FIN-WAIT-2"


def test_a_state_there_is_not_is_told_with_those_there_are(tcp: Machine) -> None:
    with pytest.raises(UnknownNameError, match="no state 'OPEN'; use two of CLOSED, LISTEN"):
        state_named(tcp, "OPEN")


def test_somebody_unknown_is_told() -> None:
    with pytest.raises(UnknownVariantError, match="no variant 'plan9'"):
        one(runs="plan9")


def test_a_format_there_is_not() -> None:
    with pytest.raises(UnknownFormatError, match="choose text, json, svg, pcap, toml"):
        one(file_format="gif")
    with pytest.raises(UnknownFormatError, match="choose text, json"):
        joint_states(LIBRARY, NONE, "", "svg", "en")


def test_the_document_shows_what_is_found_today() -> None:
    document = (Path(__file__).parents[2] / "docs" / "EXPLORE.md").read_text(encoding="utf-8")
    table = joint_states(LIBRARY, STANDARD, "", "text", "en").partition("\n\n")[0]
    assert f"```\n{table}\n```" in document
    way = one().split("\n\n")[2]
    assert f"```\n{way}\n```" in document
