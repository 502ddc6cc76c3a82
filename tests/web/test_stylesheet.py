"""The one stylesheet: readable colours in both themes, and a style for every look."""

import re
from importlib.resources import files

import pytest

from quizapp.grading import EdgeStatus

STYLESHEET = (files("quizapp.web") / "static" / "quizapp.css").read_text(encoding="utf-8")
DRILLS = (files("quizapp.web") / "static" / "drill.css").read_text(encoding="utf-8")
PAIRS = dict(re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\)", STYLESHEET))
TEXT_ON = [
    (ink, ground)
    for ink in ("ink", "muted", "accent", "right", "wrong", "partly")
    for ground in ("paper", "sheet")
]
TEXT_ON += [("on-accent", "accent"), ("accent-deep", "accent-wash"), ("ink", "accent-wash")]
TEXT_ON += [(name, f"{name}-wash") for name in ("right", "wrong", "partly", "accent")]
TEXT_ON += [(f"recall-{bucket}", "sheet") for bucket in range(1, 6)]
LINES_ON = [("recall-0", "sheet"), ("edge-rule", "sheet"), ("edge-rule", "paper")]


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str, theme: int) -> float:
    lights = sorted(_luminance(PAIRS[name].split(", ")[theme]) for name in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_can_be_read(ink: str, ground: str, theme: int) -> None:
    assert _contrast(ink, ground, theme) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), LINES_ON)
def test_lines_can_be_seen(line: str, ground: str, theme: int) -> None:
    assert _contrast(line, ground, theme) >= 3


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_what_is_better_remembered_stands_out_more(theme: int) -> None:
    steps = [_contrast(f"recall-{bucket}", "sheet", theme) for bucket in range(1, 6)]
    assert steps == sorted(steps)


@pytest.mark.parametrize(
    "look",
    [status.value for status in EdgeStatus]
    + ["asked", "dim", "wrong", *(f"recall-{bucket}" for bucket in range(6))],
)
def test_every_look_of_a_diagram_is_styled(look: str) -> None:
    assert re.search(rf"\.{look}\b", STYLESHEET + DRILLS)


def test_motion_is_only_for_those_who_do_not_mind() -> None:
    calm, _, lively = STYLESHEET.partition("(prefers-reduced-motion: no-preference)")
    assert "transition:" not in calm
    assert "transition:" in lively
    assert "animation" not in STYLESHEET
