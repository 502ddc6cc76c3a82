"""Evaluate the sequence fields of the table: ``SEQ=SEG.ACK``, ``ACK=SEG.SEQ+SEG.LEN``."""

from functools import lru_cache

from quizapp.simulator.control import Control
from quizapp.simulator.segment import Segment
from quizapp.simulator.sequence import MODULUS


@lru_cache(maxsize=256)
def parsed(fields: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Split ``SEQ=A+B, ACK=C`` into ``(("SEQ", ("A", "B")), ("ACK", ("C",)))``."""
    pairs = (part.partition("=") for part in fields.split(","))
    return tuple(
        (name.strip(), tuple(term.strip() for term in value.split("+")))
        for name, _, value in pairs
        if value
    )


def evaluate(fields: str, control: Control, segment: Segment | None) -> dict[str, int]:
    """Return the numbers of a segment to send, by ``SEQ`` and ``ACK``.

    Raises ``KeyError`` for a term the RFC does not have.
    """
    known = {
        "0": 0,
        "ISS": control.iss,
        "SND.NXT": control.snd_nxt,
        "SND.UNA": control.snd_una,
        "RCV.NXT": control.rcv_nxt,
    }
    if segment is not None:
        known |= {"SEG.SEQ": segment.seq, "SEG.ACK": segment.ack, "SEG.LEN": segment.span}
    return {
        name: sum(known[term] for term in terms) % MODULUS for name, terms in parsed(fields)
    }
