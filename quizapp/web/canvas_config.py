"""What the canvas needs to know of a drill, as plain values for its script."""

from typing import Any

from flask import url_for

from quizapp.engine import Event
from quizapp.grading import LevelKind
from quizapp.grading.sheet import sheet_values
from quizapp.services.drill_tray import TrayLabel, tray
from quizapp.services.drills import Task
from quizapp.web.drill_words import offers_names
from quizapp.web.language import words

RULES = {LevelKind.PLACE_LABELS: LevelKind.LABELS}
"""Levels at which the canvas lets one do the same as at another."""


def config(task: Task, csrf: str) -> dict[str, Any]:
    """Return the canvas's configuration; the key to the drill is not in it."""
    of = task.machine
    urls = {
        name: url_for(f"drill.{name}", drill_id=task.id)
        for name in ("save", "labels", "tidy", "hint", "send")
    }
    return {
        "states": [state.id for state in of.states] if offers_names(task) else [],
        **_words_offered(task),
        "level": {"kind": _rules(task).value},
        "urls": urls,
        "csrf": csrf,
        "attempt": task.id,
        "drawing": sheet_values(task.sheet),
        "revision": task.revision,
        "elapsed": task.elapsed,
        "limit": task.level.limit,
    }


def _rules(task: Task) -> LevelKind:
    """Return the level whose rules hold; states are added wherever some are to be placed."""
    if task.states_left:
        return LevelKind.BLANK_PAGE
    return RULES.get(task.level.kind, task.level.kind)


def _words_offered(task: Task) -> dict[str, Any]:
    """Return what labels are chosen from: events and segments, or whole labels."""
    of = task.machine
    labels = tray(of, task.level, task.id)
    if not labels:
        return {
            "events": [_event(event) for event in of.events],
            "segments": list(of.segments()),
        }
    return {"events": [_label(label) for label in labels], "segments": []}


def _label(label: TrayLabel) -> dict[str, Any]:
    return {
        "id": label.value,
        "label": words(label.words),
        "aliases": [label.words.en, label.words.zh],
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "label": words(event.label),
        "aliases": [*event.aliases, event.label.en, event.label.zh],
    }
