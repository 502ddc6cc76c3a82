from collections import Counter
from itertools import groupby

import pytest

from quizapp.engine import Machine, Text
from quizapp.questions import (
    FactKind,
    UnknownFactError,
    are_siblings,
    fact_label,
    facts,
    find_fact,
    get_fact,
)


def test_every_outcome_that_can_happen_and_every_state_is_a_fact(machine: Machine) -> None:
    assert Counter(fact.kind for fact in facts(machine)) == {
        FactKind.TRANSITION: len(machine.transitions),
        FactKind.RESPONSE: len(machine.responses),
        FactKind.STATE: len(machine.states),
    }


def test_what_cannot_happen_is_no_fact(turnstile: Machine) -> None:
    assert find_fact(turnstile, "off.push") is None


def test_a_beginner_meets_the_handshake_first_and_then_the_close(tcp: Machine) -> None:
    assert [fact.id for fact in facts(tcp) if fact.tier == 1] == [
        "closed.open-active",
        "syn-sent.syn-ack",
        "closed.open-passive",
        "listen.syn",
        "syn-received.ack-of-syn",
        "established.close",
        "fin-wait-1.ack-of-fin",
        "fin-wait-2.fin",
        "established.fin",
        "close-wait.close",
        "last-ack.ack-of-fin",
        "time-wait.timeout-time-wait",
    ]


def test_meanings_come_between_arrows_and_in_no_order_of_the_diagram(tcp: Machine) -> None:
    met = [fact for fact in facts(tcp) if fact.tier == 2]
    in_a_row = [len(list(run)) for kind, run in groupby(met, key=lambda fact: fact.kind)]
    assert max(in_a_row) <= 2
    meanings = [fact.id for fact in met if fact.kind is FactKind.STATE]
    diagram = [f"state:{state.id}" for state in tcp.states]
    assert sorted(meanings) == sorted(diagram)
    assert sum(a == b for a, b in zip(meanings, diagram, strict=True)) <= 3


def test_tiers_come_in_order_and_meanings_after_the_main_path(machine: Machine) -> None:
    tiers = [fact.tier for fact in facts(machine)]
    assert tiers == sorted(tiers)
    meanings = [fact.tier for fact in facts(machine) if fact.kind is FactKind.STATE]
    assert set(meanings) == {2}


@pytest.mark.parametrize(
    ("one", "other", "siblings"),
    [
        # The same state, the same event, neither.
        ("closed.open-active", "closed.open-passive", True),
        ("established.close", "close-wait.close", True),
        ("closed.open-active", "listen.syn", False),
        # A state's meaning and what happens there.
        ("state:LISTEN", "listen.syn", True),
        ("state:LISTEN", "state:CLOSED", False),
        ("state:LISTEN", "established.close", False),
        # A response in many states is close to each of them.
        ("existing.status", "time-wait.fin", True),
        ("existing.status", "closed.status", True),
        # A card may outlive its fact.
        ("gone", "listen.syn", False),
    ],
)
def test_facts_of_one_state_or_event_are_siblings(
    tcp: Machine, one: str, other: str, siblings: bool
) -> None:
    assert are_siblings(tcp, one, other) is siblings
    assert are_siblings(tcp, other, one) is siblings


@pytest.mark.parametrize(
    ("fact", "label"),
    [
        (
            "locked.coin",
            Text(en="LOCKED · coin → OPEN, snd CLICK", zh="LOCKED · 投币 → OPEN，发送 CLICK"),
        ),
        (
            "open.kick.coin",
            Text(
                en="OPEN (paid by coin) · kick → BROKEN, snd ALARM",
                zh="OPEN（投币） · 踢 → BROKEN，发送 ALARM",
            ),
        ),
        ("locked.push", Text(en="LOCKED · push → ignored", zh="LOCKED · 推 → 忽略")),
        (
            "broken.card",
            Text(
                en="BROKEN / OFF · card → error: out of order",
                zh="BROKEN / OFF · 刷卡 → 返回错误：out of order",
            ),
        ),
        ("state:OFF", Text(en="what OFF means", zh="OFF 的含义")),
        ("gone", Text.same("gone")),
    ],
)
def test_a_fact_is_called_in_one_line(turnstile: Machine, fact: str, label: Text) -> None:
    assert fact_label(turnstile, fact) == label


def test_a_fact_the_machine_lacks_is_refused_or_not_found(turnstile: Machine) -> None:
    assert find_fact(turnstile, "locked.bell") is None
    with pytest.raises(UnknownFactError, match=r"no fact 'locked\.bell'"):
        get_fact(turnstile, "locked.bell")
    assert get_fact(turnstile, "locked.coin") == find_fact(turnstile, "locked.coin")
