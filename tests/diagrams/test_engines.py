"""Finding Graphviz and running it: each failure says what to do."""

from pathlib import Path

import pytest

from quizapp.diagrams import (
    GraphvizError,
    GraphvizFailedError,
    GraphvizMissingError,
    GraphvizTimeoutError,
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
