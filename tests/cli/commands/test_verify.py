import json
import sys

import pytest

from tests.cli.conftest import Run

on_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="the states are shown on Linux; run there"
)


@on_linux
@pytest.mark.slow
def test_the_sockets_alone_are_compared(run: Run) -> None:
    result = run("verify", "--no-raw", "--language", "en")
    assert result.exit_code == 0, result.output
    assert "client-closes: The client closes first" in result.output
    assert "Left out: raw. Left out as asked (--no-raw)." in result.output
    assert "0 unexplained" in result.output


@on_linux
@pytest.mark.slow
def test_programs_get_json(run: Run) -> None:
    result = run("verify", "--no-raw", "--format", "json", "--language", "zh")
    document = json.loads(result.output)
    assert document["explained"] is True
    assert document["skipped"] == [{"what": "raw", "why": "按要求略过（--no-raw）。"}]


def test_an_unknown_format_is_refused(run: Run) -> None:
    assert run("verify", "--format", "xml").exit_code == 2
