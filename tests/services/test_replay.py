import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from quizapp.config import shipped
from quizapp.content import Library, read_library
from quizapp.engine import Machine
from quizapp.formats import CaptureError, write_pcap
from quizapp.services.formats import UnknownFormatError
from quizapp.services.replay import UnknownConnectionError, replay, replay_capture
from quizapp.services.simulate import play
from quizapp.simulator import Trace
from tests.formats.captures import ipv4, opened, paths_in, paths_of, pcap, replayed

LIBRARY = read_library(shipped("content"))


@pytest.fixture
def library() -> Library:
    """Every machine that is shipped."""
    return LIBRARY


@pytest.fixture
def run(tcp: Machine, tmp_path: Path) -> Path:
    """A capture of one connection."""
    hosts = opened(tcp)
    hosts.call(0, "close")
    hosts.settle()
    out = BytesIO()
    write_pcap(hosts.trace, out)
    path = tmp_path / "run.pcap"
    path.write_bytes(out.getvalue())
    return path


def test_a_capture_is_replayed_as_text(library: Library, run: Path) -> None:
    assert "FIN-WAIT-2" in replay(library, run, None, "text", "en")


def test_a_capture_is_replayed_as_json(library: Library, run: Path) -> None:
    document = json.loads(replay(library, run, 1, "json", "en"))
    assert document["connections"][0]["final"] == {"a": "FIN-WAIT-2", "b": "CLOSE-WAIT"}


def test_an_unknown_connection_is_named(library: Library, run: Path) -> None:
    with pytest.raises(UnknownConnectionError, match="no connection 2; it holds connections 1"):
        replay_capture(library, run, 2)


def test_an_unknown_format_is_named(library: Library, run: Path) -> None:
    with pytest.raises(UnknownFormatError):
        replay(library, run, None, "xml", "en")


def test_packets_without_tcp_are_counted(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "udp.pcap"
    path.write_bytes(pcap([ipv4(b"", proto=17)] * 3))
    assert dict(replay_capture(library, path).skipped) == {"not TCP": 3}


def test_a_file_that_is_no_capture_is_an_error(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "x.pcap"
    path.write_text("hello")
    with pytest.raises(CaptureError):
        replay_capture(library, path)


# ---------------------------------------------------------------- scenarios

STRAY = "a segment that neither host sent looks as if one of them had"
DIFFERENT = {
    "accept-queue-full-reset": "whether an ACK was dropped above TCP does not show",
    "blind-reset": STRAY,
    "blind-syn": STRAY,
    "nat-resets": STRAY,
    "old-syn-two-listeners": STRAY,
    "syn-flood": STRAY,
    "syn-flood-cookies": STRAY,
    "time-wait-assassination-rfc1337": "the host runs a variant; the replay is by the canon",
}
"""Scenarios of which a capture cannot show all, and why."""


def without_listening(path: list[str]) -> list[str]:
    """Return a path with one name for having no connection: on the wire there is one."""
    named = ["CLOSED" if state == "LISTEN" else state for state in path]
    return [state for place, state in enumerate(named) if named[place - 1 : place] != [state]]


def on_the_wire(trace: Trace, folder: Path) -> dict[int, list[list[str]]]:
    """Return both hosts' paths in each of a trace's connections, as replayed."""
    paths: dict[int, list[list[str]]] = {}
    for followed in replayed(LIBRARY.machine("tcp"), trace, folder):
        seen = paths_in(followed)
        hosts = [name.split(":")[0] for name in followed.sockets]
        port = next(
            int(name.split(":")[1]) for name in followed.sockets if not name.endswith(":80")
        )
        both = paths.setdefault(port - 999, [[], []])
        for host, path in zip(hosts, seen, strict=True):
            both[host == "192.0.2.2"] += path
    return paths


@pytest.mark.parametrize("scenario", sorted(set(LIBRARY.scenarios) - set(DIFFERENT)))
def test_a_scenario_replays_to_the_same_states(tmp_path: Path, scenario: str) -> None:
    trace = play(LIBRARY, LIBRARY.scenarios[scenario])
    for number, paths in on_the_wire(trace, tmp_path).items():
        own = tuple(line for line in trace.lines if line.connection == number)
        expected = paths_of(Trace(trace.hosts, own))
        assert [without_listening(path) for path in paths] == [
            without_listening(path) for path in expected
        ]


@pytest.mark.parametrize("scenario", sorted(set(LIBRARY.scenarios) - {"blind-reset"}))
def test_no_scenario_contradicts_the_table(tmp_path: Path, scenario: str) -> None:
    trace = play(LIBRARY, LIBRARY.scenarios[scenario])
    followed = replayed(LIBRARY.machine("tcp"), trace, tmp_path)
    assert sum(item.contradictions for item in followed) == 0


# ---------------------------------------------------------------- real captures


TALK = """
import socket, struct, sys, time
def pair():
    with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as listener:
        client = socket.create_connection(listener.getsockname())
        return client, listener.accept()[0]
def normal(client, server):
    client.sendall(b"hello"); server.recv(5); server.sendall(b"world"); client.recv(5)
    client.close(); server.recv(1); time.sleep(0.05); server.close()
def half(client, server):
    client.shutdown(socket.SHUT_WR); server.recv(1); server.sendall(b"late"); client.recv(4)
    server.close(); time.sleep(0.05); client.close()
def unread(client, server):
    server.sendall(b"unread"); time.sleep(0.05)
    client.close(); time.sleep(0.05); server.close()
def linger(client, server):
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close(); time.sleep(0.05); server.close()
def orphan(client, server):
    client.close(); time.sleep(0.05); server.sendall(b"late"); time.sleep(0.05); server.close()
def bulk(client, server):
    client.setblocking(False)
    left = 2_000_000
    while left:
        try: left -= client.send(bytes(min(left, 65536)))
        except BlockingIOError: server.recv(65536)
    client.close()
    while server.recv(65536): pass
    server.close()
for talk in (normal, half, unread, linger, orphan, bulk):
    talk(*pair())
"""
"""Six conversations of a small client with a small server, by the kernel's own TCP."""


@contextmanager
def capturing(path: Path, port: int) -> Iterator[None]:
    """Capture a port on loopback while the block runs; skip where that cannot be done."""
    tcpdump = shutil.which("tcpdump")
    if not tcpdump:
        pytest.skip("tcpdump is not installed; on Debian or Ubuntu: apt install tcpdump")
    command = [tcpdump, "-i", "lo", "-U", "-n", "-s", "128", "-w", "-", f"tcp port {port}"]
    with path.open("wb") as out:
        running = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, text=True)
        assert running.stderr
        said = running.stderr.readline()
        if "listening" not in said:
            running.wait(10)
            running.stderr.close()
            pytest.skip(f"tcpdump may not capture on lo ({said.strip()}); run as root")
        try:
            yield
            time.sleep(1)
        finally:
            running.terminate()
            running.wait(10)
            running.stderr.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@pytest.mark.slow
def test_a_real_capture_replays_without_contradiction(library: Library, tmp_path: Path) -> None:
    path, port = tmp_path / "real.pcap", free_port()
    with capturing(path, port):
        subprocess.run([sys.executable, "-c", TALK, str(port)], check=True, timeout=60)
    replayed = replay_capture(library, path)
    ends = [set(item.final) for item in replayed.connections.values()]
    assert replayed.contradictions == 0
    closed, waiting = {"CLOSED"}, {"TIME-WAIT", "CLOSED"}
    assert ends == [waiting, waiting, closed, closed, closed, waiting]
