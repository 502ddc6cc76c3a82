"""Find the IP packet behind a link layer's header."""

from collections.abc import Callable

IPV4, IPV6 = 0x0800, 0x86DD
TAGS = (0x8100, 0x88A8, 0x9100)
"""EtherTypes of VLAN tags."""
MOST_TAGS = 4
Found = tuple[int, int] | None
"""Where the IP packet begins and its EtherType; ``None`` if there is none."""


def _tagged(data: bytes, place: int, kind: int) -> Found:
    """Step over VLAN tags to an EtherType of IP."""
    for _ in range(MOST_TAGS):
        if kind not in TAGS:
            break
        kind = int.from_bytes(data[place + 2 : place + 4], "big")
        place += 4
    return (place, kind) if kind in (IPV4, IPV6) else None


def _ethernet(data: bytes) -> Found:
    return _tagged(data, 14, int.from_bytes(data[12:14], "big"))


def _cooked(data: bytes) -> Found:
    return _tagged(data, 16, int.from_bytes(data[14:16], "big"))


def _cooked_2(data: bytes) -> Found:
    return _tagged(data, 20, int.from_bytes(data[0:2], "big"))


def _raw(data: bytes, place: int = 0) -> Found:
    """Tell IPv4 from IPv6 by the version in the first octet."""
    kinds = {4: IPV4, 6: IPV6}
    kind = kinds.get(data[place] >> 4) if len(data) > place else None
    return (place, kind) if kind else None


FAMILIES = (2, 10, 24, 28, 30)
"""AF_INET, and AF_INET6 of Linux, NetBSD and OpenBSD, FreeBSD, and Darwin."""


def _loopback(data: bytes) -> Found:
    """Read an address family in the byte order of whoever captured, or the network's."""
    either = (int.from_bytes(data[:4], "little"), int.from_bytes(data[:4], "big"))
    return _raw(data, 4) if any(family in FAMILIES for family in either) else None


LINKS: dict[int, Callable[[bytes], Found]] = {
    0: _loopback,
    1: _ethernet,
    12: _raw,
    14: _raw,
    101: _raw,
    108: _loopback,
    113: _cooked,
    228: _raw,
    229: _raw,
    276: _cooked_2,
}
"""Link types by their number in a file; 12 and 14 are old numbers of raw IP."""

NAMES = "Ethernet, raw IP, BSD loopback, Linux cooked v1 and v2"
