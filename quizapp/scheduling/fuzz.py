"""Spread due days a little, so that cards learned together do not stay together.

py-fsrs draws its fuzz from the global generator and overruns its own range by a day; this
one depends on nothing but the card and the repetition, and keeps to the range.
"""

from hashlib import blake2b

MAXIMUM_DAYS = 36_500
"""No interval, and no stability, is longer than a hundred years."""

_UNFUZZED_BELOW = 2.5
# FSRS: from this many days, to this many, add this share of them to the width.
_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))


def fuzz_range(days: int) -> tuple[int, int]:
    """Return the fewest and the most days FSRS lets an interval of ``days`` become.

    >>> fuzz_range(2), fuzz_range(10), fuzz_range(100)
    ((2, 2), (8, 12), (93, 107))
    """
    if days < _UNFUZZED_BELOW:
        return days, days
    width = 1.0 + sum(
        share * max(min(float(days), end) - start, 0.0) for start, end, share in _BANDS
    )
    most = min(round(days + width), MAXIMUM_DAYS)
    return min(max(2, round(days - width)), most), most


def spread(days: int, *, at_least: int, seed: str) -> int:
    """Return an interval in days: ``days``, fuzzed by ``seed`` within FSRS's range.

    It is not below ``at_least`` unless the range itself is.
    """
    least, most = fuzz_range(days)
    least = max(least, min(at_least, most))
    draw = int.from_bytes(blake2b(seed.encode(), digest_size=8).digest())
    return least + draw % (most - least + 1)
