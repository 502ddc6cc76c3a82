import pytest

from quizapp.engine import LANGUAGES
from quizapp.services.ladders import ladder_of
from quizapp.simulator import Kind
from tests.content.chinese import has_chinese
from tests.simulator.stories import IDS, told


def arrows(scenario: str) -> list[tuple[int, str, str, bool]]:
    ladder = ladder_of(told(scenario), "", "en")
    return [(item.side, item.label, item.fate, item.is_stray) for item in ladder.arrows]


def states(scenario: str, side: int) -> list[str]:
    ladder = ladder_of(told(scenario), "", "en")
    marks = (row.states[side] for row in ladder.rows)
    return [ladder.begins[side].name, *(mark.name for mark in marks if mark is not None)]


def is_about_one(scenario: str) -> bool:
    """Tell whether a story has one connection only."""
    return {line.connection for line in told(scenario).story} == {1}


def test_the_rungs_of_a_normal_close() -> None:
    assert arrows("normal-close") == [
        (0, "FIN,ACK", "arrives", False),
        (1, "ACK", "arrives", False),
        (1, "FIN,ACK", "arrives", False),
        (0, "ACK", "arrives", False),
    ]


def test_the_states_stand_at_the_sides() -> None:
    assert states("normal-close", 0) == [
        "ESTABLISHED",
        "FIN-WAIT-1",
        "FIN-WAIT-2",
        "TIME-WAIT",
        "CLOSED",
    ]
    assert states("normal-close", 1) == ["ESTABLISHED", "CLOSE-WAIT", "LAST-ACK", "CLOSED"]


def test_what_is_lost_or_dropped_or_from_nowhere_looks_so() -> None:
    assert (0, "FIN,ACK", "lost", False) in arrows("fin-lost")
    assert (0, "#2 SYN", "dropped", False) in arrows("accept-queue-full")
    assert (0, "SYN", "arrives", True) in arrows("old-duplicate-syn")
    assert (0, "? SYN", "arrives", True) in arrows("syn-flood")


def test_a_duplicate_is_drawn_without_a_second_label() -> None:
    ladder = ladder_of(told("delayed-data-refused"), "", "en")
    assert [item.first for item in ladder.arrows if item.is_copy] == [0]


def test_long_silences_are_cut_short() -> None:
    ladder = ladder_of(told("normal-close"), "", "en")
    assert [row.gap for row in ladder.rows if row.gap] == ["4 min later"]


def test_a_call_and_what_it_sends_share_a_row() -> None:
    ladder = ladder_of(told("normal-close"), "", "en")
    assert ladder.rows[0].remarks[0] == ("CLOSE",)
    assert ladder.arrows[0].first == 0


def test_the_picture_can_be_heard() -> None:
    said = ladder_of(told("fin-lost"), "", "en").description
    assert "1.00 s: B: lost <SEQ=100><ACK=300><CTL=FIN,ACK> (FIN-WAIT-1 / ESTABLISHED)." in said


def test_the_handshake_before_the_story_can_be_shown() -> None:
    whole = ladder_of(told("normal-close"), "", "en", whole=True)
    assert whole.begins[0].name == "CLOSED"
    assert whole.arrows[0].label == "SYN"


@pytest.mark.parametrize("scenario", IDS)
def test_every_segment_sent_in_a_story_is_one_arrow(scenario: str) -> None:
    trace = told(scenario)
    drawn = ladder_of(trace, "", "en")
    sent = [line for line in trace.story if line.kind is Kind.SENT]
    ours = [arrow for arrow in drawn.arrows if not (arrow.is_stray or arrow.is_copy)]
    assert len(ours) == len(sent)


@pytest.mark.parametrize("scenario", IDS)
def test_arrows_run_down_the_ladder_or_are_level(scenario: str) -> None:
    drawn = ladder_of(told(scenario), "", "en")
    for arrow in drawn.arrows:
        assert 0 <= arrow.first < len(drawn.rows)
        assert arrow.last is None or arrow.first <= arrow.last < len(drawn.rows)
        assert (arrow.last is None) <= (arrow.fate in ("lost", "flying"))


@pytest.mark.parametrize("scenario", [name for name in IDS if is_about_one(name)])
def test_the_last_state_at_each_side_is_where_the_story_ends(scenario: str) -> None:
    assert (states(scenario, 0)[-1], states(scenario, 1)[-1]) == told(scenario).final


@pytest.mark.parametrize("scenario", IDS)
def test_every_line_of_a_whole_trace_has_a_row_or_an_arrow(scenario: str) -> None:
    trace = told(scenario)
    drawn = ladder_of(trace, "", "en", whole=True)
    rows = [place for row in drawn.rows for place in row.lines]
    assert rows == sorted(rows)
    left = set(range(len(trace.lines))) - set(rows)
    assert {trace.lines[place].kind for place in left} <= {Kind.SENT, Kind.LOST, Kind.PASSED}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", IDS)
def test_silences_are_told_in_the_language_of_the_page(scenario: str, language: str) -> None:
    gaps = [row.gap for row in ladder_of(told(scenario), "", language).rows if row.gap]
    assert {has_chinese(gap) for gap in gaps} <= {language == "zh"}
