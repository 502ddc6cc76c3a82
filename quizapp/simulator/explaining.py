"""How a captured segment may be explained, and what is remarked on it."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from quizapp.engine import Configuration
from quizapp.simulator.control import Control
from quizapp.simulator.followed import (
    ASSUMED,
    WIDE,
    Account,
    Flight,
    Remark,
    Side,
    Stage,
)
from quizapp.simulator.segment import Segment
from quizapp.simulator.sequence import add, at_or_before, before, distance

LAST = 1 << 30
"""A packet's own row stands after the arrivals before it."""
DEAF = "deaf"
"""A prelude: the user closed both ways and wants nothing more (CLOSE of a socket)."""


def preludes(state: str, segment: Segment) -> Iterator[tuple[str, ...]]:
    """Yield what may have happened unseen before a side sent a segment; first, nothing."""
    if segment.rst and state in ("FIN-WAIT-1", "FIN-WAIT-2"):
        yield (DEAF,)
    yield ()
    listens = ("open-passive",) if segment.syn and segment.acks else ()
    if listens and state == "CLOSED":
        yield listens
    if (segment.syn or segment.rst) and state not in ("CLOSED", "LISTEN"):
        endings = {"TIME-WAIT": "time-wait", "SYN-SENT": "abort"}
        yield (endings.get(state, "user"), *listens)


def orders(pending: deque[Flight], segment: Segment) -> Iterator[deque[Flight]]:
    """Yield the orders in which what is under way may have arrived; first, as it was sent.

    A SYN,ACK tells which of several SYNs it answers; that one may have come first, or last.
    """
    yield pending
    if not (segment.syn and segment.acks) or len(pending) < 2:
        return
    asked = [item for item in pending if item.segment.syn and item.segment.end == segment.ack]
    if asked:
        rest = [item for item in pending if item is not asked[-1]]
        yield deque([asked[-1], *rest])
        yield deque([*rest, asked[-1]])


def restarted(former: Control, found: Account, segment: Segment) -> Account:
    """Keep both readings of a SYN in the midst of a connection: its own, or a stray one.

    In SYN-SENT it is taken as stray; where only a restart can be meant, as a restart.
    """
    if not segment.syn or segment.acks or not former.has_connection:
        return found
    if former.state != "SYN-SENT":
        return replace(found, alternative=former)
    stray = Account(former, "", remarks=(Remark("second-syn"),))
    return replace(stray, alternative=found.control)


def answered(stages: tuple[Stage, ...], segment: Segment) -> Account | None:
    """Explain a segment as the table's answer to an arrival; the first that asks for it."""
    for place, stage in enumerate(stages):
        for owed in stage.owed:
            same = (owed.syn, owed.rst, owed.seq) == (segment.syn, segment.rst, segment.seq)
            if same and (not owed.acks or (segment.acks and owed.ack == segment.ack)):
                return Account(stage.control, "answer", stages=stages[: place + 1])
    return None


def keepalive(control: Control, segment: Segment) -> tuple[Remark, ...]:
    """Remark on a keep-alive: it repeats the last octet, though all is acknowledged."""
    probes = (
        control.snd_una == control.snd_nxt == add(segment.seq, 1)
        and segment.length <= 1
        and not segment.fin
        and control.state in ("ESTABLISHED", "CLOSE-WAIT", "FIN-WAIT-2")
    )
    return (Remark("keep-alive"),) if probes else ()


def established(own: int, peer: int) -> Control:
    """Return a control block in ESTABLISHED that goes on from these numbers."""
    return Control(
        at=Configuration(ASSUMED),
        iss=add(own, -1),
        snd_una=own,
        snd_nxt=own,
        irs=add(peer, -1),
        rcv_nxt=peer,
        rcv_wnd=WIDE,
    )


def with_window(control: Control, segment: Segment, scale: int) -> Control:
    """Return a control block with the receive window that a segment offers."""
    if not segment.acks or not control.has_window:
        return control
    width = segment.window if segment.syn else segment.window << scale
    edge = distance(control.rcv_nxt, add(segment.ack, width))
    offered = max(edge, control.rcv_wnd if segment.syn else 0)
    if offered == control.rcv_wnd and not control.unread:
        return control
    return control.changed(rcv_wnd=offered, unread=0)


def without(
    pending: deque[Flight], is_lost: Callable[[Segment], bool], why: str
) -> deque[Flight]:
    """Return what is under way without what is lost, and remark on that."""
    kept: deque[Flight] = deque()
    for flight in pending:
        if not is_lost(flight.segment):
            kept.append(flight)
        elif flight.draft is not None:
            flight.draft.remarks += (Remark(why),)
    return kept


def believed(
    side: Side, other: Side, control: Control, segment: Segment
) -> tuple[Control, tuple[Remark, ...]]:
    """Take over numbers that the model does not expect, and remark on them."""
    remarks: list[Remark] = []
    unread = distance(control.rcv_nxt, segment.ack)
    if unread < 0:
        remarks.append(counted("old-ack", -unread))
    elif unread > 0:
        unsent = distance(other.control.snd_nxt, segment.ack)
        if unsent > 0:
            other.control = other.control.changed(snd_nxt=segment.ack)
        if unsent > 0 and other.is_seen:
            remarks.append(counted("acks-unsent", unsent, contradicts=True))
        elif other.is_seen:
            remarks.append(counted("arrival-not-followed", unread))
        control = control.changed(rcv_nxt=segment.ack)
    gap = distance(control.snd_nxt, segment.seq)
    if gap > 0 and control.fin_seq is None:
        control = control.changed(snd_nxt=segment.seq)
        if side.is_seen:
            remarks.append(counted("gap", gap))
    return control, tuple(remarks)


def counted(name: str, octets: int, *, contradicts: bool = False) -> Remark:
    """Return a remark that counts octets."""
    return Remark(name, contradicts, (("octets", str(octets)),))


def reason(control: Control, segment: Segment) -> tuple[Remark, ...]:
    """Say why a segment contradicts the table."""
    values = (("state", control.state), ("flags", segment.flags or "none"))
    if segment.rst:
        return (Remark("rst-not-sent", True, values),)
    if segment.syn:
        return (Remark("syn-ack-not-sent" if segment.acks else "syn-not-sent", True, values),)
    if not segment.acks:
        return (Remark("no-ack", True, values),)
    if not control.has_window:
        return (Remark("no-connection", True, values),)
    if control.fin_seq is not None and before(add(control.fin_seq, 1), segment.end):
        return (Remark("after-fin", True, values),)
    if at_or_before(segment.end, control.snd_una):
        return (Remark("repeats-acknowledged", False, values),)
    return (Remark("not-in-table", True, values),)
