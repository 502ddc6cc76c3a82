"""A run is a value: single steps, forks, and bounds on what can be asked for."""

import pytest

from quizapp.engine import Machine
from quizapp.services.lab_run import (
    MOST_STEPS,
    LongRunError,
    Play,
    RunError,
    continued,
    play_of,
    played,
    run_otherwise,
    short_values,
    until_quiet,
)
from quizapp.simulator import Kind
from quizapp.simulator.reading import ScriptError, read_script
from tests.simulator.stories import IDS, LIBRARY


def of(name: str) -> Play:
    scenario = LIBRARY.scenario(name)
    return until_quiet(play_of(LIBRARY.machine(scenario.machine), scenario.script, scenario))


@pytest.mark.parametrize("name", IDS)
def test_every_scenario_is_played_in_single_steps(name: str) -> None:
    play = of(name)
    assert not play.is_own
    whole = played(play, play.length)
    assert len(whole.marks) == play.length + 1
    assert whole.marks[-1] == len(whole.network.trace.lines)
    assert "settle" not in {step.act for step in play.script.steps}


@pytest.mark.parametrize("name", IDS)
def test_something_happens_in_the_last_step(name: str) -> None:
    play = of(name)
    assert played(play, play.length).lines(play.length)


@pytest.mark.parametrize("name", IDS)
def test_every_line_belongs_to_the_step_that_brought_it(name: str) -> None:
    play = of(name)
    whole = played(play, play.length)
    for step in range(1, play.length + 1):
        for place in range(whole.marks[step - 1], whole.marks[step]):
            assert whole.step_of(place) == step


def test_steps_are_written_short_and_read_back() -> None:
    for name in IDS:
        play = of(name)
        assert read_script(play.values(), play.machine) == play.script
    closes = of("normal-close").script.steps[0]
    assert short_values(closes) == {"call": "close", "host": "A"}


def test_acting_in_the_middle_replaces_what_follows() -> None:
    play = of("normal-close")
    fork = continued(play, 2, {"fault": "crash", "host": "B"})
    assert (fork.length, fork.forked_at, fork.is_own) == (3, 2, True)
    assert fork.script.steps[:2] == play.script.steps[:2]
    assert played(fork, 3).lines(3)[0].kind is Kind.FAULT


def test_the_earliest_fork_is_remembered() -> None:
    late = continued(of("normal-close"), 5, {"wait": 1})
    assert continued(late, 6, {"wait": 2}).forked_at == 5
    assert continued(late, 3, {"wait": 1}).forked_at == 3


def test_a_long_wait_becomes_single_steps() -> None:
    play = of("connect-times-out")
    begun = continued(play, 2, {"wait": 10})
    acts = [step.act for step in begun.script.steps[2:]]
    assert acts == ["advance"] * (len(acts) - 1) + ["wait"]
    assert len(acts) > 3


def test_a_step_that_makes_no_sense_is_refused() -> None:
    play = of("normal-close")
    with pytest.raises(ScriptError, match="no host"):
        continued(play, 1, {"call": "close", "host": "C"})
    with pytest.raises(RunError, match="is not under way"):
        continued(play, 1, {"fault": "drop", "flight": 999})


def test_a_run_may_not_grow_for_ever() -> None:
    many = {"step": [{"call": "status", "host": "A"}] * MOST_STEPS}
    play = play_of(of("normal-close").machine, many)
    with pytest.raises(LongRunError, match=f"more than {MOST_STEPS} steps"):
        continued(play, MOST_STEPS, {"call": "status", "host": "A"})


def test_a_flood_has_its_limit(tcp: Machine) -> None:
    floods = [{"fault": "flood", "host": "B", "count": 100}] * 4
    with pytest.raises(RunError, match="more than 300 segments"):
        play_of(tcp, {"step": floods})


def test_a_host_may_follow_somebody_else_with_the_same_steps() -> None:
    play = of("syn-in-time-wait")
    other = run_otherwise(play, {"B": "BSD"})
    assert (other.runs("B"), other.script.steps) == ("BSD", play.script.steps)
    before, after = (played(item, item.length).network.trace for item in (play, other))
    assert before.lines != after.lines
    assert run_otherwise(other, {"B": ""}).runs("B") == ""
    with pytest.raises(ScriptError, match="runs 'Plan 9', unknown"):
        run_otherwise(play, {"B": "Plan 9"})
