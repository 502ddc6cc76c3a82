import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.cli.commands.serve import _hosts
from tests.cli.conftest import Run, failed


@pytest.fixture
def taken() -> Iterator[int]:
    """A port somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_told_with_one_that_is_free(run: Run, taken: int) -> None:
    said = failed(run("serve", "--port", taken, "--no-open"))
    assert said.startswith(f"Port {taken} on 127.0.0.1 is taken, perhaps by another quizapp. ")
    free = re.search(
        r"Port (\d+) is free: run `make run PORT=\1` or `quizapp serve --port \1`\.", said
    )
    assert free is not None
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", int(free[1])))


def test_a_taken_port_leaves_no_data_behind(run: Run, data: Path, taken: int) -> None:
    run("serve", "--port", taken)
    assert not data.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--port", "many"), "give a number from 0 to 65535"),
        (("--port", "65536"), "give a number from 0 to 65535"),
        (("--host", "no.such.host.invalid"), "Cannot listen on no.such.host.invalid"),
        (("--host", "192.0.2.1"), "(Cannot assign requested address). Use 127.0.0.1"),
        (("--host", "\udcff\udcfe"), "Cannot listen on"),
        (("--host", "a" * 300), "Cannot listen on"),
    ],
)
def test_an_address_nobody_can_listen_on_is_told(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    assert said in failed(run("serve", "--no-open", *arguments))


def test_only_our_own_names_are_answered() -> None:
    names = _hosts("127.0.0.1", 8017)
    assert {"127.0.0.1:8017", "localhost:8017", "localhost", "[::1]:8017"} <= set(names)
    assert "example.com" not in names
