"""The labels of a diagram, taken off its arrows and mixed up, to be put back."""

import random
from collections import Counter
from dataclasses import dataclass

from quizapp.engine import Machine, Text, Transition
from quizapp.grading import Level, LevelKind
from quizapp.grading.demand import diagram, edge_of
from quizapp.grading.grammar import Reading
from quizapp.grading.label import says


@dataclass(frozen=True, slots=True)
class TrayLabel:
    """One label, whatever the number of arrows that bear it."""

    words: Text
    times: int
    """How many arrows bear it."""

    @property
    def value(self) -> str:
        """The label as it stands in a drawing, whichever language it was chosen in."""
        return self.words.en


def tray(machine: Machine, level: Level, mixed_by: str) -> tuple[TrayLabel, ...]:
    """Return the labels to put back, in an order that ``mixed_by`` decides; none elsewhere."""
    if level.kind is not LevelKind.PLACE_LABELS:
        return ()
    labels = Counter(_label(machine, level, rule) for rule in diagram(machine, level.role))
    found = [TrayLabel(words, times) for words, times in labels.items()]
    found.sort(key=lambda label: label.value)
    random.Random(mixed_by).shuffle(found)
    return tuple(found)


def _label(machine: Machine, level: Level, rule: Transition) -> Text:
    """Return what stands beside an arrow, no more of it than the level asks."""
    edge = edge_of(rule, level)
    sends = edge.sends if level.shares.sends else ()
    return says(machine, Reading(edge.event, sends, edge.guard))
