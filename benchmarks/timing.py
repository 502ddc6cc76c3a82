"""Time several things in turns, so that whatever slows the machine down slows all of them."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)
Timed = Callable[[], float]
"""Does one piece of work and returns the seconds it took, without its preparations."""


@dataclass(frozen=True, slots=True)
class Series:
    """The seconds one piece of work took, each time it was done."""

    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.seconds)

    @property
    def p99(self) -> float:
        """The one that a hundredth of all exceed."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.99)]


def stopwatch(work: Callable[[], object]) -> Timed:
    """Return what does a piece of work that needs no preparations, and times it."""

    def timed() -> float:
        start = perf_counter()
        work()
        return perf_counter() - start

    return timed


def in_turns(works: Mapping[Name, Timed], rounds: int, warm_up: int = 1) -> dict[Name, Series]:
    """Do each work once, one after the other, and that ``rounds`` times.

    Before come ``warm_up`` rounds, in which caches fill and which do not count.
    """
    series = {name: Series() for name in works}
    for number in range(-warm_up, rounds):
        for name, work in works.items():
            taken = work()
            if number >= 0:
                series[name].seconds.append(taken)
    return series
