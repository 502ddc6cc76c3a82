"""Machines to read and to take away."""

import csv
import io
import json

import pytest

from quizapp.engine import Machine
from tests.web.conftest import Visitor


def test_the_catalogue_lists_every_machine(visitor: Visitor) -> None:
    assert visitor.get("/machines").all("a", href="/machines/tcp")


def test_a_machine_shows_every_state_with_its_transitions(
    visitor: Visitor, tcp: Machine
) -> None:
    page = visitor.get("/machines/tcp")
    for state in tcp.states:
        assert page.all("details", id=state.id)
    assert page.text.count("outcome--moves") >= len(tcp.transitions)


def test_a_role_shows_its_part(visitor: Visitor, tcp: Machine) -> None:
    whole, part = visitor.get("/machines/tcp"), visitor.get("/machines/tcp?role=client")
    assert part.text.count('class="edge ') < whole.text.count('class="edge ')
    assert part.all("a", href="/machines/tcp?role=client", **{"aria-current": "page"})


def test_the_page_is_chinese_for_a_chinese_browser(chinese: Visitor, tcp: Machine) -> None:
    page = chinese.get("/machines/tcp")
    assert tcp.title.zh in page.text
    assert tcp.states[0].meaning.zh in page.text


def test_every_export_on_the_page_can_be_had(visitor: Visitor) -> None:
    page = visitor.get("/machines/tcp?role=client")
    links = [link["href"] for link in page.all("a") if "download" in link]
    assert len(links) >= 6
    for link in links:
        answer = visitor.get(link)
        assert answer.status == 200
        assert answer.response.headers["Content-Disposition"].startswith(
            "attachment; filename="
        )


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_diagram_comes_as_svg_in_every_theme(visitor: Visitor, theme: str) -> None:
    page = visitor.get(f"/machines/tcp/diagram.svg?theme={theme}")
    assert page.response.content_type == "image/svg+xml; charset=utf-8"
    assert page.text.lstrip().startswith(("<svg", "<?xml"))
    assert "<title" in page.text


def test_the_diagram_comes_as_json_and_dot(visitor: Visitor) -> None:
    assert json.loads(visitor.get("/machines/tcp/diagram.json").text)
    assert visitor.get("/machines/tcp/diagram.dot").text.startswith("digraph")


def test_the_table_comes_as_csv(visitor: Visitor, tcp: Machine) -> None:
    rows = list(csv.DictReader(io.StringIO(visitor.get("/machines/tcp/table.csv").text)))
    assert len(rows) >= len(tcp.states) * len(tcp.events)


@pytest.mark.parametrize("kind", ["json", "md", "txt"])
def test_the_table_comes_in_other_formats(visitor: Visitor, kind: str) -> None:
    assert visitor.get(f"/machines/tcp/table.{kind}").status == 200


@pytest.mark.parametrize(
    "path",
    ["diagram.pdf", "table.pdf", "diagram.svg?theme=neon", "diagram.svg?role=nobody"],
)
def test_what_cannot_be_exported_is_no_page(visitor: Visitor, path: str) -> None:
    assert visitor.get(f"/machines/tcp/{path}").status == 404
