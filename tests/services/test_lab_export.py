"""A run taken away: up to the step one stands at, and to be played again."""

import io
import json
from pathlib import Path

import dpkt
import pytest

from quizapp.diagrams.failures import UnknownThemeError
from quizapp.services import lab
from quizapp.services.formats import UnknownFormatError
from quizapp.services.lab_export import export
from quizapp.services.lab_run import play_of
from quizapp.services.simulate import find_scenario
from tests.services.test_lab_run import of
from tests.simulator.stories import LIBRARY


def test_json_can_be_played_again() -> None:
    play = lab.act(of("normal-close"), 4, lab.Deed("fault:A:crash", {}))
    document = json.loads(export(play, 5, "json", "en", "light"))
    assert (document["scenario"], document["forked_at"]) == ("normal-close", 4)
    again = play_of(LIBRARY.machine(document["machine"]), document["script"])
    assert again.script == play.script


@pytest.mark.parametrize("forked", [True, False])
def test_toml_is_a_scenario_to_be_simulated(forked: bool, tmp_path: Path) -> None:
    play = (
        of("normal-close") if forked else lab.fresh(LIBRARY.machine("tcp"), runs={"A": "BSD"})
    )
    play = lab.act(play, 0, lab.Deed("call:B:open-passive", {}))
    path = tmp_path / "my-run.toml"
    path.write_bytes(export(play, 1, "toml", "en", "light"))
    scenario = find_scenario(LIBRARY, str(path))
    assert play_of(play.machine, scenario.script).script == play.script


def test_only_the_steps_taken_are_exported() -> None:
    play = of("normal-close")
    documents = [json.loads(export(play, step, "json", "zh", "light")) for step in (0, 2)]
    assert [len(item["script"]["step"]) for item in documents] == [0, 2]
    assert len(documents[0]["lines"]) < len(documents[1]["lines"])


def test_the_capture_holds_the_segments() -> None:
    packets = list(
        dpkt.pcap.Reader(io.BytesIO(export(of("normal-close"), 7, "pcap", "en", "")))
    )
    assert len(packets) >= 4


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_ladder_comes_in_every_theme(theme: str) -> None:
    assert b"<svg" in export(of("normal-close"), 7, "svg", "zh", theme)


def test_other_formats_and_themes_are_refused() -> None:
    with pytest.raises(UnknownFormatError):
        export(of("normal-close"), 1, "doc", "en", "light")
    with pytest.raises(UnknownThemeError):
        export(of("normal-close"), 1, "svg", "en", "neon")


@pytest.mark.parametrize(("forked", "steps"), [(True, 5), (False, 2)])
def test_a_run_that_went_otherwise_leaves_the_conclusion_out(
    forked: bool, steps: int, tmp_path: Path
) -> None:
    story = of("normal-close")
    play = lab.act(story, 4, lab.Deed("fault:A:crash", {})) if forked else story
    path = tmp_path / "my-run.toml"
    path.write_bytes(export(play, steps, "toml", "en", "light"))
    assert (
        find_scenario(LIBRARY, str(path)).explanation
        != LIBRARY.scenario("normal-close").explanation
    )
    path.write_bytes(export(story, story.length, "toml", "en", "light"))
    assert (
        find_scenario(LIBRARY, str(path)).explanation
        == LIBRARY.scenario("normal-close").explanation
    )
