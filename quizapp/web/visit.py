"""What a view can reach during one request: the study, the time, a seed, the preferences."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import Flask, current_app, g

from quizapp.services.preferences import preferences as load_preferences
from quizapp.services.study import Study
from quizapp.services.values import Preferences

NAME = "quizapp"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the program gave its pages when it opened them."""

    study: Study
    clock: Callable[[], datetime]
    entropy: Callable[[], int]


def install(app: Flask, surroundings: Surroundings) -> None:
    """Let every view of an app reach its surroundings."""
    app.extensions[NAME] = surroundings


def surroundings() -> Surroundings:
    """Return what the program gave its pages."""
    return cast(Surroundings, current_app.extensions[NAME])


def study() -> Study:
    """Return the opened study."""
    return surroundings().study


def now() -> datetime:
    """Read the clock."""
    return surroundings().clock()


def seed() -> int:
    """Draw a seed for a question."""
    return surroundings().entropy()


def preferences() -> Preferences:
    """Return what the learner chose, read once in a request that asks for it."""
    if "preferences" not in g:
        g.preferences = load_preferences(study())
    return cast(Preferences, g.preferences)


def assume_preferences() -> None:
    """Take the defaults, where the database may be what went wrong."""
    g.preferences = Preferences()
