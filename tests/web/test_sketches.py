"""A learner's own drawing, marked in place."""

import re
from collections.abc import Iterator

import msgspec
import pytest
from flask import Flask

from quizapp.diagrams import NodeLook
from quizapp.engine import Machine
from quizapp.services.study import Study
from quizapp.web.sketches import marked_figure, marks_legend, plain_figure, state_figure
from tests.services.test_drill_marking import Hand
from tests.web.drilled import drilled


@pytest.fixture(autouse=True)
def _english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def statuses(svg: str) -> dict[str, str]:
    """Each arrow of a picture with how it is marked."""
    found = re.findall(r'class="edge edge--free ?([\w-]*)" data-edge="([\w-]+)"', svg)
    return {name: status for status, name in found}


def test_every_arrow_wears_its_mark(study: Study, tcp: Machine) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn())
    turned = msgspec.structs.replace(
        sheet.edges[0], tail=sheet.edges[0].head, head=sheet.edges[0].tail
    )
    sheet = msgspec.structs.replace(sheet, edges=(turned, *sheet.edges[1:]))
    marks = statuses(marked_figure(drilled(study, sheet)).svg)
    assert marks.pop("e0") == "partly"
    assert set(marks.values()) == {"right"}


def test_what_is_missing_is_a_ghost_with_its_states(study: Study, tcp: Machine) -> None:
    drawn = tcp.drawn()[:5]
    found = drilled(study, Hand(tcp).sheet(drawn))
    svg = marked_figure(found).svg
    ghosts = [name for name, status in statuses(svg).items() if status == "missed"]
    assert len(ghosts) == len(tcp.drawn()) - len(drawn)
    shown = {name for rule in drawn for name in (rule.origin, rule.target)}
    assert svg.count('class="node missed"') == len(tcp.states) - len(shown)


def test_a_label_with_two_events_wears_the_worse_mark(study: Study, tcp: Machine) -> None:
    hand = Hand(tcp)
    sheet = hand.sheet(tcp.drawn())
    both = f"{sheet.edges[0].label}\n{sheet.edges[5].label}"
    edges = (msgspec.structs.replace(sheet.edges[0], label=both), *sheet.edges[1:])
    marks = statuses(
        marked_figure(drilled(study, msgspec.structs.replace(sheet, edges=edges))).svg
    )
    assert marks["e0"] in ("extra", "partly", "neutral")


def test_the_legend_has_only_what_occurs(study: Study, tcp: Machine) -> None:
    whole = drilled(study, Hand(tcp).sheet(tcp.drawn()))
    part = drilled(study, Hand(tcp).sheet(tcp.drawn()[:3]))
    assert [entry.css for entry in marks_legend(whole.examination)] == ["right"]
    assert {entry.css for entry in marks_legend(part.examination)} == {"right", "missed"}


def test_one_box_can_stand_out(tcp: Machine) -> None:
    sheet = Hand(tcp).sheet(tcp.drawn()[:2])
    svg = plain_figure(tcp, sheet, {"s0": NodeLook("asked")}, "mine").svg
    assert svg.count("node asked") == 1
    assert 'id="mine-title"' in svg


def test_the_printed_diagram_shows_where_the_run_is(tcp: Machine) -> None:
    rule = tcp.drawn()[0]
    svg = state_figure(tcp, "", rule.target, rule.id).svg
    assert svg.count("node asked") == 1
    assert svg.count("asked told") == 1
