"""The wire itself needs a namespace; here, how it fails, and how it reads."""

import os
import socket
import struct
from time import monotonic

import pytest

from quizapp.kernel import tun
from quizapp.kernel.namespace import NotPermittedError
from quizapp.kernel.tun import Wire


class Piped(Wire):
    """A wire over a pair of sockets."""

    def __init__(self) -> None:
        ours, self.far = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        ours.setblocking(False)
        self._file = ours.detach()


@pytest.fixture
def piped() -> Piped:
    return Piped()


def test_what_waits_is_read_without_waiting(piped: Piped) -> None:
    assert list(piped.waiting()) == []
    for data in (b"one", b"two"):
        piped.far.send(data)
    assert list(piped.waiting()) == [b"one", b"two"]
    piped.put(b"three")
    assert piped.far.recv(9) == b"three"
    piped.far.close()
    os.close(piped._file)


def test_waiting_ends_at_the_deadline(piped: Piped) -> None:
    piped.far.send(b"one")
    began = monotonic()
    assert list(piped.until(began + 0.05)) == [b"one"]
    assert 0.05 <= monotonic() - began < 2
    piped.far.close()
    os.close(piped._file)


def test_without_the_device_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tun, "DEVICE", "/dev/net/missing")
    with pytest.raises(NotPermittedError, match=r"a TUN device \(/dev/net/missing: No such"):
        Wire()


def test_requests_have_the_size_of_the_kernels_structure() -> None:
    requests = (tun._request(1), tun._addressed(tun.KERNEL))
    assert {len(data) for data in requests} == {40}
    assert struct.unpack_from("=H", tun._addressed(tun.KERNEL), 16) == (socket.AF_INET,)
