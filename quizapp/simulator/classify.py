"""Say what a segment means to an endpoint: which event of the table it is.

This is where numbers become events (RFC 9293 §3.10.7); what follows from an event is the
table's business alone. The order of the questions is the one at the head of the table.
"""

from dataclasses import replace

from quizapp.simulator.control import Control
from quizapp.simulator.segment import Segment
from quizapp.simulator.sequence import add, at_or_before, before, distance


def within_window(control: Control, segment: Segment) -> Segment:
    """Cut off what lies beyond the window, a FIN included (RFC 9293 §3.10.7.4, first)."""
    if segment.rst or segment.syn or not control.has_window:
        return segment
    room = control.rcv_wnd + distance(segment.seq, control.rcv_nxt)
    if segment.span <= room or not control.is_acceptable(segment):
        return segment
    return replace(
        segment, flags=segment.flags.replace("F", ""), length=min(segment.length, room)
    )


def segment_events(control: Control, segment: Segment) -> tuple[str, ...]:
    """Return the events a segment amounts to, in the order in which they take effect.

    The segment must not reach beyond the window; see ``within_window``.
    """
    if not control.has_connection:
        return ("segment-rst" if segment.rst else _by_flags(segment) or "segment-ack-unsent",)
    if not control.has_window:
        return (_in_syn_sent(control, segment),)
    if segment.rst:
        return (_rst(control, segment),)
    if segment.syn:
        return (_syn(control, segment),)
    if not control.is_acceptable(segment):
        return (*_ack_at_closed_window(control, segment), _outside(control, segment))
    return _with_text(control, segment)


def _ack_at_closed_window(control: Control, segment: Segment) -> tuple[str, ...]:
    """Return what text brings that comes in order, but to a window of zero: its ACK, if new.

    RFC 9293 §3.10.7.4 asks for this allowance; else two sides that probe each other's
    closed window would never hear one another (Appendix A.2).
    """
    if control.rcv_wnd or segment.seq != control.rcv_nxt or not control.acks_new(segment):
        return ()
    return _with_text(control, replace(segment, flags=".", length=0))


def _with_text(control: Control, segment: Segment) -> tuple[str, ...]:
    """Return the events of an acceptable segment without RST and SYN: first, its ACK."""
    if not segment.acks:
        return ("segment-fin-no-ack" if segment.fin else "segment-no-ack",)
    if control.acks_unsent(segment):
        return ("segment-ack-unsent",)
    if control.state == "SYN-RECEIVED" and not control.acks_new(segment):
        return ("segment-ack-old",)
    return _in_order(control, segment)


def _by_flags(segment: Segment) -> str | None:
    """Name a segment by its flags alone; ``None`` for a bare ACK."""
    if not segment.acks:
        if segment.syn:
            return "segment-syn-fin" if segment.fin else "segment-syn"
        return "segment-fin-no-ack" if segment.fin else "segment-no-ack"
    if segment.syn:
        return "segment-syn-ack-fin" if segment.fin else "segment-syn-ack"
    if segment.fin:
        return "segment-fin"
    return "segment-data" if segment.length else None


def _in_syn_sent(control: Control, segment: Segment) -> str:
    if segment.acks and not control.acks_syn(segment):
        if segment.rst:
            return "segment-rst-bad-ack"
        if segment.syn:
            return "segment-syn-ack-bad"
        return "segment-ack-unsent" if control.acks_unsent(segment) else "segment-ack-old"
    if segment.rst:
        return "segment-rst" if segment.acks else "segment-rst-no-ack"
    return _by_flags(segment) or "segment-ack-of-syn"


def _rst(control: Control, segment: Segment) -> str:
    if segment.seq == control.rcv_nxt:
        return "segment-rst"
    inside = control.is_in_window(segment.seq)
    return "segment-rst-in-window" if inside else "segment-rst-outside"


def _syn(control: Control, segment: Segment) -> str:
    """Judge a SYN by its own number, whatever else comes with it."""
    if not control.is_in_window(segment.seq):
        return _syn_outside(control, segment)
    if not segment.acks:
        return "segment-syn-fin" if segment.fin else "segment-syn"
    # While opening, a SYN other than the one that is here is strange, whatever it acknowledges.
    is_strange = control.state == "SYN-RECEIVED" and not _was_passive(control)
    if is_strange or not control.acks_syn(segment):
        return "segment-syn-ack-bad"
    return "segment-syn-ack-fin" if segment.fin else "segment-syn-ack"


def _syn_outside(control: Control, segment: Segment) -> str:
    opens = control.state == "TIME-WAIT" and not segment.acks and not segment.fin
    if opens and at_or_before(control.rcv_nxt, segment.seq):
        return "segment-syn"
    if not control.acks_syn(segment) or _was_passive(control):
        return "segment-syn-old"
    # The SYN,ACK of a simultaneous open repeats the SYN that is already here (Figure 7).
    if control.state == "SYN-RECEIVED" and segment.seq != control.irs:
        return "segment-syn-old"
    return "segment-syn-ack-fin" if segment.fin else "segment-syn-ack"


def _was_passive(control: Control) -> bool:
    return ("opened", "passive") in control.at.variables


def _outside(control: Control, segment: Segment) -> str:
    """Tell the FIN that was received before, sent again, from all else outside."""
    repeats = segment.fin and segment.acks and segment.end == control.rcv_nxt
    if not repeats or not control.has_fin:
        return "segment-outside"
    return "segment-fin-ack-of-fin" if control.acks_fin(segment) else "segment-fin"


def _in_order(control: Control, segment: Segment) -> tuple[str, ...]:
    """Name what an acceptable segment with an acceptable ACK brings."""
    acks_fin = control.acks_fin(segment)
    if segment.span == 0:
        return (_bare_ack(control, segment, acks_fin),)
    if before(control.rcv_nxt, segment.seq):
        event = "segment-fin-early" if segment.fin else "segment-data-early"
    elif _is_unwanted(control, segment):
        event = "segment-data-unwanted"
    elif segment.fin:
        return ("segment-fin-ack-of-fin" if acks_fin else "segment-fin",)
    else:
        event = "segment-data-fills" if _fills(control, segment) else "segment-data"
    return ("segment-ack-of-fin", event) if acks_fin else (event,)


def _is_unwanted(control: Control, segment: Segment) -> bool:
    """Tell whether it brings new text, with a FIN or without, that nobody will read."""
    closed = control.state in ("FIN-WAIT-1", "FIN-WAIT-2") and not control.reads
    return closed and before(control.rcv_nxt, add(segment.text_seq, segment.length))


def _bare_ack(control: Control, segment: Segment, acks_fin: bool) -> str:
    if acks_fin or (control.fin_is_acked and segment.ack == control.snd_nxt):
        return "segment-ack-of-fin"
    if segment.ack == add(control.iss, 1):
        return "segment-ack-of-syn"
    return "segment-ack-of-data" if control.acks_new(segment) else "segment-ack-old"


def _fills(control: Control, segment: Segment) -> bool:
    """Tell whether, with it, everything up to a held FIN is here."""
    if control.has_fin or not any(waiting.fin for waiting in control.held):
        return False
    reached = segment.end
    for waiting in in_sequence(control):
        if before(reached, waiting.seq):
            return False
        if waiting.fin:
            return True
        if before(reached, waiting.end):
            reached = waiting.end
    return False


def in_sequence(control: Control) -> list[Segment]:
    """Return the held segments in the order of their numbers."""
    return sorted(control.held, key=lambda waiting: distance(control.rcv_nxt, waiting.seq))
