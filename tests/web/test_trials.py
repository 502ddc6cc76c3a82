"""Two diagrams on one page, alike in everything but one arrow, and both played afterwards."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from quizapp.grading import Form, TraceKey
from quizapp.questions import Ref
from quizapp.services.study import Study
from quizapp.services.values import Asked
from quizapp.web.trials import rival_figures
from tests.web.conftest import Visitor, ask, sent

NODE = re.compile(r'<g class="node.*?</g>')
EDGE = re.compile(r'<g class="edge.*?</g>')


@pytest.fixture
def asked(study: Study) -> Asked:
    return ask(study, Ref("tcp", "listen.syn", "which-diagram", Form.TRACE, 3))


@pytest.fixture
def _page(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def key_of(asked: Asked) -> TraceKey:
    assert isinstance(asked.question.key, TraceKey)
    return asked.question.key


@pytest.mark.usefixtures("_page")
def test_the_two_have_one_layout_and_differ_in_one_arrow(asked: Asked) -> None:
    one, other = (str(figure.svg) for figure in rival_figures(asked))
    assert NODE.findall(one) == NODE.findall(other)
    alone = set(EDGE.findall(one)) ^ set(EDGE.findall(other))
    assert len(alone) == 2
    assert len(EDGE.findall(one)) == len(EDGE.findall(other)) == len(asked.machine.drawn())


@pytest.mark.usefixtures("_page")
def test_nothing_in_the_markup_tells_which_is_right(asked: Asked) -> None:
    for letter, figure in zip("ab", rival_figures(asked), strict=True):
        assert f'id="diagram-{letter}-title">Diagram {letter.upper()}<' in figure.svg
        facts = set(re.findall(r'data-fact="([^"]*)"', figure.svg))
        assert facts
        assert all(fact.startswith("shown-") for fact in facts)
        assert "SEQ=" not in figure.svg


@pytest.mark.usefixtures("_page")
def test_other_questions_have_no_pair(study: Study) -> None:
    asked = ask(study, Ref("tcp", "listen.syn", "next-state", Form.TYPE, 3))
    assert rival_figures(asked) == ()


@pytest.mark.usefixtures("_page")
def test_without_graphviz_both_say_so(app: Flask, study: Study, asked: Asked) -> None:
    surroundings = app.extensions["quizapp"]
    app.extensions["quizapp"] = replace(surroundings, study=replace(study, graphviz="nowhere"))
    figures = rival_figures(asked)
    assert [bool(figure.problem) for figure in figures] == [True, True]


def test_the_question_shows_both_and_asks_for_events(visitor: Visitor, asked: Asked) -> None:
    page = visitor.get(f"/questions/{asked.token}")
    assert page.text.count('name="option"') == 2
    assert page.text.count('name="event"') == 8
    assert page.text.count("<svg xmlns") == 2
    assert '<option value="rcv SYN,ACK">' in page.text
    assert "Both begin in CLOSED." in re.sub(r"<[^>]*>", "", page.text)


def test_a_slip_is_told_beside_its_row_and_nothing_is_lost(
    visitor: Visitor, asked: Asked
) -> None:
    fields = sent(asked, option="b", event=["passive OPEN", "rcv SIN"])
    page = visitor.post("/answers", **fields)
    assert page.response.status_code == 422
    assert 'id="event-2-error"' in page.text
    assert 'value="rcv SIN"' in page.text
    assert 'aria-describedby="event-2-error"' in page.text
    assert re.search(r'value="b"[^>]* checked', page.text)


def test_the_verdict_plays_both_and_says_what_decides(visitor: Visitor, asked: Asked) -> None:
    key = key_of(asked)
    events = ["close", *key.shortest]
    visitor.post("/answers", **sent(asked, option=key.option, event=events))
    page = visitor.get(f"/answers/{asked.attempt_id}")
    count = len(key.shortest)
    assert f"after {count + 1} events; the shortest run has {count} events." in page.text
    assert page.text.count("trial__parts") == 2
    assert "answers__yours" not in page.text, "what is right does not look wrong"
    assert "no arrow: stays in" in page.text
    assert "RFC 9293" in page.text


def test_the_right_choice_alone_is_partly_right(visitor: Visitor, asked: Asked) -> None:
    visitor.post("/answers", **sent(asked, option=key_of(asked).option))
    page = visitor.get(f"/answers/{asked.attempt_id}")
    assert "Partly right." in page.text
    assert "You gave no events." in page.text


def test_it_is_asked_and_told_in_chinese(chinese: Visitor, asked: Asked) -> None:
    page = chinese.get(f"/questions/{asked.token}")
    assert "哪一张图是对的？" in page.text
    assert "图 A" in page.text
    chinese.post("/answers", **sent(asked, option="a", event=["关闭", "收到 SYN"]))
    page = chinese.get(f"/answers/{asked.attempt_id}")
    assert "在两张图上各运行一遍" in page.text
