"""Finding Graphviz and running it: each failure says what to do."""

from pathlib import Path

import pytest

from quizapp.diagrams import (
    GraphvizError,
    GraphvizFailedError,
    GraphvizMissingError,
    GraphvizTimeoutError,
    engines,
    find_engine,
)
from quizapp.diagrams.engines import run_engine


@pytest.fixture
def program(tmp_path):
    """Write a small program that stands in for Graphviz."""

    def write(body: str) -> Path:
        path = tmp_path / "dot"
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
        return path

    return write


def test_the_system_program_is_preferred_if_there_is_one(program, monkeypatch):
    mine = program("exit 0")
    monkeypatch.setenv("PATH", str(mine.parent))
    assert find_engine("auto") == find_engine("system") == mine


def test_the_bundled_program_steps_in_without_a_system_one(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    try:
        bundled = find_engine("bundled")
    except GraphvizError as missing:
        pytest.skip(str(missing))
    assert find_engine("auto") == bundled


@pytest.mark.parametrize("preference", ["system", "neither"])
def test_a_missing_program_comes_with_its_remedy(tmp_path, monkeypatch, preference):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GraphvizMissingError, match=f"{preference}.*pip"):
        find_engine(preference)


def test_a_layout_comes_back_as_json(engine):
    assert '"pos"' in run_engine(engine, "digraph { a -> b }")


def test_a_program_that_hangs_is_stopped(program):
    hangs = program("exec sleep 30")
    with pytest.raises(GraphvizTimeoutError, match=r"within 0\.2 seconds"):
        run_engine(hangs, "digraph {}", timeout=0.2)


def test_a_program_that_hangs_is_stopped_with_all_it_started(program, tmp_path):
    mark = tmp_path / "pid"
    hangs = program(f"sleep 30 &\necho $! > {mark}\nwait")
    with pytest.raises(GraphvizTimeoutError):
        run_engine(hangs, "digraph {}", timeout=0.5)
    child = Path(f"/proc/{mark.read_text().strip()}/stat")
    assert not child.exists() or child.read_text().split(")")[1].split()[0] == "Z"


def test_a_program_that_says_everything_but_stays_is_stopped(program, monkeypatch):
    monkeypatch.setattr(engines, "GRACE", 0.2)
    stays = program("echo '{}'; exec sleep 30 >&-")
    with pytest.raises(GraphvizTimeoutError):
        run_engine(stays, "digraph {}")


def test_an_answer_without_an_end_is_not_waited_for(program, monkeypatch):
    monkeypatch.setattr(engines, "MOST_BYTES", 10_000)
    with pytest.raises(GraphvizFailedError, match="no end"):
        run_engine(program("exec yes"), "digraph {}")


def test_a_program_that_fails_is_quoted(program):
    fails = program("echo out of paper >&2; exit 3")
    with pytest.raises(GraphvizFailedError, match="dot failed: out of paper"):
        run_engine(fails, "digraph {}")


def test_a_program_that_cannot_start_is_an_error_of_ours(tmp_path):
    with pytest.raises(GraphvizFailedError, match="No such file"):
        run_engine(tmp_path / "gone", "digraph {}")


def test_a_syntax_error_is_an_error_of_ours(engine):
    with pytest.raises(GraphvizFailedError):
        run_engine(engine, "digraph {")
