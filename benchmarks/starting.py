"""What one waits for beside the questions: starts, diagrams, marking a drawing."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

from quizapp.diagrams import find_engine, lay_out, picture_of, render_svg
from quizapp.engine import Machine
from quizapp.grading import DrawKey, Edge, Form, answer_form
from quizapp.grading.values import Drawn
from quizapp.questions import Ref, build, facts, ways
from quizapp.questions.types.missing_edges import MissingEdges
from quizapp.scheduling import Rung

PROGRAM = (sys.executable, "-m", "quizapp")


def show_help() -> None:
    """Run ``quizapp --help``."""
    subprocess.run([*PROGRAM, "--help"], check=True, capture_output=True)


def start_and_fetch(folder: Path) -> None:
    """Start the server on a data folder, and fetch the first page."""
    command = [*PROGRAM, "serve", "--no-open", "--port", "0"]
    environment = {**os.environ, "QUIZAPP_DATA": str(folder)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            address = next(word for word in process.stdout.readline().split() if "://" in word)
            with urlopen(address) as response:
                response.read()
        finally:
            process.kill()


def diagram_works(machine: Machine) -> dict[str, Callable[[], object]]:
    """Return what lays a machine's diagram out, and what writes it as SVG."""
    picture, engine = picture_of(machine, "en"), find_engine()
    layout = lay_out(picture, engine)

    def lay_out_anew() -> None:
        lay_out.cache_clear()
        lay_out(picture, engine)

    return {"layout": lay_out_anew, "SVG": lambda: render_svg(picture, layout)}


def marking_work(machine: Machine) -> tuple[int, Callable[[], object]]:
    """Return how many arrows a machine's diagram has, and what marks a drawing of them all.

    Every third arrow is drawn wrong, so that the marking has something to pair.
    """
    drawn = machine.drawn()
    ref = Ref(machine.id, drawn[0].id, MissingEdges.slug, Form.DRAW, 1, len(drawn))
    key = build(machine, ref).key
    assert isinstance(key, DrawKey)
    edges = [arrow.edge for arrow in key.required]
    edges[::3] = [Edge(edge.head, edge.tail, edge.event, edge.sends) for edge in edges[::3]]
    drawing, form = Drawn(tuple(edges)), answer_form(Form.DRAW)
    return len(edges), lambda: form.mark(key, drawing)


def warm_up(machine: Machine) -> None:
    """Let the program work out once how each fact can be asked, as it does when asked."""
    for fact in facts(machine):
        for rung in Rung:
            ways(machine, fact, rung)
