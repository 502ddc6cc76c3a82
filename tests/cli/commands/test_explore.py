from pathlib import Path

from quizapp.cli.commands.explore import BOUNDS
from quizapp.simulator.exploration import Bounds
from tests.cli.conftest import Run, failed


def test_without_states_it_prints_the_table(run: Run) -> None:
    result = run("explore", "--faults", 0)
    assert result.exit_code == 0
    assert " 5  ESTABLISHED    ·   ·   ·   0   0   0   ·   ·   ·   ·   ·" in result.stdout


def test_with_two_it_prints_a_way(run: Run) -> None:
    result = run("explore", "established", "closed", "--language", "zh")
    assert result.exit_code == 0
    assert "A 处于 ESTABLISHED，B 处于 CLOSED" in result.stdout
    assert "syn-received.abort" in result.stdout


def test_every_bound_narrows_or_widens_the_search(run: Run) -> None:
    assert set(BOUNDS) < set(Bounds.__slots__)
    result = run("explore", "ESTABLISHED", "CLOSED", "--aborts", 0)
    assert "Faults: a segment of" in result.stdout or "B crashes" in result.stdout
    assert "Not within the bounds" in run("explore", "SYN-SENT", "LISTEN", "--opens", 1).stdout


def test_a_way_can_be_saved_and_played(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "half-open.toml"
    result = run("explore", "ESTABLISHED", "CLOSED", "--format", "toml", "--output", path)
    assert result.stdout.startswith(f"Wrote {path} (")
    played = run("simulate", path)
    assert played.exit_code == 0
    assert "A in ESTABLISHED, B in CLOSED" in played.stdout


def test_one_state_is_not_enough(run: Run) -> None:
    result = run("explore", "CLOSED")
    assert result.exit_code == 2
    assert "Name two states" in result.output


def test_the_table_is_text_or_json(run: Run) -> None:
    said = failed(run("explore", "--format", "svg", "--faults", 0))
    assert said == "There is no format 'svg'; choose text, json."


def test_a_variant_is_named(run: Run) -> None:
    result = run("explore", "--faults", 0, "--variant", "linux")
    assert "Both hosts follow Linux." in result.stdout
