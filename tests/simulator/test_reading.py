from typing import Any

import pytest

from quizapp.engine import Machine
from quizapp.simulator.reading import script_problems


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"call": "fly", "host": "A"}, "call = 'fly' is unknown"),
        ({"wait": -1.0}, "wait = -1.0 is no time"),
        ({"settle": False}, "settle = False says nothing"),
        ({"advance": 0}, "advance = 0 is no number"),
        ({"inject": {"seq": 1}, "host": "A"}, "inject names no flags"),
        ({"inject": {"flags": "S", "seq": "x"}, "host": "A"}, "seq = 'x' is no number"),
        ({"inject": {"flags": "S", "length": 70_000}, "host": "A"}, "length = 70000 is no"),
    ],
)
def test_a_wrong_step_is_told(tcp: Machine, step: dict[str, Any], said: str) -> None:
    found = list(script_problems({"step": [step]}, tcp))
    assert any(item.step == 0 and item.problem.startswith(said) for item in found), found


def test_a_host_runs_only_variants_there_are(tcp: Machine) -> None:
    values = {"host": {"A": {"runs": "toaster"}}, "step": [{"settle": True}]}
    (found,) = script_problems(values, tcp)
    assert found.problem == "[host.A] runs 'toaster', unknown"


def test_a_sound_script_has_no_problem(tcp: Machine) -> None:
    assert list(script_problems({"step": [{"settle": True}, {"wait": 2.0}]}, tcp)) == []
