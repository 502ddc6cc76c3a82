"""Sequence numbers: arithmetic modulo 2^32, as RFC 9293 §3.4 has it."""

MODULUS = 1 << 32
HALF = 1 << 31


def add(number: int, length: int) -> int:
    """Return the sequence number ``length`` octets on.

    >>> add(0xFFFFFFFF, 2)
    1
    """
    return (number + length) % MODULUS


def distance(first: int, second: int) -> int:
    """Return how far ``second`` lies ahead of ``first``; negative if it lies behind.

    >>> distance(0xFFFFFFFE, 1), distance(1, 0xFFFFFFFE)
    (3, -3)
    """
    ahead = (second - first) % MODULUS
    return ahead - MODULUS if ahead >= HALF else ahead


def before(first: int, second: int) -> bool:
    """Tell whether ``first < second``."""
    return 0 < (second - first) % MODULUS < HALF


def at_or_before(first: int, second: int) -> bool:
    """Tell whether ``first =< second``."""
    return (second - first) % MODULUS < HALF


def in_window(number: int, left: int, width: int) -> bool:
    """Tell whether ``left =< number < left + width``."""
    return (number - left) % MODULUS < min(width, HALF)
