"""Predict mode asks for what the simulator then does, at every step of every scenario."""

from collections import Counter

import pytest

from quizapp.engine import Machine
from quizapp.questions import build
from quizapp.questions.model import Question
from quizapp.services import lab
from quizapp.services.lab_run import Play, play_of
from quizapp.services.predict import FORMS, Prediction, Silence, fingerprints, predict
from quizapp.simulator import Kind, Line
from tests.services.test_lab_run import of
from tests.simulator.stories import IDS

FLAGS = {"S": "SYN", "S.": "SYN,ACK", ".": "ACK", "F.": "FIN", "R": "RST", "R.": "RST,ACK"}


def predictions(name: str) -> list[tuple[int, Prediction, Question]]:
    play = of(name)
    found = [(at, predict(play, at)) for at in range(play.length)]
    return [
        (at, item, build(play.machine, item.ref))
        for at, item in found
        if isinstance(item, Prediction)
    ]


def silences(name: str) -> list[Silence | None]:
    play = of(name)
    found = [predict(play, at) for at in range(play.length + 1)]
    return [item if isinstance(item, Silence) else None for item in found]


def seen(play: Play, at: int, line: Line) -> dict[str, str]:
    """Return what the trace shows of the host at a line, read without the table."""
    lines = lab.passage(play, at).lines
    place = ("A", "B").index(line.host)
    before = lab.passage(play, at).before.hosts[place].state(line.connection)
    sent = [
        "data" if one.segment.length else FLAGS[one.segment.flags]
        for one in lines
        if one.kind is Kind.SENT and (one.host, one.connection) == (line.host, line.connection)
    ]
    stays = before == line.states[place]
    return {
        "before": before,
        "state": line.states[place],
        "segments": "; ".join(sent) or "nothing",
        "reaction": "stays" if stays else "moves",
    }


@pytest.mark.parametrize("name", IDS)
def test_the_key_is_what_then_happens(name: str) -> None:
    play = of(name)
    for at, prediction, question in predictions(name):
        key = next(item.value for item in question.options if item.id == question.key.option)
        shown = seen(play, at, prediction.line)
        assert question.at is not None
        assert question.at.state == shown["before"]
        if question.asks_for == "reaction":
            assert (key == "moves") is (shown["reaction"] == "moves")
            assert key != "ignored" or shown["segments"] == "nothing"
        else:
            assert key == shown[question.asks_for]


@pytest.mark.parametrize("name", IDS)
def test_the_question_is_about_the_fact_that_decides_from_where_the_host_is(name: str) -> None:
    play = of(name)
    for at, prediction, question in predictions(name):
        passage = lab.passage(play, at)
        assert prediction.line in passage.lines
        assert prediction.ref.fact == prediction.line.outcomes[0]
        host = passage.before.hosts[("A", "B").index(prediction.line.host)]
        found = host.connections.get(prediction.line.connection)
        if found is not None and found.control.state == host.state(prediction.line.connection):
            assert question.at == found.control.at
        assert prediction.ref.form in FORMS


@pytest.mark.parametrize("name", IDS)
def test_the_same_step_asks_the_same(name: str) -> None:
    assert predictions(name) == predictions(name)


@pytest.mark.parametrize("name", IDS)
def test_nothing_is_asked_twice_in_a_run(name: str) -> None:
    asked = [prediction.ref.fact for _, prediction, _ in predictions(name)]
    assert len(asked) == len(set(asked))


def test_nearly_every_scenario_asks_something() -> None:
    counted = {name: len(predictions(name)) for name in IDS}
    assert [name for name, asked in counted.items() if not asked] == ["cable-cut-idle"]
    assert sum(counted.values()) >= 300


def test_questions_are_of_several_kinds() -> None:
    kinds = Counter(question.asks_for for name in IDS for _, _, question in predictions(name))
    assert set(kinds) == {"state", "segments", "reaction"}
    assert min(kinds.values()) >= 40


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("syn-in-time-wait-bsd", "bsd.time-wait.syn"),
        ("time-wait-assassination-rfc1337", "rfc1337.time-wait.rst"),
        ("orphaned-fin-wait-2", "linux.fin-wait-2.timeout-time-wait"),
    ],
)
def test_what_only_a_variant_does_is_not_asked(name: str, fact: str) -> None:
    play = of(name)
    steps = [
        at
        for at in range(play.length)
        if any(fact in line.outcomes for line in lab.passage(play, at).lines)
    ]
    assert steps
    assert {predict(play, at) for at in steps} == {Silence.OTHERWISE}


def test_lost_segments_and_waits_ask_nothing() -> None:
    assert Silence.UNDECIDED in silences("syn-lost")
    assert set(silences("cable-cut-idle")) == {Silence.UNDECIDED, Silence.END}


def test_what_happened_before_is_not_asked_again() -> None:
    assert silences("connect-times-out").count(Silence.AGAIN) >= 4


def test_an_acknowledgment_that_is_put_off_is_not_asked_for() -> None:
    asked = {at: (item, question) for at, item, question in predictions("three-segment-close")}
    prediction, question = asked[1]
    shown = seen(of("three-segment-close"), 1, prediction.line)
    assert (shown["segments"], question.asks_for) == ("nothing", "state")


def test_nothing_follows_the_end(tcp: Machine) -> None:
    assert predict(play_of(tcp, {}), 0) is Silence.END
    assert silences("normal-close")[-1] is Silence.END


def test_a_step_pressed_is_asked_about_like_one_of_a_story(tcp: Machine) -> None:
    start = lab.fresh(tcp, is_open=True, runs={})
    play = lab.act(start, 0, lab.Deed("call:A:close", {}))
    story = predict(of("normal-close"), 0)
    pressed = predict(play, 0)
    assert isinstance(story, Prediction)
    assert isinstance(pressed, Prediction)
    assert (pressed.ref.fact, pressed.line.host) == (story.ref.fact, "A")


def test_what_comes_later_changes_no_question(tcp: Machine) -> None:
    start = lab.fresh(tcp, is_open=True, runs={})
    short = lab.act(start, 0, lab.Deed("call:A:close", {}))
    longer = lab.act(short, 1, lab.Deed("advance", {}))
    assert predict(short, 0) == predict(longer, 0)
    assert fingerprints(longer, 2)[:2] == fingerprints(short, 1)
    assert len(set(fingerprints(longer, 2))) == 3
