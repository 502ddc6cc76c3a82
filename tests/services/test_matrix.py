"""The matrix holds every cell of the table, and is the one in the documents."""

import re
from pathlib import Path

import pytest

from quizapp.engine import LANGUAGES, Machine, Reaction, Transition
from quizapp.services.matrix import anchor, matrix, plain
from tests.content.chinese import has_chinese

DOCUMENT = Path(__file__).parents[2] / "docs" / "TCP.md"
CELL = re.compile(r"(?<!\\\\)\|")


def grid(of: Machine, language: str = "en") -> dict[tuple[str, str], str]:
    """Read the cells back, by state and event."""
    cells: dict[tuple[str, str], str] = {}
    states: list[str] = []
    for line in matrix(of, language).splitlines():
        _, *parts, _ = [part.strip() for part in CELL.split(line)] if "|" in line else "  "
        if parts[:1] in (["event"], ["事件"]):
            states = parts[1:]
        elif event := re.fullmatch(r"\*\*.*<br>`(.+)`", parts[0] if parts else ""):
            cells |= {
                (state, event[1]): text for state, text in zip(states, parts[1:], strict=True)
            }
    return cells


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_meets_every_event(machine: Machine, language: str) -> None:
    expected = {(state.id, event.id) for state in machine.states for event in machine.events}
    assert set(grid(machine, language)) == expected


def test_a_cell_says_what_the_table_says(machine: Machine) -> None:
    for (state, event), text in grid(machine).items():
        lines = text.split("<br>")
        for outcome, line in zip(machine.cell(state, event), lines, strict=True):
            assert f"(#{anchor(outcome.id)})" in line
            goes = re.findall(r"\*\*→ (.+?)\*\*", line)
            assert goes == ([outcome.target] if isinstance(outcome, Transition) else [])
            assert tuple(re.findall(r"`(.+?)`", line)) == outcome.sends
            assert ("—" in line) is (outcome.reaction is Reaction.IMPOSSIBLE)
            assert ("*ignored*" in line) is (outcome.reaction is Reaction.IGNORED)
            assert ("⚠" in line) is (outcome.reaction is Reaction.ERROR)
            for variant in machine.variants_of(outcome.id):
                assert variant.tag in line.partition("≠")[2]


def test_a_guard_makes_several_lines(turnstile: Machine) -> None:
    guarded = {outcome.event for outcome in turnstile.outcomes() if outcome.when}
    cells = [text for (_, event), text in grid(turnstile).items() if event in guarded]
    assert any(re.fullmatch(r"\*.+:\* .+<br>\*.+:\* .+", text) for text in cells)


def test_every_link_leads_to_an_entry(machine: Machine) -> None:
    text = matrix(machine, "en")
    targets = re.findall(r'<a id="(.+?)">', text)
    assert set(re.findall(r"\(#(.+?)\)", text)) == set(targets)
    assert len(targets) == len(set(targets)) == len(list(machine.outcomes()))


def test_an_entry_gives_the_reason_and_who_does_otherwise(machine: Machine) -> None:
    text = matrix(machine, "en")
    for outcome in machine.outcomes():
        line = next(line for line in text.splitlines() if f'id="{anchor(outcome.id)}"' in line)
        assert plain(outcome.why.en) in line
        for variant in machine.variants_of(outcome.id):
            assert plain(variant.why.en) in line


def test_every_line_of_a_table_is_as_wide_as_its_head(machine: Machine) -> None:
    widths = [len(CELL.split(line)) for line in matrix(machine, "zh").splitlines()]
    assert set(widths) == {1, len(machine.states) + 3, 6}


def test_chinese_is_chinese(machine: Machine) -> None:
    text = matrix(machine, "zh")
    assert all(has_chinese(line) for line in text.splitlines() if line.startswith("#"))
    assert "stays" not in text


def test_a_sign_of_markdown_is_shown_as_it_is() -> None:
    assert plain("<a|b>\n`c` [d] *e* & \\") == (
        "&lt;a\\|b&gt; \\`c\\` \\[d\\] \\*e\\* &amp; \\\\"
    )


def test_the_document_is_made_of_todays_table(tcp: Machine) -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == matrix(tcp, "en"), "run `make docs`"
