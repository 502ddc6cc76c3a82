from dataclasses import FrozenInstanceError, replace

import pytest

from quizapp.engine import (
    Configuration,
    Drawn,
    Machine,
    Outcome,
    Reaction,
    Source,
    Text,
    Transition,
)


@pytest.mark.parametrize(
    ("document", "section", "citation"),
    [
        ("RFC 9293", "3.10.7.4", "RFC 9293 §3.10.7.4"),
        ("RFC 9293", "A.2", "RFC 9293 §A.2"),
        ("Linux", "net/ipv4/tcp_input.c", "Linux, net/ipv4/tcp_input.c"),
    ],
)
def test_a_source_prints_as_a_citation(document: str, section: str, citation: str) -> None:
    assert str(Source(document, section)) == citation


@pytest.mark.parametrize(
    ("at", "printed"),
    [
        (Configuration("OPEN"), "OPEN"),
        (Configuration("OPEN", (("paid", "coin"),)), "OPEN (paid=coin)"),
        (Configuration("X", (("a", "1"), ("b", "2"))), "X (a=1, b=2)"),
    ],
)
def test_a_configuration_prints_what_it_remembers(at: Configuration, printed: str) -> None:
    assert str(at) == printed


@pytest.mark.parametrize(
    ("outcome", "reaction"),
    [
        ("locked.coin", Reaction.MOVES),
        ("open.pay", Reaction.HANDLED),
        ("locked.push", Reaction.IGNORED),
        ("open.card", Reaction.ERROR),
        ("off.push", Reaction.IMPOSSIBLE),
    ],
)
def test_an_outcome_knows_its_reaction(
    turnstile: Machine, outcome: str, reaction: Reaction
) -> None:
    assert turnstile.outcome(outcome).reaction is reaction


def test_a_plain_outcome_has_no_reaction() -> None:
    outcome = Outcome(
        id="x", states=("A",), event="e", source=Source("D", "1"), why=Text.same("w")
    )
    with pytest.raises(NotImplementedError):
        _ = outcome.reaction


def test_names_are_looked_up_by_id(turnstile: Machine) -> None:
    assert turnstile.state("OPEN").id == "OPEN"
    assert turnstile.event("coin").id == "coin"
    assert turnstile.outcome("open.push").id == "open.push"
    assert turnstile.find_outcome("open.push") is turnstile.outcome("open.push")
    assert turnstile.has_state("OPEN")
    assert turnstile.has_event("coin")


def test_names_the_machine_lacks_are_refused_or_not_found(turnstile: Machine) -> None:
    for look_up in (turnstile.state, turnstile.event, turnstile.outcome):
        with pytest.raises(KeyError):
            look_up("nowhere")
    assert turnstile.find_outcome("locked.bell") is None
    assert not turnstile.has_state("open")
    assert not turnstile.has_event("COIN")


@pytest.mark.parametrize(
    ("state", "event", "outcomes"),
    [
        ("LOCKED", "coin", ["locked.coin"]),
        ("OPEN", "kick", ["open.kick.coin", "open.kick.card"]),
        ("OFF", "coin", ["broken.coin"]),
        ("OFF", "push", ["off.push"]),
        ("NOWHERE", "push", []),
        ("OFF", "nothing", []),
    ],
)
def test_a_cell_holds_every_outcome_a_guard_may_choose(
    turnstile: Machine, state: str, event: str, outcomes: list[str]
) -> None:
    assert [outcome.id for outcome in turnstile.cell(state, event)] == outcomes


def test_the_figure_and_its_notes_are_drawn_and_the_text_is_not(turnstile: Machine) -> None:
    assert [item.id for item in turnstile.drawn()] == [
        "locked.coin",
        "locked.card",
        "open.push",
        "locked.kick",
        "open.kick.coin",
        "broken.key",
        "off.key",
    ]
    assert turnstile.outcome("locked.key") not in turnstile.drawn()


def test_outcomes_come_transitions_first(turnstile: Machine) -> None:
    kinds = [isinstance(outcome, Transition) for outcome in turnstile.outcomes()]
    assert kinds == sorted(kinds, reverse=True)
    assert len(kinds) == 19


def test_everything_ever_sent_is_listed_once(turnstile: Machine) -> None:
    assert turnstile.segments() == ("ALARM", "BEEP", "CLICK")


def test_variants_belong_to_their_outcome(turnstile: Machine) -> None:
    assert [item.tag for item in turnstile.variants_of("locked.kick")] == ["Older model"]
    assert turnstile.variants_of("locked.coin") == ()


def test_a_transition_leaves_its_only_state(turnstile: Machine) -> None:
    pushed = turnstile.outcome("open.push")
    assert isinstance(pushed, Transition)
    assert (pushed.origin, pushed.target, pushed.drawn) == ("OPEN", "LOCKED", Drawn.FIGURE)


def test_a_machine_cannot_be_changed(turnstile: Machine) -> None:
    with pytest.raises(FrozenInstanceError):
        turnstile.initial = "OPEN"  # type: ignore[misc]


def test_machines_that_differ_are_not_equal_though_they_hash_alike(turnstile: Machine) -> None:
    other = replace(turnstile, initial="OFF")
    assert other != turnstile
    assert hash(other) == hash(turnstile)
