"""Carry out what the table decided, with real numbers; decide nothing."""

from dataclasses import replace

from quizapp.engine import Reaction, Step
from quizapp.simulator.control import Control
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


def after_call(control: Control, taken: Step, name: str, length: int, push: bool) -> Control:
    """Return the block after a call, before anything is sent."""
    control = _entered(control, taken)
    if taken.outcome.reaction is Reaction.ERROR:
        return control
    if name == "send":
        return replace(control, unsent=control.unsent + length, pushes=push)
    if name == "receive":
        return replace(control, unread=0, rcv_wnd=control.rcv_wnd + control.unread)
    if name == "close" and taken.event == "close-data":
        return replace(control, close_queued=True)
    return control


def after_segment(control: Control, taken: Step, segment: Segment) -> Control:
    """Return the block after a segment, before anything is sent in answer."""
    had_fin = taken.before.state in ("CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT")
    control = _entered(control, taken)
    event = taken.event
    if segment.syn and taken.before.state in ("LISTEN", "SYN-SENT") and control.has_window:
        control = replace(
            control, irs=segment.seq, rcv_nxt=add(segment.seq, 1), snd_wnd=segment.window
        )
    if event.startswith(("segment-ack-of", "segment-data", "segment-fin", "segment-syn-ack")):
        control = _acknowledged(control, segment)
    if event.endswith("-early"):
        return _held(control, segment)
    takes = event in TAKES_TEXT and taken.outcome.reaction is not Reaction.IGNORED
    if takes and not had_fin and control.has_window:
        control = _text_taken(control, segment)
        if segment.fin and event in TAKES_FIN:
            control = replace(control, rcv_nxt=segment.end)
    return control


TAKES_FIN = ("segment-fin", "segment-fin-ack-of-fin", "segment-syn-ack-fin")
TAKES_TEXT = (*TAKES_FIN, "segment-data", "segment-data-fills", "segment-syn-ack")


def emptied(control: Control, taken: Step) -> Control:
    """Return the block after a timeout."""
    return _entered(control, taken)


def sent_by(
    control: Control, taken: Step, segment: Segment | None
) -> tuple[tuple[Segment, ...], Control]:
    """Return the segments a step sends, and the block after sending them."""
    sent: list[Segment] = []
    outcome = taken.outcome
    for name, fields in zip(outcome.sends, outcome.fields, strict=True):
        made, control = _made(control, name, evaluate(fields, control, segment))
        sent.extend(made)
    return tuple(sent), _timed(control)


def pumped(control: Control) -> tuple[tuple[Segment, ...], Control]:
    """Send text and a FIN that a closed window kept back, once it opens."""
    sent: list[Segment] = []
    numbers = {"SEQ": control.snd_nxt, "ACK": control.rcv_nxt}
    if control.unsent and control.usable_window:
        made, control = _made(control, "data", numbers)
        sent.extend(made)
    if not control.unsent and control.close_queued:
        numbers["SEQ"] = control.snd_nxt
        made, control = _made(control, "FIN", numbers)
        sent.extend(made)
    return tuple(sent), _timed(control)


def _entered(control: Control, taken: Step) -> Control:
    outcome = taken.outcome
    timers = (control.timers | set(outcome.starts)) - (set(outcome.stops) - set(outcome.starts))
    return replace(control, at=taken.after, timers=timers)


def _acknowledged(control: Control, segment: Segment) -> Control:
    if not segment.acks or not at_or_before(segment.ack, control.snd_nxt):
        return control
    una = segment.ack if before(control.snd_una, segment.ack) else control.snd_una
    return replace(control, snd_una=una, snd_wnd=segment.window)


def _held(control: Control, segment: Segment) -> Control:
    known = {(item.seq, item.end) for item in control.held}
    if (segment.seq, segment.end) in known:
        return control
    return replace(control, held=(*control.held, segment))


def _text_taken(control: Control, segment: Segment) -> Control:
    """Take new text in order, then whatever was held behind it."""
    control = _advanced(control, add(segment.text_seq, segment.length))
    waiting = sorted(control.held, key=lambda item: distance(control.rcv_nxt, item.seq))
    kept: list[Segment] = []
    for item in waiting:
        if before(control.rcv_nxt, item.seq):
            kept.append(item)
            continue
        control = _advanced(control, add(item.seq, item.length))
        if item.fin:
            control = replace(control, rcv_nxt=item.end)
    return replace(control, held=tuple(kept))


def _advanced(control: Control, to: int) -> Control:
    octets = distance(control.rcv_nxt, to)
    if octets <= 0:
        return control
    return replace(
        control,
        rcv_nxt=to,
        unread=control.unread + octets,
        rcv_wnd=max(0, control.rcv_wnd - octets),
    )


def _made(
    control: Control, name: str, numbers: dict[str, int]
) -> tuple[tuple[Segment, ...], Control]:
    """Make one segment and count what it occupies, if it is not a repetition."""
    seq, is_new = numbers["SEQ"], numbers["SEQ"] == control.snd_nxt
    if name == "FIN" and is_new and control.unsent:
        return (), replace(control, close_queued=True)
    length = _length(control, name, seq, is_new)
    if name == "data" and not length:
        return (), control
    flags = ("P" if name == "data" and control.pushes else "") + FLAGS_OF[name]
    made = Segment(flags, seq, numbers.get("ACK", 0), length, min(control.rcv_wnd, MAX_LENGTH))
    if is_new and made.span and not made.rst:
        control = replace(
            control,
            snd_nxt=made.end,
            unsent=control.unsent - (length if name == "data" else 0),
            fin_seq=seq if made.fin else control.fin_seq,
            close_queued=control.close_queued and not made.fin,
        )
    return (made,), control


def _length(control: Control, name: str, seq: int, is_new: bool) -> int:
    if name not in ("data", "FIN"):
        return 0
    if is_new:
        return min(control.unsent, control.usable_window, MAX_LENGTH) if name == "data" else 0
    end = control.snd_nxt if control.fin_seq is None else control.fin_seq
    return max(0, min(distance(seq, end), MAX_LENGTH))


def _timed(control: Control) -> Control:
    """Let the retransmission timer run while anything is unacknowledged."""
    running = control.timers - {RETRANSMISSION}
    if control.has_connection and control.in_flight > 0 and control.state != "TIME-WAIT":
        running |= {RETRANSMISSION}
    return replace(control, timers=running)
