"""One understood difference between a live kernel and the table.

It says exactly what it explains: in which states, on which events, where the kernel goes and
what it sends.
"""

from dataclasses import dataclass

from quizapp.engine import Source, Text

STAYS = ""
INPUT = Source("Linux", "net/ipv4/tcp_input.c")
MINISOCKS = Source("Linux", "net/ipv4/tcp_minisocks.c")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One difference, and why it is there."""

    id: str
    states: tuple[str, ...]
    """Where the kernel is before."""
    events: tuple[str, ...]
    """What the standard's table takes the first segment or call for."""
    to: str = STAYS
    """Where the kernel goes."""
    sends: tuple[str, ...] = ("",)
    """What it may send: flags of each segment, with blanks between them."""
    orphaned: bool | None = None
    """Whether the process must have closed the socket; ``None`` if that does not matter."""
    source: Source
    text: Text

    def explains(self, before: str, event: str, to: str, sends: str, orphaned: bool) -> bool:
        """Tell whether this is the difference that was seen."""
        return (
            before in self.states
            and event in self.events
            and to == (self.to or before)
            and sends in self.sends
            and self.orphaned in (None, orphaned)
        )
