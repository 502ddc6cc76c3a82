"""A scenario that is written can be read, and is the same."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from quizapp.content import read_scenario
from quizapp.engine import Text
from quizapp.services.scenario_toml import scenario_toml
from tests.simulator.chance import BY_CHANCE, Values, scripts
from tests.simulator.stories import IDS, LIBRARY


@pytest.mark.parametrize("name", IDS)
def test_every_scenario_reads_back_as_it_was(name: str, tmp_path: Path) -> None:
    scenario = LIBRARY.scenario(name)
    path = tmp_path / f"{name}.toml"
    path.write_text(scenario_toml(scenario), encoding="utf-8")
    assert read_scenario(path) == scenario


@pytest.mark.parametrize("text", ['"', "\\", "a\nb", "\x7f", "\x00", "全连接队列", "'''"])
def test_any_text_can_be_written(text: str) -> None:
    scenario = replace(LIBRARY.scenario(IDS[0]), title=Text(text, text))
    assert tomllib.loads(scenario_toml(scenario))["scenario"]["title"]["en"] == text


def test_an_empty_table_is_written() -> None:
    scenario = replace(LIBRARY.scenario(IDS[0]), script={"network": {"x": {}}, "step": []})
    assert tomllib.loads(scenario_toml(scenario))["network"] == {"x": {}}


@BY_CHANCE
@given(values=scripts())
def test_any_script_can_be_written(values: Values) -> None:
    scenario = replace(LIBRARY.scenario(IDS[0]), script=values)
    document = tomllib.loads(scenario_toml(scenario))
    for name in ("network", "host"):
        assert document.get(name, {}) == values[name]
    assert document["step"] == values["step"]
