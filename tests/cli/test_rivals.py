"""Which of two diagrams is right, asked and answered on the terminal."""

import pytest

from quizapp.cli.asking import verdict_lines
from quizapp.cli.rivals import rival_lines, traced, trial_lines
from quizapp.grading import Form, TraceKey
from quizapp.services.review import marked
from quizapp.services.study import Study
from quizapp.services.values import Asked
from tests.cli.test_asking import typed_in
from tests.conftest import NOW
from tests.questions.asking import credit
from tests.services.learning import asked_for, give, ref_to


@pytest.fixture
def asked(study: Study) -> Asked:
    return asked_for(study, ref_to("listen.syn", "which-diagram", Form.TRACE), NOW)


def key_of(asked: Asked) -> TraceKey:
    assert isinstance(asked.question.key, TraceKey)
    return asked.question.key


def test_two_diagrams_are_told_by_what_they_share_and_where_they_differ(asked: Asked) -> None:
    lines = list(rival_lines(asked, "en"))
    arrows = [line for line in lines if " -> " in line]
    assert len(arrows) == len(asked.machine.drawn()) + 1
    assert lines[0] == "Both have these arrows:"
    assert lines[-4::2] == ["Only Diagram A has:", "Only Diagram B has:"]
    right = "  LISTEN -> SYN-RECEIVED : rcv SYN / SYN,ACK"
    assert lines.index(right) == (-3 if key_of(asked).option == "a" else -1) % len(lines)


@pytest.mark.parametrize(
    ("lines", "events"),
    [
        (["rcv SYN", "close"], ["rcv SYN", "close"]),
        (["rcv SYN,ACK; close"], ["rcv SYN,ACK", "close"]),
        (["收到 SYN；关闭", ";"], ["收到 SYN", "关闭"]),
        ([], []),
    ],
)
def test_events_stand_on_lines_or_between_semicolons(
    lines: list[str], events: list[str]
) -> None:
    assert traced("B", lines) == {"option": ["b"], "event": events}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_right_answer_can_be_typed_in_either_language(asked: Asked, language: str) -> None:
    key = key_of(asked)
    events = [asked.machine.event(event).label.in_language(language) for event in key.shortest]
    fields, screen = typed_in(asked, "\n".join([key.option.upper(), *events, "", ""]), language)
    assert credit(asked.question, fields) == 1.0  # type: ignore[arg-type]
    assert asked.question.note is not None
    assert asked.question.note.in_language(language) in screen


def test_an_empty_line_for_the_diagram_asks_to_be_told(asked: Asked) -> None:
    assert typed_in(asked, "\n")[0] == {"give_up": ["1"]}


def test_the_verdict_plays_the_events_on_both(study: Study, asked: Asked) -> None:
    key = key_of(asked)
    events = ["close", *key.shortest]
    attempt = give(study, asked, {"option": [key.option], "event": events}, NOW)
    lines = list(trial_lines(marked(study, attempt, NOW), "en"))
    count = len(key.shortest)
    assert lines[0] == (
        f"  Run:   Your events tell the two apart after {count + 1} events; "
        f"the shortest run has {count} events."
    )
    assert len(lines) == 1 + len(events) + count
    assert [line[7] for line in lines[1:]].count("≠") == 2
    assert all("A " in line and " | B " in line for line in lines[1:])


def test_other_questions_have_nothing_to_play(study: Study) -> None:
    asked = asked_for(study, ref_to("listen.syn", "next-state", Form.TYPE), NOW)
    attempt = give(study, asked, {"text": ["LISTEN"]}, NOW)
    found = marked(study, attempt, NOW)
    assert list(trial_lines(found, "en")) == []
    assert not any("Run:" in line for line in verdict_lines(found, "en", "UTC"))
