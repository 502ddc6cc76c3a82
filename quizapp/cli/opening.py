"""Open what commands work on, from the environment; the one place that reads it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime

import tzlocal

from quizapp.config import Settings, read_settings
from quizapp.services.study import Study, open_study


def clock() -> datetime:
    """Return the instant, in UTC."""
    return datetime.now(UTC)


def settings(**changes: str) -> Settings:
    """Return the environment's settings, with what the command line changes."""
    given = {name: value for name, value in changes.items() if value}
    return replace(read_settings(os.environ), **given)


@contextmanager
def opened(chosen: Settings) -> Iterator[Study]:
    """Open the study for the time of a command."""
    study = open_study(chosen, clock(), zone=tzlocal.get_localzone_name() or "UTC")
    try:
        yield study
    finally:
        study.close()


def settings_help() -> str:
    """Return the list of environment variables, one a line."""
    lines = [
        f"  {item.metadata['name']:<18} {item.metadata['help']}"
        + (f" (default {item.default})" if item.default else "")
        for item in fields(Settings)
    ]
    return "\n".join(lines)


def language_of_terminal() -> str:
    """Return the language of the terminal: Chinese if its locale says so."""
    words = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((word for word in words if word), "")
    return "zh" if first.lower().startswith("zh") else "en"
