"""The routes of a drill, in memory: what the canvas needs of a server, and nothing more."""

import time
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, redirect, render_template_string, request

from quizapp.engine import Machine

PAGE = """
{% extends "base.html" %}
{% from "canvas.html" import canvas with context %}
{% block title %}{{ _("Drill") }}{% endblock %}
{% block page_class %}page--canvas{% endblock %}
{% block main %}
<h1 class="vh">{{ _("Drill") }}</h1>
{{ canvas(config, submitted) }}
{% endblock %}
"""
EMPTY = {"version": 1, "states": [], "edges": []}


@dataclass
class Drill:
    """One drill as a server keeps it."""

    machine: Machine
    language: str = "en"
    level: dict[str, Any] = field(default_factory=lambda: {"kind": "blank-page"})
    offers: bool = True
    drawing: dict[str, Any] = field(default_factory=lambda: EMPTY)
    revision: int = 0
    changes: list[dict[str, Any]] = field(default_factory=list)
    started: float = field(default_factory=time.time)
    limit: int | None = 300
    sent: dict[str, Any] = field(default_factory=dict)
    refuses: int = 0
    """A status to answer every save with."""

    def words(self, text: Any) -> str:
        return str(getattr(text, self.language))

    @property
    def elapsed(self) -> float:
        return time.time() - self.started

    def config(self, name: str) -> dict[str, Any]:
        return {
            "states": [state.id for state in self.machine.states] if self.offers else [],
            "events": [
                {
                    "id": event.id,
                    "label": self.words(event.label),
                    "aliases": [*event.aliases, event.label.en, event.label.zh],
                }
                for event in self.machine.events
            ],
            "segments": list(self.machine.segments()),
            "level": self.level,
            "urls": {
                part: f"/stub/{name}/{part}" for part in ("save", "labels", "tidy", "hint")
            }
            | {"send": f"/stub/{name}"},
            "attempt": name,
            "drawing": self.drawing,
            "revision": self.revision,
            "elapsed": self.elapsed,
            "limit": self.limit,
        }

    def read(self, label: str) -> dict[str, Any]:
        """Understand a label, if it is one of the machine's own."""
        event, _, sent = label.partition(" / ")
        found = self._event(event)
        if found is None:
            near = ["close", "segment-fin"]
            problem = f"“{event}” is no event of this machine."
            return {"event": None, "sends": [], "says": "", "problem": problem, "near": near}
        sends = self._sends(sent)
        says = found.label.en + (f" / snd {'; '.join(sends)}" if sends else "")
        return {"event": found.id, "sends": sends, "says": says, "problem": None, "near": []}

    def _event(self, text: str) -> Any:
        wanted = text.strip().casefold()
        for event in self.machine.events:
            if wanted in (event.id, event.label.en.casefold(), event.label.zh.casefold()):
                return event
        return None

    def _sends(self, text: str) -> list[str]:
        sent = text.removeprefix("snd ").removeprefix("发送 ").strip()
        if not sent:
            return []
        return [sent] if sent in self.machine.segments() else sent.split("; ")

    def edges(self, drawing: dict[str, Any]) -> set[tuple[str, str, str, tuple[str, ...]]]:
        """Return a drawing's edges as names, event and segments."""
        names = {state["id"]: state["name"] for state in drawing["states"]}
        found = set()
        for edge in drawing["edges"]:
            if edge["how"] == "typed":
                read = self.read(edge["label"])
                label = (read["event"], tuple(read["sends"]))
            else:
                sends = [part.strip() for part in edge["send"].split(";") if part.strip()]
                label = (edge["event"], tuple(sends))
            found.add((names[edge["from"]], names[edge["to"]], *label))
        return found


def install(app: Flask, drills: dict[str, Drill]) -> None:
    """Add the routes to the real app, with its real headers and its guard of forms."""
    pages = Blueprint("stub", __name__, url_prefix="/stub")

    @pages.get("/<name>")
    def show(name: str) -> str:
        return render_template_string(PAGE, config=drills[name].config(name), submitted={})

    @pages.put("/<name>/save")
    def save(name: str) -> Response | tuple[Response, int]:
        drill, sent = drills[name], request.get_json()
        if drill.refuses:
            return jsonify({}), drill.refuses
        if sent["revision"] != drill.revision:
            return jsonify(revision=drill.revision, drawing=drill.drawing), 409
        drill.drawing, drill.revision = sent["drawing"], drill.revision + 1
        drill.changes += sent["changes"]
        return jsonify(revision=drill.revision, seconds=drill.elapsed)

    @pages.post("/<name>/labels")
    def labels(name: str) -> Response:
        return jsonify(read=[drills[name].read(text) for text in request.get_json()["labels"]])

    @pages.post("/<name>/tidy")
    def tidy(name: str) -> Response:
        states = request.get_json()["drawing"]["states"]
        return jsonify(
            places={
                state["id"]: [place % 4 * 220, place // 4 * 140]
                for place, state in enumerate(states)
            }
        )

    @pages.post("/<name>/hint")
    def hint(name: str) -> Response:
        return jsonify(says="One arrow leaves LISTEN for CLOSED. It costs a tenth of an arrow.")

    @pages.post("/<name>")
    def send(name: str) -> Response:
        drills[name].sent = request.form.to_dict(flat=False)
        return redirect(f"/stub/{name}", 303)  # type: ignore[return-value]

    app.register_blueprint(pages)
