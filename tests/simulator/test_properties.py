"""What holds for every sequence of calls, segments and timeouts, whatever they are."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import Reaction, step
from quizapp.engine.variants import as_run_by, variant_tags
from quizapp.simulator import CALLS, TIMEOUTS, Control, Endpoint, Handled, Segment
from tests.conftest import MACHINES

TCP = MACHINES["tcp"]
MODULUS = 1 << 32
FLAGS = ("S", "SF", "S.", "SF.", ".", "F.", "P.", "F", "", "R", "R.")

# A segment of the alphabet: flags, where it begins, what it acknowledges, and its length.
ALPHABET = st.tuples(
    st.sampled_from(FLAGS),
    st.sampled_from(("irs", "next", "early", "old", "far")),
    st.sampled_from(("iss", "una", "next", "beyond", "far")),
    st.sampled_from((0, 1, 5)),
)
OPENINGS = ((), ("open-passive",), ("open-active",), ("open-active", "send", "close"))
IRS = MODULUS - 7


def endpoint(iss: int = MODULUS - 3, tag: str | None = None) -> Endpoint:
    return Endpoint(as_run_by(TCP, tag) if tag else TCP, lambda: iss)


def concrete(control: Control, letter: tuple[str, str, str, int], irs: int = IRS) -> Segment:
    """Give a letter of the alphabet the numbers it has for an endpoint at this moment."""
    flags, begins, acknowledges, length = letter
    left = control.rcv_nxt if control.has_window else irs + 1
    seq = {"irs": irs, "next": left, "early": left + 3, "old": left - 2, "far": left + 99_999}
    ack = {
        "iss": control.iss,
        "una": control.snd_una,
        "next": control.snd_nxt,
        "beyond": control.snd_nxt + 1,
        "far": control.snd_nxt + 99_999,
    }
    return Segment(flags, seq[begins] % MODULUS, ack[acknowledges] % MODULUS, length)


def follows_the_table(machine: Endpoint, before: Control, done: Handled) -> None:
    """Every step is the table's cell, each begins where the last one ended."""
    at = before.at
    for taken in done.steps:
        assert taken == step(machine.machine, at, taken.event)
        at = taken.after
    assert done.steps
    assert done.control.at == at


def is_sane(control: Control) -> None:
    """Nothing is negative, and the timers are those of the state."""
    in_flight = control.has_connection and control.in_flight + control.unsent > 0
    assert min(control.in_flight, control.unsent, control.unread, control.rcv_wnd) >= 0
    assert ("retransmission" in control.timers) == in_flight
    assert ("time-wait" in control.timers) == (control.state == "TIME-WAIT")
    assert control.timers == frozenset() or control.state != "CLOSED"
    if control.has_window:
        assert control.unread + control.rcv_wnd == 65_535


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(OPENINGS), st.lists(ALPHABET, max_size=12))
def test_no_sequence_of_segments_raises_or_leaves_the_table(
    opening: tuple[str, ...], letters: list[tuple[str, str, str, int]]
) -> None:
    machine = endpoint()
    control = machine.fresh()
    for name in opening:
        control = machine.call(control, name, length=4).control
    for letter in letters:
        done = machine.segment(control, concrete(control, letter))
        follows_the_table(machine, control, done)
        is_sane(done.control)
        control = done.control


Happening = tuple[str, Segment | str, dict[str, int | bool | None]]


def at_random(rng: random.Random, control: Control, irs: int) -> Happening:
    """Return something that may happen now, likely enough to lead far."""
    dice = rng.random()
    if dice < 0.25:
        name = rng.choice(CALLS)
        if name == "abort" and rng.random() < 0.8:
            name = "send"
        return "call", name, any_options(rng)
    if dice < 0.32:
        likely = rng.random() < 0.9
        return "timeout", "retransmission" if likely else rng.choice(TIMEOUTS), {}
    syn = 0.1 if control.has_window else 0.8
    odds = (("S", syn), ("F", 0.25), ("R", 0.05), (".", 0.85))
    flags = "".join(flag for flag, odd in odds if rng.random() < odd)
    begins = rng.choice(("irs", "next", "next", "next", "next", "early", "old"))
    acknowledges = rng.choice(("next", "next", "next", "una", "una", "iss", "beyond"))
    letter = (flags, begins, acknowledges, rng.choice((0, 0, 1, 3, 5)))
    return "segment", concrete(control, letter, irs), {}


def any_options(rng: random.Random) -> dict[str, int | bool | None]:
    return {
        "length": rng.choice((0, 1, 9, 70_000)),
        "remote": rng.random() < 0.9,
        "reading": rng.choice((None, True, False)),
    }


def happen(machine: Endpoint, control: Control, what: Happening) -> Handled:
    kind, item, options = what
    if isinstance(item, Segment):
        return machine.segment(control, item)
    act = machine.call if kind == "call" else machine.timeout
    return act(control, item, **options)


def runs(
    machine: Endpoint, seed: int, things: int
) -> Iterator[tuple[Control, Happening, Handled]]:
    """Yield everything that happens in random lives, 40 things long each."""
    rng = random.Random(seed)
    control, irs = machine.fresh(), IRS
    for number in range(things):
        if number % 40 == 0:
            control, irs = machine.fresh(), rng.randrange(MODULUS)
        what = at_random(rng, control, irs)
        done = happen(machine, control, what)
        yield control, what, done
        control = done.control


def test_every_step_is_the_tables_and_every_cell_that_numbers_can_reach_is_reached() -> None:
    machine = endpoint()
    met = set()
    for before, _, done in runs(machine, 1, 30_000):
        follows_the_table(machine, before, done)
        is_sane(done.control)
        met.update((taken.before, taken.event) for taken in done.steps)
    assert len(met) > 320


def test_nobody_answers_a_reset_with_a_reset_nor_acknowledges_twice() -> None:
    for _, (_, item, _), done in runs(endpoint(), 2, 15_000):
        if isinstance(item, Segment) and item.rst:
            assert not any(sent.rst for sent in done.sent)
        bare = [sent for sent in done.sent if sent.flags == "." and not sent.length]
        assert len(bare) <= 1


def test_what_goes_out_carries_the_numbers_of_the_moment() -> None:
    for before, _, done in runs(endpoint(), 3, 15_000):
        after = done.control
        if not after.has_window or before.state in ("CLOSED", "LISTEN", "SYN-SENT"):
            continue
        for sent in done.sent:
            assert sent.rst or (sent.acks and sent.ack == after.rcv_nxt)
            assert (
                sent.rst or sent.end == after.snd_nxt or sent.span or sent.seq == after.snd_nxt
            )


def test_a_call_or_timeout_never_raises_in_any_state() -> None:
    machine = endpoint()
    for before, _, _ in runs(machine, 4, 2_000):
        for name in CALLS:
            for remote in (True, False):
                done = machine.call(before, name, length=3, remote=remote)
                follows_the_table(machine, before, done)
                assert done.returned
                assert done.steps[0].outcome.reaction is not Reaction.IMPOSSIBLE
        for name in TIMEOUTS:
            follows_the_table(machine, before, machine.timeout(before, name))


def shifted(segment: Segment, ours: int, theirs: int) -> Segment:
    """Return a segment of the peer's with both numberings begun elsewhere."""
    seq, ack = (segment.seq + theirs) % MODULUS, (segment.ack + ours) % MODULUS
    return Segment(segment.flags, seq, ack, segment.length, segment.window)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, MODULUS - 1),
    st.integers(0, MODULUS - 1),
    st.integers(0, 1_000_000),
)
def test_behaviour_is_the_same_wherever_the_numbers_begin(
    iss: int, theirs: int, seed: int
) -> None:
    machine, other = endpoint(0), endpoint(iss)
    rng = random.Random(seed)
    control, twin = machine.fresh(), other.fresh()
    for _ in range(40):
        kind, item, options = at_random(rng, control, 1_000_000)
        again = shifted(item, iss, theirs) if isinstance(item, Segment) else item
        done = happen(machine, control, (kind, item, options))
        same = happen(other, twin, (kind, again, options))
        assert [taken.outcome.id for taken in done.steps] == [
            taken.outcome.id for taken in same.steps
        ]
        assert (done.returned, done.signalled) == (same.returned, same.signalled)
        assert done.control.timers == same.control.timers
        assert [(one.flags, one.length) for one in done.sent] == [
            (one.flags, one.length) for one in same.sent
        ]
        if control.has_connection and control.has_window:
            assert [shifted(one, theirs, iss).seq for one in done.sent if not one.rst] == [
                one.seq for one in same.sent if not one.rst
            ]
        control, twin = done.control, same.control


@pytest.mark.parametrize("tag", variant_tags(TCP))
def test_whoever_runs_the_machine_runs_it_to_the_end(tag: str) -> None:
    machine = endpoint(tag=tag)
    for before, (_, item, _), done in runs(machine, 5, 1_500):
        follows_the_table(machine, before, done)
        if isinstance(item, Segment) and item.rst:
            assert not any(sent.rst for sent in done.sent)
