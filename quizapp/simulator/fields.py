"""Evaluate the sequence fields of the table: ``SEQ=SEG.ACK``, ``ACK=SEG.SEQ+SEG.LEN``."""

from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter

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
    return {
        name: sum(_number(term, control, segment) for term in terms) % MODULUS
        for name, terms in parsed(fields)
    }


def _number(term: str, control: Control, segment: Segment | None) -> int:
    if segment is not None and term in OF_SEGMENT:
        return OF_SEGMENT[term](segment)
    return OF_CONTROL[term](control)


OF_CONTROL: dict[str, Callable[[Control], int]] = {
    "0": lambda _: 0,
    "ISS": attrgetter("iss"),
    "SND.NXT": attrgetter("snd_nxt"),
    "SND.UNA": attrgetter("snd_una"),
    "RCV.NXT": attrgetter("rcv_nxt"),
}
OF_SEGMENT: dict[str, Callable[[Segment], int]] = {
    "SEG.SEQ": attrgetter("seq"),
    "SEG.ACK": attrgetter("ack"),
    "SEG.LEN": attrgetter("span"),
}
"""The RFC's terms, each with where its number is to be found."""
