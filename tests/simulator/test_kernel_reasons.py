from pathlib import Path

import pytest

from quizapp.engine import Machine
from quizapp.simulator.kernel_reason import Reason
from quizapp.simulator.kernel_reasons import REASONS, find_reason
from tests.content.chinese import HALF_WIDTH, has_chinese

DOCUMENT = (Path(__file__).parents[2] / "docs" / "VERIFY.md").read_text("utf-8")
every_reason = pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.id)


@every_reason
def test_it_speaks_of_states_and_events_that_there_are(reason: Reason, tcp: Machine) -> None:
    for state in (*reason.states, reason.to or reason.states[0]):
        assert tcp.has_state(state)
    for event in reason.events:
        assert tcp.has_event(event)


@every_reason
def test_each_is_found_for_what_it_explains(reason: Reason) -> None:
    before, event, sends = reason.states[0], reason.events[0], reason.sends[0]
    to = reason.to or before
    found = find_reason(before, [event], to, sends, orphaned=bool(reason.orphaned))
    assert found is reason


@every_reason
def test_it_is_told_in_both_languages(reason: Reason) -> None:
    assert reason.text.en.endswith(".")
    assert reason.text.zh.endswith("。")
    assert has_chinese(reason.text.zh)
    assert not HALF_WIDTH.search(reason.text.zh)


def test_ids_are_unique() -> None:
    assert len({reason.id for reason in REASONS}) == len(REASONS)


def test_what_nobody_knows_has_no_reason() -> None:
    assert find_reason("ESTABLISHED", ["segment-data"], "CLOSING", "F.") is None
    assert find_reason("ESTABLISHED", [], "ESTABLISHED", "") is None


@every_reason
def test_it_stands_in_the_documentation(reason: Reason) -> None:
    row = f"| `{reason.id}` |"
    (line,) = [line for line in DOCUMENT.splitlines() if line.startswith(row)]
    assert reason.text.en in line
