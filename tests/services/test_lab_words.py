"""Every step in words, in both languages."""

import pytest

from quizapp.services.lab_words import act_words, quiet_words
from quizapp.simulator.script import FAULTS, Step


@pytest.mark.parametrize(
    ("step", "english", "chinese"),
    [
        (Step(act="call", name="close", host="A"), "A: CLOSE", "A: CLOSE"),
        (Step(act="call", name="send", host="B", length=7), "B: SEND 7", "B: SEND 7"),
        (Step(act="socket", name="listen", host="B"), "B: listen()", "B: listen()"),
        (Step(act="socket", name="write", host="B", length=9), "B: write(9)", "B: write(9)"),
        (Step(act="socket", name="shutdown", host="A"), "A: shutdown(SHUT_WR)", None),
        (
            Step(act="advance"),
            "a segment arrives or a timer runs out",
            "有报文段到达，或有定时器到时",
        ),
        (Step(act="wait", seconds=60), "wait 60 s", "等 60 秒"),
        (Step(act="fault", name="cut"), "the cable is cut", "网线断开"),
        (
            Step(act="fault", name="lose", host="A", count=2),
            "the next 2 segments A sends will be lost",
            "A 接下来发送的 2 个报文段将会丢失",
        ),
        (
            Step(act="fault", name="hold", flight=1),
            "the segment is held back for 10 s",
            "报文段被暂缓 10 秒",
        ),
    ],
)
def test_a_step_is_worded(step: Step, english: str, chinese: str | None) -> None:
    assert act_words(step, "en") == english
    assert chinese is None or act_words(step, "zh") == chinese


@pytest.mark.parametrize("name", FAULTS)
def test_every_accident_has_words_of_its_own(name: str) -> None:
    step = Step(act="fault", name=name, host="A")
    assert act_words(step, "en") != act_words(step, "zh") or name == "kill"
    assert "{" not in act_words(step, "en")


def test_a_wait_in_which_nothing_happened_says_so() -> None:
    assert quiet_words(Step(act="wait", seconds=1.5), "en") == "1.5 s: nothing happens"
    cut = Step(act="fault", name="lose", host="B")
    assert quiet_words(cut, "zh") == act_words(cut, "zh")
