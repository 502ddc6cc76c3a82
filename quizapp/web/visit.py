"""What a view can reach during one request: the study, the time, a seed, the preferences."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import Flask, current_app, g, request

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
    app.before_request(_load_preferences)


def _load_preferences() -> None:
    if request.endpoint != "static":
        g.preferences = load_preferences(study())


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
    """Return what the learner chose; the defaults where it could not be read."""
    return cast(Preferences, g.get("preferences", Preferences()))
