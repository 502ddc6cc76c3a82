"""A Graphviz that fails is replaced at once, and not asked again for a while."""

import pytest

from quizapp.diagrams import GraphvizError, GraphvizFailedError, find_engine, picture_of
from quizapp.diagrams.fallback import PAUSE, forget_failures, lay_out_by

pytestmark = pytest.mark.usefixtures("fresh_layouts", "forgetful")


@pytest.fixture
def forgetful():
    forget_failures()
    yield
    forget_failures()


@pytest.fixture
def failing(tmp_path, monkeypatch):
    """A system program that notes each start and fails."""
    path = tmp_path / "dot"
    path.write_text(f"#!/bin/sh\necho >> {tmp_path}/starts\nexit 3\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return lambda: len((tmp_path / "starts").read_text().splitlines())


@pytest.fixture
def bundled():
    try:
        return find_engine("bundled")
    except GraphvizError as missing:
        pytest.skip(str(missing))


def test_the_bundled_program_steps_in_for_one_that_fails(make_small, failing, bundled):
    first = lay_out_by("auto", picture_of(make_small("a"), "en"))
    assert first == lay_out_by("bundled", picture_of(make_small("a"), "en"))
    lay_out_by("auto", picture_of(make_small("b"), "en"))
    assert failing() == 1


def test_a_failure_is_told_again_without_trying(make_small, failing):
    for _ in range(2):
        with pytest.raises(GraphvizFailedError):
            lay_out_by("system", picture_of(make_small("a"), "en"))
    assert failing() == 1


def test_a_program_is_tried_again_after_a_while(make_small, failing, monkeypatch):
    at = [1000.0]
    monkeypatch.setattr("quizapp.diagrams.fallback.monotonic", lambda: at[0])
    for expected in (1, 2):
        with pytest.raises(GraphvizFailedError):
            lay_out_by("system", picture_of(make_small("a"), "en"))
        assert failing() == expected
        at[0] += PAUSE + 1
