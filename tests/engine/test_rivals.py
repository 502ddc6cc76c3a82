"""Two diagrams played on the same events."""

from dataclasses import replace
from itertools import product

import pytest

from quizapp.engine import Machine, run, start
from quizapp.engine.compare import Arrow
from quizapp.engine.rivals import first_parting, play_rivals, shortest_trace, state_of, unfold

ONE = (Arrow("A", "x", "B"), Arrow("B", "y", "A", ("s",)))
OTHER = (Arrow("A", "x", "B"), Arrow("B", "y", "A"))


@pytest.mark.parametrize(
    ("events", "number"),
    [(["x", "y"], 2), (["x"], None), (["y"], None), ([], None), (["x", "x", "y"], 3)],
)
def test_two_diagrams_part_after_so_many_events(events: list[str], number: int | None) -> None:
    assert first_parting(play_rivals(ONE, OTHER, "A", events)) == number


def test_each_diagram_goes_its_own_way_once_they_have_parted() -> None:
    other = (Arrow("A", "x", "C"), Arrow("C", "y", "C", ("t",)))
    pairs = play_rivals(ONE, other, "A", ["x", "y", "z"])
    assert [(pair.one.after, pair.other.after) for pair in pairs] == [
        ("B", "C"),
        ("A", "C"),
        ("A", "C"),
    ]
    assert [pair.event for pair in pairs] == ["x", "y", "z"]
    assert [pair.one.moved for pair in pairs] == [True, True, False]


def test_the_order_in_which_things_are_sent_parts_nothing() -> None:
    one, other = (Arrow("A", "x", "A", order) for order in (("s", "t"), ("t", "s")))
    assert first_parting(play_rivals([one], [other], "A", ["x"])) is None


def test_what_is_only_remembered_parts_nothing() -> None:
    one, other = (Arrow("A", "x", f"B (way={way})") for way in ("in", "out"))
    assert first_parting(play_rivals([one], [other], "A", ["x"])) is None


def test_an_unfolded_diagram_does_what_its_machine_does(machine: Machine) -> None:
    arrows = unfold(machine, machine.drawn())
    drawn = set(machine.drawn())
    events = list(dict.fromkeys(rule.event for rule in machine.drawn()))
    compared = 0
    for trace in product(events, repeat=3):
        taken = list(run(machine, start(machine), trace))
        if not drawn.issuperset(item.outcome for item in taken):  # type: ignore[arg-type]
            continue
        pairs = play_rivals(arrows, arrows, str(start(machine)), trace)
        assert [pair.one.after for pair in pairs] == [str(item.after) for item in taken]
        assert [pair.one.sends for pair in pairs] == [item.outcome.sends for item in taken]
        compared += 1
    assert compared >= 5


def test_a_condition_decides_which_arrow_may_be_taken(tcp: Machine) -> None:
    arrows = unfold(tcp, tcp.drawn())
    back = [arrow for arrow in arrows if arrow.event == "segment-rst"]
    assert [(state_of(arrow.tail), arrow.head) for arrow in back] == [
        ("SYN-RECEIVED", "LISTEN")
    ]
    assert "passive" in back[0].tail


def test_the_shortest_trace_is_as_short_as_any(machine: Machine) -> None:
    initial, right = str(start(machine)), unfold(machine, machine.drawn())
    events = list(dict.fromkeys(rule.event for rule in machine.drawn()))
    for rule in machine.drawn():
        silent = replace(rule, sends=("?",))
        wrong = unfold(machine, [silent if one is rule else one for one in machine.drawn()])
        trace = shortest_trace(right, wrong, initial)
        assert trace is not None
        assert first_parting(play_rivals(right, wrong, initial, trace)) == len(trace)
        for shorter in product(events, repeat=min(len(trace) - 1, 2)):
            assert first_parting(play_rivals(right, wrong, initial, shorter)) is None


def test_diagrams_that_do_the_same_have_no_trace(machine: Machine) -> None:
    arrows = unfold(machine, machine.drawn())
    assert shortest_trace(arrows, arrows, str(start(machine))) is None


def test_a_difference_that_no_run_reaches_has_no_trace() -> None:
    lost = Arrow("LOST", "x", "A")
    assert shortest_trace((*ONE, lost), ONE, "A") is None
