"""Settings, and the switch of language that stands on every page."""

from dataclasses import asdict, replace
from datetime import date
from functools import cache
from zoneinfo import available_timezones

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from quizapp.engine import LANGUAGES
from quizapp.errors import PreferenceError
from quizapp.services import preferences as service
from quizapp.services.values import Preferences
from quizapp.web.contexts import SettingsPage
from quizapp.web.fields import field_error, whole_number
from quizapp.web.frame import render
from quizapp.web.language import msgid
from quizapp.web.visit import preferences, study
from quizapp.web.wording import lost_words

PAGE = Blueprint("preferences", __name__)
WHOLE = msgid("Write a whole number.")
DAY = msgid("Write a day as year-month-day, such as 2026-12-12, or leave it empty.")
NUMBER = msgid("Write a number, such as 90.")


@PAGE.get("/settings")
def show() -> str:
    """Show what is set."""
    return render(_page(_as_fields(preferences()), saved="saved" in request.args))


@PAGE.post("/settings")
def save() -> Response | tuple[str, int]:
    """Save the settings, or show them again beside the one that cannot be."""
    fields = request.form.to_dict()
    try:
        service.save(study(), _read(fields))
    except PreferenceError as error:
        return render(_page(fields, error)), 422
    return redirect(url_for("preferences.show", saved=1), 303)


@PAGE.post("/language")
def switch_language() -> Response:
    """Change the language and stay where one was."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        abort(400)
    service.save(study(), replace(preferences(), language=language))
    return redirect(_local(request.args.get("next", "")), 303)


def _local(address: str) -> str:
    """Return an address of ours; anything that could lead elsewhere becomes Today."""
    is_ours = address.startswith("/") and address[1:2] not in ("/", "\\")
    return address if is_ours and address.isprintable() else url_for("today.show")


def _read(fields: dict[str, str]) -> Preferences:
    return Preferences(
        language=fields.get("language") or None,
        zone=fields.get("zone", "").strip(),
        rollover_hour=_whole("rollover_hour", fields),
        new_per_day=_whole("new_per_day", fields),
        retention=_percent("retention", fields),
        theme=fields.get("theme", ""),
        shortcuts="shortcuts" in fields,
        interview=_day("interview", fields),
    )


def _whole(name: str, fields: dict[str, str]) -> int:
    number = whole_number(fields.get(name, "").strip())
    if number is None:
        raise PreferenceError(name, WHOLE)
    return number


def _day(name: str, fields: dict[str, str]) -> date | None:
    text = fields.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as problem:
        raise PreferenceError(name, DAY) from problem


def _percent(name: str, fields: dict[str, str]) -> float:
    text = fields.get(name, "").strip().rstrip("%")
    if text.replace(".", "", 1).isdecimal():
        return round(float(text) / 100, 4)
    raise PreferenceError(name, NUMBER)


def _as_fields(chosen: Preferences) -> dict[str, str]:
    fields = {name: str(value) for name, value in asdict(chosen).items() if name != "lost"}
    fields |= {"language": chosen.language or "", "retention": f"{chosen.retention * 100:g}"}
    fields["interview"] = chosen.interview.isoformat() if chosen.interview else ""
    if not chosen.shortcuts:
        del fields["shortcuts"]
    return fields


def _page(
    fields: dict[str, str], error: PreferenceError | None = None, *, saved: bool = False
) -> SettingsPage:
    return SettingsPage(
        submitted=fields,
        field_error=field_error(error) if error else None,
        zones=_zones(),
        saved=saved,
        lost=lost_words(preferences().lost),
    )


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"))
