"""Machines to read and to take away."""

from flask import Blueprint, Response, abort, request

from quizapp.engine import Machine
from quizapp.services import lab, machines
from quizapp.web.contexts import MachinePage, MachinesPage
from quizapp.web.frame import render
from quizapp.web.language import current_language
from quizapp.web.pictures import machine_figure
from quizapp.web.tables import cited, sections
from quizapp.web.visit import study

PAGE = Blueprint("machines", __name__, url_prefix="/machines")
DIAGRAMS = {
    "svg": "image/svg+xml",
    "dot": "text/vnd.graphviz",
    "json": "application/json",
}
TABLES = {
    "csv": ("csv", "text/csv"),
    "json": ("json", "application/json"),
    "md": ("markdown", "text/markdown"),
    "txt": ("text", "text/plain"),
}


@PAGE.get("")
def catalogue() -> str:
    """List every machine."""
    return render(MachinesPage(machines.machines(study())))


@PAGE.get("/<slug>")
def read(slug: str) -> str:
    """Show a machine, or a role's part of it."""
    return render(_page(machines.machine(study(), slug), request.args.get("role", "")))


@PAGE.get("/<slug>/diagram.<kind>")
def diagram(slug: str, kind: str) -> Response:
    """Hand out the diagram as a file."""
    if kind not in DIAGRAMS:
        abort(404)
    role = request.args.get("role") or None
    theme = request.args.get("theme", "light")
    body = machines.export(study(), slug, kind, current_language(), role, theme)
    return _file(body, DIAGRAMS[kind], f"{slug}-{role or 'diagram'}.{kind}")


@PAGE.get("/<slug>/table.<kind>")
def table(slug: str, kind: str) -> Response:
    """Hand out the transition table as a file."""
    if kind not in TABLES:
        abort(404)
    name, content_type = TABLES[kind]
    body = machines.table(study(), slug, name, current_language())
    return _file(body, content_type, f"{slug}-table.{kind}")


def _file(body: str, content_type: str, name: str) -> Response:
    response = Response(body, content_type=f"{content_type}; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _page(machine: Machine, role: str) -> MachinePage:
    if role and role not in {known.id for known in machine.roles}:
        abort(404)
    figure, legend = machine_figure(machine, role)
    return MachinePage(
        machine=machine,
        role=role,
        figure=figure,
        legend=legend,
        sections=sections(machine),
        sources=cited(machine),
        playable=machine in lab.machines(study().library),
    )
