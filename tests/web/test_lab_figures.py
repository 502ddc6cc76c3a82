"""The small diagrams: where a host is, and the arrow it has just taken."""

from xml.etree import ElementTree

import pytest
from flask import Flask

from quizapp.services import lab
from quizapp.web.lab_figures import host_figure
from tests.services.test_lab_run import of


def figure(app: Flask, name: str, step: int, side: int) -> str:
    play = of(name)
    with app.test_request_context():
        return str(host_figure(play.machine, lab.moment(play, step, "en").hosts[side]).svg)


def test_the_state_and_the_arrow_just_taken_stand_out(app: Flask) -> None:
    svg = figure(app, "normal-close", 2, 1)
    assert svg.count('class="node asked"') == 1
    assert svg.count("edge asked told") + svg.count("asked told") >= 1
    assert "B is here" in svg


def test_only_the_arrow_taken_keeps_its_words(app: Flask) -> None:
    svg = figure(app, "normal-close", 2, 1)
    assert svg.count("edge__event") == 1


def test_two_diagrams_on_one_page_have_ids_of_their_own(app: Flask) -> None:
    ids: set[str] = set()
    for side in (0, 1):
        root = ElementTree.fromstring(figure(app, "normal-close", 2, side))
        own = {item.attrib["id"] for item in root.iter() if "id" in item.attrib}
        assert own
        assert not own & ids
        ids |= own


@pytest.mark.parametrize("step", range(6))
def test_an_arrow_that_is_not_printed_is_drawn_beside(app: Flask, step: int) -> None:
    assert "<svg" in figure(app, "blind-reset", step, 1)
    if step == 5:
        assert "rcv RST" in figure(app, "blind-reset", step, 1)
