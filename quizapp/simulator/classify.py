"""Say what a call or a segment means to an endpoint: which event of the table it is.

This is where numbers become events (RFC 9293 §3.10.7); what follows from an event is the
table's business alone.
"""

from quizapp.simulator.control import Control
from quizapp.simulator.segment import Segment
from quizapp.simulator.sequence import add, at_or_before, before

RECEIVED_FIN = ("CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT")
"""States that have the peer's FIN behind them."""


def segment_events(control: Control, segment: Segment) -> tuple[str, ...]:
    """Return the events a segment amounts to, in the order in which they take effect."""
    if control.state in ("CLOSED", "LISTEN"):
        return (_without_connection(segment),)
    if control.state == "SYN-SENT":
        return (_in_syn_sent(control, segment),)
    refused = _check_sequence(control, segment)
    if refused:
        return (refused,)
    if not segment.acks:
        return ("segment-fin-no-ack" if segment.fin else "segment-no-ack",)
    if control.acks_unsent(segment):
        return ("segment-ack-unsent",)
    if control.state == "SYN-RECEIVED" and not control.acks_syn(segment):
        return ("segment-ack-old",)
    return _in_order(control, segment)


def _without_connection(segment: Segment) -> str:
    """Name a segment for a state that has no number to compare it with."""
    if segment.rst:
        return "segment-rst"
    if segment.syn and segment.acks:
        return "segment-syn-ack-fin" if segment.fin else "segment-syn-ack"
    if segment.syn:
        return "segment-syn-fin" if segment.fin else "segment-syn"
    if not segment.acks:
        return "segment-fin-no-ack" if segment.fin else "segment-no-ack"
    if segment.fin:
        return "segment-fin"
    return "segment-data" if segment.length else "segment-ack-unsent"


def _in_syn_sent(control: Control, segment: Segment) -> str:
    covers_syn = control.acks_syn(segment)
    is_bad = segment.acks and not covers_syn
    if segment.rst:
        if is_bad:
            return "segment-rst-bad-ack"
        return "segment-rst" if covers_syn else "segment-rst-no-ack"
    if segment.syn:
        if is_bad:
            return "segment-syn-ack-bad"
        if covers_syn:
            return "segment-syn-ack-fin" if segment.fin else "segment-syn-ack"
        return "segment-syn-fin" if segment.fin else "segment-syn"
    if is_bad:
        too_new = control.acks_unsent(segment)
        return "segment-ack-unsent" if too_new else "segment-ack-old"
    if not segment.acks:
        return "segment-fin-no-ack" if segment.fin else "segment-no-ack"
    if segment.fin:
        return "segment-fin"
    return "segment-data" if segment.length else "segment-ack-of-syn"


def _check_sequence(control: Control, segment: Segment) -> str | None:
    """Do the first, second and fourth checks: the window, RST and SYN; ``None`` if passed."""
    acceptable = control.is_acceptable(segment)
    if segment.rst:
        if not acceptable:
            return "segment-rst-outside"
        return "segment-rst" if segment.seq == control.rcv_nxt else "segment-rst-in-window"
    if segment.syn:
        return _syn(control, segment, acceptable)
    if not acceptable:
        if _repeats_fin(control, segment):
            return "segment-fin-ack-of-fin" if control.acks_fin(segment) else "segment-fin"
        return "segment-outside"
    return None


def _syn(control: Control, segment: Segment, acceptable: bool) -> str:
    if segment.acks:
        # The SYN,ACK of a simultaneous open repeats the SYN that is already here (Figure 7).
        meets = control.state == "SYN-RECEIVED" and segment.seq == control.irs
        if not acceptable and not meets:
            return "segment-outside"
        if not control.acks_syn(segment):
            return "segment-syn-ack-bad"
        return "segment-syn-ack-fin" if segment.fin else "segment-syn-ack"
    is_newer = control.state == "TIME-WAIT" and at_or_before(control.rcv_nxt, segment.seq)
    if not acceptable and not is_newer:
        return "segment-syn-old"
    return "segment-syn-fin" if segment.fin else "segment-syn"


def _repeats_fin(control: Control, segment: Segment) -> bool:
    """Tell whether it is the FIN that was received before, sent again."""
    return segment.fin and control.state in RECEIVED_FIN and segment.end == control.rcv_nxt


def _in_order(control: Control, segment: Segment) -> tuple[str, ...]:
    """Name what an acceptable segment with an acceptable ACK brings."""
    acks_fin = control.acks_fin(segment)
    brings_text = before(control.rcv_nxt, add(segment.text_seq, segment.length))
    if segment.span == 0 or not (brings_text or segment.fin):
        return (_bare_ack(control, segment),)
    if before(control.rcv_nxt, segment.seq):
        held = "segment-fin-early" if segment.fin else "segment-data-early"
        return _with_ack(control, segment, (held,))
    if not brings_text:
        return ("segment-fin-ack-of-fin" if acks_fin else "segment-fin",)
    return _with_ack(control, segment, _text(control, segment))


def _text(control: Control, segment: Segment) -> tuple[str, ...]:
    if control.state in ("FIN-WAIT-1", "FIN-WAIT-2") and not control.reads:
        return ("segment-data-unwanted",)
    if segment.fin:
        return ("segment-data", "segment-fin")
    return ("segment-data-fills",) if _fills(control, segment) else ("segment-data",)


def _with_ack(control: Control, segment: Segment, rest: tuple[str, ...]) -> tuple[str, ...]:
    """Put the acknowledgment of our FIN before what else a segment brings."""
    return ("segment-ack-of-fin", *rest) if control.acks_fin(segment) else rest


def _bare_ack(control: Control, segment: Segment) -> str:
    if control.acks_fin(segment):
        return "segment-ack-of-fin"
    if control.state == "SYN-RECEIVED":
        return "segment-ack-of-syn"
    return "segment-ack-of-data" if control.acks_new(segment) else "segment-ack-old"


def _fills(control: Control, segment: Segment) -> bool:
    """Tell whether, with it, everything up to a held FIN is here."""
    reached = segment.end
    for waiting in sorted(
        control.held, key=lambda item: (item.seq - control.rcv_nxt) % (1 << 32)
    ):
        if before(reached, waiting.seq):
            return False
        if before(reached, waiting.end):
            reached = waiting.end
        if waiting.fin and at_or_before(waiting.end, reached):
            return True
    return False
