"""A machine as somebody else runs it."""

from dataclasses import replace

import pytest

from quizapp.engine import (
    Configuration,
    Machine,
    Outcome,
    Reaction,
    Response,
    Transition,
    configurations,
    start,
    step,
)
from quizapp.engine.variants import UnknownVariantError, as_run_by, variant_tags
from tests.conftest import MACHINES

TCP = MACHINES["tcp"]


def outcome(tag: str, state: str, event: str, **variables: str) -> Outcome:
    at = Configuration(state, tuple(sorted(variables.items())))
    return step(as_run_by(TCP, tag), at, event).outcome


def test_the_turnstile_of_an_older_model_has_no_alarm(turnstile: Machine) -> None:
    older = as_run_by(turnstile, "Older model")
    taken = step(older, Configuration("LOCKED"), "kick")
    assert (taken.outcome.id, taken.outcome.sends) == ("older.locked.kick", ())
    assert taken.after == Configuration("BROKEN")
    same = step(older, Configuration("OPEN", (("paid", "coin"),)), "kick")
    assert same.outcome.id == "open.kick.coin"


@pytest.mark.parametrize("tag", ["linux", "Linux", "LINUX"])
def test_letter_case_does_not_matter(tag: str) -> None:
    assert outcome(tag, "LISTEN", "segment-syn-fin").id == "linux.listen.syn-fin"


def test_an_unknown_variant_names_the_known_ones_in_one_sentence(turnstile: Machine) -> None:
    with pytest.raises(UnknownVariantError) as caught:
        as_run_by(turnstile, "newer")
    assert str(caught.value) == (
        "The machine 'turnstile' has no variant 'newer'; choose one of: Older model."
    )
    with pytest.raises(UnknownVariantError, match="no variant 'x'; it has none"):
        as_run_by(replace(turnstile, variants=()), "x")


def test_tags_are_named_once_and_sorted() -> None:
    tags = variant_tags(TCP)
    assert tags == tuple(sorted(set(tags)))
    assert {"BSD", "Linux", "RFC 793"} <= set(tags)


@pytest.mark.parametrize("tag", variant_tags(TCP))
def test_it_is_total_and_remembers_what_its_states_need(tag: str) -> None:
    machine = as_run_by(TCP, tag)
    for state in machine.states:
        known = configurations(machine, state.id)
        for at in known:
            for event in machine.events:
                after = step(machine, at, event.id).after
                assert after in configurations(machine, after.state), (at, event.id)


@pytest.mark.parametrize("tag", variant_tags(TCP))
def test_only_what_has_a_variant_changes(tag: str) -> None:
    told = [item for item in TCP.variants if item.tag in (tag, tag.partition(":")[0])]
    changed, new = {item.of for item in told}, {item.id for item in told}
    machine = as_run_by(TCP, tag)
    before, after = set(TCP.outcomes()), set(machine.outcomes())
    assert {item.id for item in before - after} <= changed
    assert {item.id for item in after - before} <= new | changed


def test_a_case_is_run_only_under_its_own_tag_and_with_all_its_party_does() -> None:
    rst = ("TIME-WAIT", "segment-rst")
    assert outcome("Linux", *rst).id == "time-wait.rst"
    assert outcome("linux:tcp_rfc1337", *rst).id == "linux.time-wait.rst"
    assert (
        outcome("linux:tcp_rfc1337", "LISTEN", "segment-syn-fin").id == "linux.listen.syn-fin"
    )


def test_a_case_goes_before_what_its_party_does_otherwise() -> None:
    call = ("TIME-WAIT", "open-active")
    refused, taken = outcome("Linux", *call), outcome("Linux:tcp_tw_reuse", *call)
    assert (refused.reaction, refused.returns) == (Reaction.ERROR, "EADDRNOTAVAIL")
    assert (taken.reaction, taken.returns) == (Reaction.MOVES, None)


def test_a_variant_of_some_states_leaves_the_canon_in_the_others() -> None:
    old = ("segment-ack-old",)
    assert outcome("Linux", "TIME-WAIT", *old).starts == ("time-wait",)
    left = outcome("Linux", "ESTABLISHED", *old)
    assert left.id == "synchronized.ack-old"
    assert "TIME-WAIT" not in left.states


@pytest.mark.parametrize(
    ("tag", "state", "event", "reaction", "told"),
    [
        ("Linux", "SYN-SENT", "segment-rst", Reaction.MOVES, "ECONNREFUSED"),
        ("Linux", "CLOSE-WAIT", "receive", Reaction.HANDLED, "0"),
        ("Linux", "LISTEN", "open-active", Reaction.ERROR, "EISCONN"),
        ("Linux", "TIME-WAIT", "receive-data", Reaction.HANDLED, None),
        ("RFC 793", "CLOSED", "open-active-unspecified", Reaction.ERROR,
         "foreign socket unspecified"),
        ("RFC 793", "ESTABLISHED", "segment-syn", Reaction.MOVES, "connection reset"),
        ("RFC 793", "LAST-ACK", "segment-rst-in-window", Reaction.MOVES, None),
    ],
)  # fmt: skip
def test_the_user_is_told_in_the_words_of_the_variant(
    tag: str, state: str, event: str, reaction: Reaction, told: str | None
) -> None:
    found = outcome(tag, state, event)
    assert (found.reaction, found.returns) == (reaction, told)


def test_a_variant_may_number_what_it_sends_otherwise() -> None:
    found = outcome("Linux", "SYN-RECEIVED", "segment-syn-ack-bad", opened="passive")
    assert (found.sends, found.fields) == (("RST",), ("SEQ=SEG.ACK",))


@pytest.mark.parametrize("tag", variant_tags(TCP))
def test_no_timer_runs_in_a_state_in_which_the_canon_stops_it(tag: str) -> None:
    machine = as_run_by(TCP, tag)
    waiting, seen = [(start(machine), frozenset[str]())], set()
    while waiting:
        at, timers = waiting.pop()
        assert at.state != "CLOSED" or not timers
        assert ("time-wait" in timers) == (at.state == "TIME-WAIT")
        for event in machine.events:
            taken = step(machine, at, event.id)
            then = timers.difference(taken.outcome.stops).union(taken.outcome.starts)
            if (taken.after, then) not in seen:
                seen.add((taken.after, then))
                waiting.append((taken.after, then))


@pytest.mark.parametrize("tag", variant_tags(TCP))
def test_all_that_is_sent_has_its_sequence_fields(tag: str) -> None:
    for item in as_run_by(TCP, tag).outcomes():
        assert len(item.fields) == len(item.sends), item.id


def test_a_new_connection_in_time_wait_begins_as_a_passive_one() -> None:
    taken = step(as_run_by(TCP, "Linux"), Configuration("TIME-WAIT"), "segment-syn")
    assert taken.after == Configuration("SYN-RECEIVED", (("opened", "passive"),))
    assert taken.outcome.fields == ("SEQ=ISS, ACK=RCV.NXT",)
    assert taken.outcome.stops == ("time-wait",)


def test_a_listener_that_leaves_the_connection_to_a_child_changes_nothing_for_it() -> None:
    assert outcome("Linux", "LISTEN", "segment-syn").id == "listen.syn"


def test_what_stays_neither_tells_of_leaving_nor_stops_timers() -> None:
    stayed = outcome("RFC 1122", "ESTABLISHED", "timeout-user")
    assert isinstance(stayed, Response)
    assert (stayed.returns, stayed.starts, stayed.stops) == (None, (), ())
    assert stayed.reaction is Reaction.IGNORED


def test_a_call_that_fails_in_other_words_still_fails() -> None:
    assert outcome("Linux", "CLOSED", "send").reaction is Reaction.ERROR


def test_what_was_an_error_and_now_moves_is_none() -> None:
    moved = outcome("Linux:tcp_tw_reuse", "TIME-WAIT", "open-active")
    assert isinstance(moved, Transition)
    assert (moved.target, moved.returns) == ("SYN-SENT", None)
    assert "time-wait" in moved.stops


def test_what_the_canon_calls_impossible_may_happen_elsewhere() -> None:
    taken = step(as_run_by(TCP, "BSD"), Configuration("FIN-WAIT-2"), "timeout-time-wait")
    assert (taken.outcome.id, taken.after.state) == (
        "bsd.fin-wait-2.timeout-time-wait",
        "CLOSED",
    )
    assert "user" in taken.outcome.stops


def test_a_transition_to_the_same_state_keeps_its_place_in_the_diagram() -> None:
    kept = outcome("RFC 793", "SYN-SENT", "segment-syn")
    canon = TCP.outcome("syn-sent.syn")
    assert isinstance(kept, Transition)
    assert isinstance(canon, Transition)
    assert (kept.drawn, kept.roles, kept.sets) == (canon.drawn, canon.roles, canon.sets)
    assert kept.sends == ("ACK",)


def test_of_several_variants_of_one_outcome_the_first_of_the_file_holds() -> None:
    first = next(item for item in TCP.variants if item.id == "linux.listen.syn-fin")
    second = replace(first, id="second", sends=("RST",))
    machine = replace(TCP, variants=(first, second))
    taken = step(as_run_by(machine, "Linux"), Configuration("LISTEN"), "segment-syn-fin")
    assert taken.outcome.id == first.id
