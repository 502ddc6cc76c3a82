"""Carry out what the table decided, with real numbers; decide nothing."""

from quizapp.engine import Reaction, Step
from quizapp.simulator.classify import in_sequence
from quizapp.simulator.control import RECEIVED_FIN, Control
from quizapp.simulator.fields import evaluate
from quizapp.simulator.segment import MAX_LENGTH, Segment
from quizapp.simulator.sequence import add, at_or_before, before, distance

FLAGS_OF = {
    "SYN": "S",
    "SYN,ACK": "S.",
    "ACK": ".",
    "FIN": "F.",
    "RST": "R",
    "RST,ACK": "R.",
    "data": ".",
}
"""tcpdump's letters for what the table sends; every FIN on the wire carries an ACK."""

RETRANSMISSION = "retransmission"
TIME_WAIT = "time-wait"
MOST_HELD = 64
"""Segments kept for later; the peer sends again what is dropped beyond that."""
MOST_ENDS = 64
"""Segments of text told apart in the retransmission queue; what follows is one more."""

TAKES_FIN = ("segment-fin", "segment-fin-ack-of-fin", "segment-syn-ack-fin")
TAKES_TEXT = (*TAKES_FIN, "segment-data", "segment-data-fills")
COUNTS_ACK = (
    "segment-ack-of-syn",
    "segment-ack-of-data",
    "segment-ack-of-fin",
    "segment-ack-old",
    "segment-data",
    "segment-data-early",
    "segment-fin-early",
)
"""Events whose ACK field counts even if the state stays (the fifth check is passed)."""


def after_call(
    control: Control,
    taken: Step,
    length: int = 0,
    push: bool = True,
    reading: bool | None = None,
) -> Control:
    """Return the block after a call, before anything is sent."""
    control = after_timeout(control, taken)
    if taken.outcome.reaction is Reaction.ERROR:
        return control
    event = taken.event
    if event == "send" and control.has_connection:
        return control.changed(unsent=control.unsent + length, pushes=push)
    if event == "receive-data":
        return control.changed(unread=0, rcv_wnd=control.rcv_wnd + control.unread)
    if event in ("close", "close-data"):
        goes_on = control.reads and reading is not False
        return control.changed(close_queued=_waits(control, taken), reads=goes_on)
    return control


def _waits(control: Control, taken: Step) -> bool:
    """Tell whether a CLOSE is made later: behind text, or once our SYN is acknowledged."""
    only_syn_is_out = control.snd_una == control.iss and control.snd_nxt == add(control.iss, 1)
    is_put_off = taken.outcome.reaction is Reaction.HANDLED and only_syn_is_out
    return is_put_off or taken.event == "close-data"


def after_timeout(control: Control, taken: Step) -> Control:
    """Return the block in the state and with the timers that the table says."""
    outcome = taken.outcome
    if not outcome.starts and not outcome.stops and taken.after == control.at:
        return control
    timers = control.timers.difference(outcome.stops).union(outcome.starts)
    return control.changed(at=taken.after, timers=timers)


def after_segment(control: Control, taken: Step, segment: Segment) -> Control:
    """Return the block after a segment, before anything is sent in answer."""
    was = taken.before.state
    control = after_timeout(control, taken)
    if not control.has_connection:
        return control
    if segment.syn and taken.outcome.reaction is Reaction.MOVES:
        control = _synchronized(control, segment, was)
    if _counts_ack(taken):
        control = _acknowledged(control, segment)
    if taken.outcome.reaction is Reaction.IGNORED or was in RECEIVED_FIN:
        return control
    if taken.event.endswith("-early"):
        return held(control, segment)
    return _received(control, taken, segment)


def sent_by(
    control: Control, taken: Step, segment: Segment | None
) -> tuple[tuple[Segment, ...], Control]:
    """Return the segments a step sends, and the block after sending them."""
    sent: list[Segment] = []
    outcome = taken.outcome
    repeats = taken.event == "timeout-retransmission"
    for name, fields in zip(outcome.sends, outcome.fields, strict=True):
        if repeats and name in ("data", "FIN"):
            made, control = _sent_again(control)
        else:
            made, control = _made(control, name, evaluate(fields, control, segment))
        sent.extend(made)
    return tuple(sent), _timed(control)


def pumped(control: Control) -> tuple[tuple[Segment, ...], Control]:
    """Send what a CLOSE left behind text that the window kept back: the text, then the FIN."""
    sent: tuple[Segment, ...] = ()
    if control.unsent:
        sent, control = _text_sent(control, min(control.unsent, control.usable_window))
    if not control.unsent:
        made, control = _fin_sent(control, control.snd_nxt, 0)
        sent = (*sent, *made)
    return sent, _timed(control)


def held(control: Control, segment: Segment) -> Control:
    """Keep a segment until what is before it has come."""
    if segment in control.held or len(control.held) >= MOST_HELD:
        return control
    return control.changed(held=(*control.held, segment))


def ready(control: Control) -> tuple[Segment | None, Control]:
    """Take out of what is held a segment whose turn has come, if the handshake is over."""
    if not control.held or not control.has_connection or control.has_fin:
        return None, control
    if control.snd_una == control.iss:
        return None, control
    first, *rest = in_sequence(control)
    if before(control.rcv_nxt, first.seq):
        return None, control
    return first, control.changed(held=tuple(rest))


def _synchronized(control: Control, segment: Segment, was: str) -> Control:
    """Take the peer's SYN, if it is new; text that comes with it waits for the handshake."""
    if was != "SYN-RECEIVED":
        control = control.changed(
            irs=segment.seq,
            rcv_nxt=add(segment.seq, 1),
            snd_wnd=segment.window,
            snd_wl1=segment.seq,
            snd_wl2=segment.ack if segment.acks else control.iss,
        )
    return _behind_syn(control, segment)


def _behind_syn(control: Control, segment: Segment) -> Control:
    """Hold what a SYN carries besides, as if it came with the ACK of our own SYN."""
    if segment.span == 1 or (segment.acks and segment.fin):
        return control
    flags = "F." if segment.fin else "."
    ack = segment.ack if segment.acks else add(control.iss, 1)
    number = add(segment.seq, 1)
    return held(control, Segment(flags, number, ack, segment.length, segment.window))


def _counts_ack(taken: Step) -> bool:
    """Tell whether the step got as far as the ACK field and took it."""
    if taken.outcome.reaction is Reaction.MOVES:
        return True
    if taken.before.state in ("SYN-SENT", "SYN-RECEIVED"):
        return False
    if taken.event in ("segment-fin", "segment-fin-ack-of-fin"):
        return taken.before.state not in RECEIVED_FIN
    return taken.event in COUNTS_ACK


def _acknowledged(control: Control, segment: Segment) -> Control:
    """Take the acknowledgment, and the window unless the segment is an old one."""
    if not segment.acks or before(control.snd_max, segment.ack):
        return control
    if before(segment.ack, control.snd_una):
        return control
    ends = control.ends
    if ends and at_or_before(ends[0], segment.ack):
        ends = tuple(end for end in ends if before(segment.ack, end))
    return _offered_by(_probe_taken(control, segment), segment).changed(
        snd_una=segment.ack, ends=ends
    )


def _probe_taken(control: Control, segment: Segment) -> Control:
    """Count the octet of a probe as sent, once it is acknowledged."""
    if not before(control.snd_nxt, segment.ack):
        return control
    return control.changed(snd_nxt=segment.ack, unsent=control.unsent - 1, probed=False)


def _offered_by(control: Control, segment: Segment) -> Control:
    """Take the window of a segment, unless it is older than the last that told of one."""
    wl1, wl2 = control.snd_wl1, control.snd_wl2
    is_newer = before(wl1, segment.seq) or (
        wl1 == segment.seq and at_or_before(wl2, segment.ack)
    )
    if not is_newer:
        return control
    return control.changed(snd_wnd=segment.window, snd_wl1=segment.seq, snd_wl2=segment.ack)


def _received(control: Control, taken: Step, segment: Segment) -> Control:
    """Take the text and the FIN of a segment that is next in order."""
    event = taken.event
    takes_fin = event in TAKES_FIN and control.has_fin
    if event not in TAKES_TEXT or (event in TAKES_FIN and not takes_fin):
        return control
    return _text_taken(control, segment, takes_fin)


def _text_taken(control: Control, segment: Segment, is_over: bool) -> Control:
    """Take new text in order, then whatever was held behind it, up to a FIN."""
    reached = segment.end if is_over else add(segment.text_seq, segment.length)
    kept: list[Segment] = []
    for item in in_sequence(control) if control.held else ():
        if is_over or before(reached, item.seq):
            kept.append(item)
        elif item.fin or before(reached, item.end):
            reached, is_over = item.end, item.fin
    octets = max(0, distance(control.rcv_nxt, reached) - is_over)
    return control.changed(
        rcv_nxt=reached,
        unread=control.unread + octets,
        rcv_wnd=max(0, control.rcv_wnd - octets),
        held=() if is_over else tuple(kept),
    )


def _made(
    control: Control, name: str, numbers: dict[str, int]
) -> tuple[tuple[Segment, ...], Control]:
    """Make one segment and count what it occupies, if it is new."""
    if name == "data":
        return _text_sent(control, min(control.unsent, control.usable_window))
    seq, ack = numbers["SEQ"], numbers.get("ACK", 0)
    if name == "FIN":
        return _fin_sent(control, seq, 0)
    flags = FLAGS_OF[name]
    made = Segment(
        flags, seq, ack if "." in flags else 0, 0, 0 if "R" in flags else _offered(control)
    )
    if made.syn and seq == control.snd_nxt:
        control = control.changed(snd_nxt=made.end)
    return (made,), control


def _text_sent(control: Control, length: int) -> tuple[tuple[Segment, ...], Control]:
    """Send new text, as much as fits one segment."""
    length = min(length, MAX_LENGTH)
    if not length:
        return (), control
    flags = "P." if control.pushes else "."
    made = Segment(flags, control.snd_nxt, control.rcv_nxt, length, _offered(control))
    ends = control.ends[: MOST_ENDS - 1]
    control = control.changed(
        snd_nxt=made.end,
        unsent=control.unsent - length,
        ends=(*ends, made.end),
        probed=False,
    )
    return (made,), control


def _fin_sent(control: Control, seq: int, length: int) -> tuple[tuple[Segment, ...], Control]:
    """Send a FIN behind the text that is not acknowledged; a new one ends our numbers."""
    if control.unsent:
        return (), control.changed(close_queued=True)
    made = Segment("F.", seq, control.rcv_nxt, length, _offered(control))
    if control.fin_seq is None:
        control = control.changed(
            snd_nxt=add(control.snd_nxt, 1), fin_seq=control.snd_nxt, close_queued=False
        )
    return (made,), control


def _sent_again(control: Control) -> tuple[tuple[Segment, ...], Control]:
    """Send the front of the retransmission queue again, or probe a window of zero.

    A FIN goes out with all text before it that is not acknowledged, and behind the SYN if
    even that is not.
    """
    una = control.snd_una
    if not control.in_flight:
        return _probe(control)
    sent: tuple[Segment, ...] = ()
    if una == control.iss and control.fin_seq == add(una, 1):
        sent = (Segment("S.", una, control.rcv_nxt, 0, _offered(control)),)
        una = add(una, 1)
    if control.fin_seq is not None:
        again, control = _fin_sent(control, una, distance(una, control.fin_seq))
        return (*sent, *again), control
    end = control.ends[0] if control.ends else control.snd_nxt
    length = min(distance(una, end), MAX_LENGTH)
    flags = "P." if control.pushes else "."
    return (*sent, Segment(flags, una, control.rcv_nxt, length, _offered(control))), control


def _probe(control: Control) -> tuple[tuple[Segment, ...], Control]:
    """Offer one octet to a window of zero; it is sent in earnest when the window opens."""
    if not control.unsent:
        return (), control
    flags = "P." if control.pushes else "."
    made = Segment(flags, control.snd_nxt, control.rcv_nxt, 1, _offered(control))
    return (made,), control.changed(probed=True)


def window_update(before: Control, after: Control) -> tuple[Segment, ...]:
    """Return the ACK that tells of a window that reading has opened, if it opened far enough.

    Half the buffer is enough: the receiver's side of avoiding silly windows, with
    Fr = 1/2 (RFC 9293 §3.8.6.2.2). Who has sent a FIN needs no window any more.
    """
    grown = after.rcv_wnd - before.rcv_wnd
    if grown <= 0 or grown < before.rcv_wnd or after.has_fin or not after.has_window:
        return ()
    return (Segment(".", after.snd_nxt, after.rcv_nxt, 0, _offered(after)),)


def drained(control: Control) -> tuple[tuple[Segment, ...], Control]:
    """Let the user read everything; return the window update, if any, and the block."""
    width = control.rcv_wnd + control.unread
    after = control.changed(unread=0, rcv_wnd=width)
    return window_update(control, after), after


def _offered(control: Control) -> int:
    return min(control.rcv_wnd, MAX_LENGTH)


def _timed(control: Control) -> Control:
    """Let the retransmission timer run while anything of ours is unacknowledged or unsent.

    Whoever comes to TIME-WAIT by an ABORT, as some have it, leaves nothing to send again.
    """
    pending = control.in_flight > 0 or control.unsent > 0
    if pending and TIME_WAIT in control.timers:
        control = control.changed(snd_una=control.snd_nxt, unsent=0, ends=(), probed=False)
        pending = False
    if (pending and control.has_connection) == (RETRANSMISSION in control.timers):
        return control
    return control.changed(timers=control.timers.symmetric_difference((RETRANSMISSION,)))
