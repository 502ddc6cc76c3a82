"""A marked drawing in words and as arrows."""

from collections.abc import Iterator

import pytest
from flask import Flask

from quizapp.engine import Machine
from quizapp.grading import Edge, EdgeError, EdgeMark, EdgeStatus, RequiredEdge
from quizapp.web.drawings import (
    count_words,
    drawn_beside,
    edge_lines,
    edge_words,
    required_looks,
)

WANTED = Edge("SYN-SENT", "ESTABLISHED", "syn-ack", ("ACK",))
REVERSED = Edge("ESTABLISHED", "SYN-SENT")


@pytest.fixture(autouse=True)
def _english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def _mark(
    status: EdgeStatus, required: Edge | None, drawn: Edge | None, *errors: EdgeError
) -> EdgeMark:
    wanted = RequiredEdge("fact", required) if required else None
    return EdgeMark(status, 0.0, wanted, drawn, errors)


def test_an_arrow_is_written_with_its_event_and_segments(tcp: Machine) -> None:
    rule = next(rule for rule in tcp.drawn() if rule.sends)
    edge = Edge(rule.origin, rule.target, rule.event, rule.sends)
    assert edge_words(tcp, edge) == (
        f"{rule.origin} → {rule.target}: "
        f"{tcp.event(rule.event).label.en}, snd {', '.join(rule.sends)}"
    )


def test_an_arrow_is_written_with_the_marks_of_its_language(app: Flask, tcp: Machine) -> None:
    with app.test_request_context(headers={"Accept-Language": "zh"}):
        rule = tcp.outcome("syn-sent.syn-ack")
        edge = Edge("SYN-SENT", "ESTABLISHED", rule.event, ("ACK",))
        assert edge_words(tcp, edge) == "SYN-SENT → ESTABLISHED：收到 SYN,ACK，发送 ACK"


def test_an_arrow_without_words_is_written_bare(tcp: Machine) -> None:
    assert edge_words(tcp, REVERSED) == "ESTABLISHED → SYN-SENT"


def test_a_partly_right_arrow_says_what_is_wrong(tcp: Machine) -> None:
    mark = _mark(EdgeStatus.PARTLY, WANTED, REVERSED, EdgeError.REVERSED, EdgeError.NO_EVENT)
    (line,) = edge_lines(tcp, (mark,))
    assert line.errors == ("the arrow points the other way", "the event is missing")


def test_a_missed_arrow_needs_no_further_words(tcp: Machine) -> None:
    (line,) = edge_lines(tcp, (_mark(EdgeStatus.MISSED, WANTED, None, EdgeError.MISSING),))
    assert (line.words, line.errors, line.drawn) == ("missed", (), "")


@pytest.mark.parametrize(
    ("earned", "extra", "said"),
    [
        ((1, 1, 0, 0), 0, "2 of 4 arrows"),
        ((1, 0.75, 0, 0), 0, "1.8 of 4 arrows"),
        ((1, 1, 0, 0), 1, "2 of 4 arrows, 1 extra"),
    ],
)
def test_a_drawing_counts_the_arrows_demanded_and_names_the_extra_ones(
    earned: tuple[float, ...], extra: int, said: str
) -> None:
    marks = [EdgeMark(EdgeStatus.PARTLY, one, RequiredEdge("fact", WANTED)) for one in earned]
    marks += [_mark(EdgeStatus.EXTRA, None, REVERSED)] * extra
    marks += [_mark(EdgeStatus.NEUTRAL, WANTED, WANTED)]
    assert count_words(tuple(marks)) == said


def test_an_answer_without_arrows_has_no_count() -> None:
    assert count_words(()) == ""


@pytest.mark.parametrize("status", EdgeStatus)
def test_every_status_has_a_look_with_a_sign_and_words(status: EdgeStatus) -> None:
    look = required_looks((_mark(status, WANTED, WANTED),))["fact"]
    assert look.css == status.value
    assert look.mark
    assert look.spoken


def test_an_arrow_on_the_one_demanded_is_not_drawn_twice(tcp: Machine) -> None:
    bare = Edge(WANTED.tail, WANTED.head)
    assert drawn_beside(tcp, (_mark(EdgeStatus.PARTLY, WANTED, bare),)) == ()


def test_an_arrow_elsewhere_is_drawn_beside_as_wrong(tcp: Machine) -> None:
    (free,) = drawn_beside(tcp, (_mark(EdgeStatus.PARTLY, WANTED, REVERSED),))
    assert (free.tail_state, free.head_state, free.look.css) == (*_ends(REVERSED), "extra")


def test_a_true_arrow_of_the_text_is_drawn_beside_as_neutral(tcp: Machine) -> None:
    (free,) = drawn_beside(tcp, (_mark(EdgeStatus.NEUTRAL, WANTED, WANTED),))
    assert free.look.css == "neutral"


def _ends(edge: Edge) -> tuple[str, str]:
    return edge.tail, edge.head
