"""What each page shows of the diagram, and what it holds back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from quizapp.content import Library
from quizapp.diagrams import GraphvizMissingError
from quizapp.engine import Machine
from quizapp.grading import Form
from quizapp.questions.model import Ref, Shows
from quizapp.services import review
from quizapp.services.study import Study
from quizapp.services.today import today
from quizapp.web.pictures import (
    machine_figure,
    question_figure,
    recall_figure,
    recall_legend,
    verdict_figure,
)
from tests.conftest import NOW
from tests.web.conftest import ask, first_ref, refs, right_fields


@pytest.fixture(autouse=True)
def _english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def test_a_question_shows_no_edge_that_it_hides(study: Study, tcp: Machine) -> None:
    for ref in refs(tcp):
        asked = ask(study, ref)
        figure = question_figure(asked)
        if figure is None:
            continue
        for fact in asked.question.hidden:
            assert fact not in figure.svg
        if asked.question.shows is not Shows.REST:
            assert "data-fact" not in figure.svg


def test_a_state_to_point_at_is_always_shown(study: Study, tcp: Machine) -> None:
    asked = ask(study, first_ref(tcp, Form.CLICK))
    figure = question_figure(asked)
    assert figure is not None
    assert all(f'data-state="{state.id}"' in figure.svg for state in tcp.states)


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.DRAW])
def test_a_right_answer_marks_the_edge_as_right(study: Study, tcp: Machine, form: Form) -> None:
    asked = ask(study, first_ref(tcp, form))
    fields = {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in right_fields(asked.question).items()
    }
    review.answer(study, asked.token, asked.attempt_id, fields, 1.0, NOW)
    figure = verdict_figure(review.marked(study, asked.attempt_id, NOW))
    assert figure is not None
    assert "right" in figure.svg
    assert "wrong" not in figure.svg


def test_a_wrong_state_is_marked_beside_the_right_one(study: Study, tcp: Machine) -> None:
    asked = ask(study, first_ref(tcp, Form.CLICK))
    right = right_fields(asked.question)["state"]
    wrong = next(state.id for state in tcp.states if state.id != right)
    review.answer(study, asked.token, asked.attempt_id, {"state": [wrong]}, 1.0, NOW)
    figure = verdict_figure(review.marked(study, asked.attempt_id, NOW))
    assert figure is not None
    assert f'class="node wrong" data-state="{wrong}"' in figure.svg
    assert f'class="node right" data-state="{right}"' in figure.svg


def test_a_drawing_shows_every_arrow_with_its_status(study: Study, tcp: Machine) -> None:
    asked = ask(study, first_ref(tcp, Form.DRAW))
    rows = right_fields(asked.question)
    fields = {name: list(values)[:1] for name, values in rows.items()}
    review.answer(study, asked.token, asked.attempt_id, fields, 1.0, NOW)
    figure = verdict_figure(review.marked(study, asked.attempt_id, NOW))
    assert figure is not None
    assert figure.svg.count(' right"') == 1
    assert figure.svg.count(' missed"') == len(asked.question.facts) - 1


def test_recall_colours_every_drawn_edge(app: Flask, study: Study, machine: Machine) -> None:
    study = replace(study, library=Library({machine.id: machine}))
    app.extensions["quizapp"] = replace(app.extensions["quizapp"], study=study)
    figure = recall_figure(machine, today(study, NOW, machine.id).recall)
    assert figure.svg.count("recall-0") == len(machine.drawn())
    assert [entry.css for entry in recall_legend()] == [f"recall-{n}" for n in range(6)]


def test_the_printed_diagram_comes_with_the_meaning_of_its_lines(tcp: Machine) -> None:
    _, legend = machine_figure(tcp, "")
    assert [entry.css for entry in legend] == ["edge--heavy", "edge--dashed", "edge--plain"]


def test_without_graphviz_the_page_says_so(app: Flask, study: Study, tcp: Machine) -> None:
    broken = replace(study, graphviz="nowhere")
    surroundings = app.extensions["quizapp"]
    app.extensions["quizapp"] = replace(surroundings, study=broken)
    figure, legend = machine_figure(tcp, "")
    assert figure.svg == ""
    assert figure.problem == str(GraphvizMissingError("nowhere"))
    assert legend == ()


def pretended(study: Study, slug: str, form: Form, fact: str) -> str:
    figure = question_figure(ask(study, Ref("tcp", fact, slug, form, 3)))
    assert figure is not None
    return figure.svg


def test_a_covered_label_stands_out_and_stays_unsaid(study: Study) -> None:
    fact = "time-wait.timeout-time-wait"
    svg = pretended(study, "occlusion", Form.TYPE, fact)
    assert 'edge asked told" data-fact="covered"' in svg.replace("edge--heavy ", "")
    assert fact not in svg
    assert "2MSL" not in svg


def test_a_covered_name_stands_out_and_stays_unsaid(study: Study) -> None:
    svg = pretended(study, "occlusion", Form.TYPE, "state:CLOSING")
    assert 'class="node asked"' in svg
    assert "CLOSING" not in svg


def test_one_wrong_arrow_stands_out_in_nothing(study: Study, tcp: Machine) -> None:
    svg = pretended(study, "mutated-edge", Form.DRAW, "listen.syn")
    assert "asked" not in svg
    assert svg.count('<g class="edge edge--') == len(tcp.drawn())
