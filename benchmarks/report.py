"""Word the figures: medians, 99th percentiles, and ratios beside their aims."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.timing import Series


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a figure, and what it is compared with."""

    name: str
    series: Series
    ratio: float | None = None
    aim: float | None = None
    beside: str = ""
    """What the ratio is to."""


def table(title: str, lines: list[Line]) -> Iterator[str]:
    """Yield a table, one line of text after the other."""
    yield f"{title:<52}{'median':>10}{'p99':>12}   {'ratio':>5}   aim"
    for line in lines:
        figures = f"{line.series.median * 1e3:>7.2f} ms{line.series.p99 * 1e3:>9.2f} ms"
        yield f"  {line.name:<50}{figures}{_compared(line)}"
    yield ""


def _compared(line: Line) -> str:
    if line.ratio is None:
        return ""
    aim = "" if line.aim is None else f" ≤ {line.aim:g}"
    return f"   {line.ratio:>5.2f}  {aim} × {line.beside}"
