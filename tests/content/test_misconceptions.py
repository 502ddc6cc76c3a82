from pathlib import Path

import pytest

from quizapp.content import read_machine
from quizapp.engine import Machine
from tests.content.broken import FILE, SOUND, complaints_of

ENTRY = """
[[misconception]]
id = "locked.push"
from = "LOCKED"
on = "push"
to = "OPEN"
text = { en = "Pushing is not paying.", zh = "推不等于付款。" }
source = { document = "Handbook", section = "1" }
"""


def read(folder: Path, added: str) -> Machine:
    path = folder / FILE.name
    path.write_text(SOUND + added, encoding="utf-8")
    return read_machine(path)


def test_a_misconception_fits_its_arrow_and_no_other(tmp_path: Path) -> None:
    (item,) = read(tmp_path, ENTRY).misconceptions
    assert item.fits("LOCKED", "push", "OPEN", ())
    assert item.fits("LOCKED", "push", "OPEN", ("CLICK",))
    assert not item.fits("OPEN", "push", "LOCKED", ())
    assert not item.fits("LOCKED", "kick", "OPEN", ())


def test_a_misconception_may_be_about_what_is_sent(tmp_path: Path) -> None:
    added = ENTRY.replace('from = "LOCKED"\n', "").replace('to = "OPEN"', 'to = "OFF"')
    (item,) = read(tmp_path, added + 'send = ["CLICK"]\n').misconceptions
    assert item.fits("LOCKED", "push", "OFF", ("CLICK",))
    assert item.fits("BROKEN", "push", "OFF", ("CLICK",))
    assert not item.fits("LOCKED", "push", "OFF", ())


def test_an_aside_is_read(tmp_path: Path) -> None:
    machine = read(tmp_path, '\n[[aside]]\nid = "log"\nwords = ["write log", "写日志"]\n')
    assert machine.asides[0].words == ("write log", "写日志")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('from = "LOCKED"', 'from = "LOCK"', "there is no state 'LOCK'. Use a state's id."),
        ('to = "OPEN"', 'to = "AJAR"', "there is no state 'AJAR'. Use a state's id."),
        ('on = "push"', 'on = "shove"', "there is no event 'shove'. Use an event's id."),
        (
            'from = "LOCKED"\non = "push"\n',
            "",
            "it would fit nearly every arrow. Give at least two of 'from', 'on', 'to'.",
        ),
        (
            'on = "push"',
            'on = "coin"',
            "it fits 'locked.coin', which is right. Make the pattern narrower.",
        ),
    ],
)
def test_a_wrong_pattern_is_complained_of(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = SOUND + ENTRY
    assert old in ENTRY
    complaints = complaints_of(tmp_path, SOUND + ENTRY.replace(old, new))
    line = text.splitlines().index("[[misconception]]") + 1
    assert complaints == [f"{FILE.name}:{line}: misconception 'locked.push': {said}"]


def test_an_id_used_twice_is_complained_of(tmp_path: Path) -> None:
    (complaint,) = complaints_of(tmp_path, SOUND + ENTRY + ENTRY)
    assert "the id is used twice" in complaint
