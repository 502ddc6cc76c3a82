"""The finite-state machine: values, step, paths, soundness. No protocol is known here."""

from quizapp.engine.machine import (
    Aside,
    Binding,
    Configuration,
    Drawn,
    Event,
    Impossible,
    Machine,
    Misconception,
    Outcome,
    Reaction,
    Response,
    Role,
    Source,
    State,
    Transition,
    Variable,
    Variant,
)
from quizapp.engine.paths import exits, reachable
from quizapp.engine.step import Step, configurations, run, start, step
from quizapp.engine.text import LANGUAGES, Text

__all__ = [
    "LANGUAGES",
    "Aside",
    "Binding",
    "Configuration",
    "Drawn",
    "Event",
    "Impossible",
    "Machine",
    "Misconception",
    "Outcome",
    "Reaction",
    "Response",
    "Role",
    "Source",
    "State",
    "Step",
    "Text",
    "Transition",
    "Variable",
    "Variant",
    "configurations",
    "exits",
    "reachable",
    "run",
    "start",
    "step",
]
