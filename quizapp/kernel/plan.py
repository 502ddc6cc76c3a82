"""What to do to one socket of the kernel, and what was seen: plain data, to and from JSON.

A number of a segment is relative: ``seq`` to what the kernel expects next, ``ack`` to what it
will send next.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from quizapp.kernel.packets import Packet

OUR_FIRST = 1_000_000
"""Our initial sequence number."""
UNKNOWN = 5_000_000
"""Stands for the kernel's next number before it has sent one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A socket call, or a segment if ``call`` is empty."""

    call: str = ""
    flags: str = ""
    seq: int = 0
    ack: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Trial:
    """One socket: what brings it to where it is to be, then what is tried on it."""

    setup: tuple[Act, ...]
    probe: tuple[Act, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the kernel did in a trial, with the numbers as they were on the wire."""

    before: int
    """The state's number before the probe, 0 if there was no socket."""
    after: int
    injected: tuple[Packet, ...]
    """Every segment that was put to the kernel, in order."""
    answered: tuple[Packet, ...]
    """What the kernel sent while it was brought to where it was to be."""
    sent: tuple[Packet, ...]
    """What it sent to the probe."""
    returned: tuple[str, ...] = ()
    """What each socket call returned."""


def trial_values(trial: Trial) -> dict[str, Any]:
    """Return a trial as plain values."""
    return asdict(trial)


def read_trial(values: Mapping[str, Any]) -> Trial:
    """Return the trial in plain values."""
    setup, probe = (tuple(Act(**act) for act in values[name]) for name in ("setup", "probe"))
    return Trial(setup, probe)


def seen_values(seen: Seen) -> dict[str, Any]:
    """Return what was seen as plain values."""
    return asdict(seen)


def read_seen(values: Mapping[str, Any]) -> Seen:
    """Return what was seen from plain values."""
    packets = {
        name: tuple(Packet(**packet) for packet in values[name])
        for name in ("injected", "answered", "sent")
    }
    return Seen(
        before=values["before"],
        after=values["after"],
        returned=tuple(values["returned"]),
        **packets,
    )
