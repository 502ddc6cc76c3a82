"""A TUN device: a wire whose other end is this program."""

import fcntl
import os
import select
import socket
import struct
from collections.abc import Iterator
from time import monotonic

from quizapp.kernel.namespace import NotPermittedError

DEVICE = "/dev/net/tun"
NAME = b"quizapp0"
KERNEL, PEER = "192.0.2.1", "192.0.2.2"
"""Addresses for documentation (RFC 5737): the kernel's, and the one that we play."""
MASK = "255.255.255.0"
SET_INTERFACE, SET_ADDRESS, SET_MASK, SET_FLAGS = 0x400454CA, 0x8916, 0x891C, 0x8914
"""TUNSETIFF, SIOCSIFADDR, SIOCSIFNETMASK and SIOCSIFFLAGS of Linux."""
TUN, NO_HEADER = 0x0001, 0x1000
UP_AND_RUNNING = 0x41
MOST_OCTETS = 65_536


class Wire:
    """The wire between the kernel and us; raises ``NotPermittedError`` if there is none."""

    def __init__(self) -> None:
        try:
            self._file = os.open(DEVICE, os.O_RDWR | os.O_NONBLOCK)
            fcntl.ioctl(self._file, SET_INTERFACE, _request(TUN | NO_HEADER))
            _bring_up()
        except OSError as problem:
            raise NotPermittedError(
                "a TUN device", f"{DEVICE}: {problem.strerror}"
            ) from problem

    def put(self, data: bytes) -> None:
        """Hand a packet to the kernel."""
        os.write(self._file, data)

    def waiting(self) -> Iterator[bytes]:
        """Yield the packets that the kernel has sent so far."""
        while True:
            try:
                yield os.read(self._file, MOST_OCTETS)
            except BlockingIOError:
                return

    def until(self, deadline: float) -> Iterator[bytes]:
        """Yield what the kernel sends before an instant of the monotonic clock."""
        while (left := deadline - monotonic()) > 0:
            ready, _, _ = select.select([self._file], [], [], left)
            if ready:
                yield from self.waiting()


def _request(flags: int) -> bytes:
    return struct.pack("16sH22x", NAME, flags)


def _addressed(address: str) -> bytes:
    packed = struct.pack("=HH4s8x", socket.AF_INET, 0, socket.inet_aton(address))
    return struct.pack("16s16s8x", NAME, packed)


def _bring_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SET_ADDRESS, _addressed(KERNEL))
        fcntl.ioctl(control, SET_MASK, _addressed(MASK))
        fcntl.ioctl(control, SET_FLAGS, _request(UP_AND_RUNNING))
