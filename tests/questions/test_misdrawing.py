"""Every arrow drawn wrong on purpose is wrong, and is told apart from the right one."""

import pytest

from quizapp.engine import Machine
from quizapp.engine.compare import Arrow, Behaviour, arrow_of, find_parting
from quizapp.grading import Edge
from quizapp.questions.misdrawing import corrected, mutations


def test_every_mutation_changes_what_the_diagram_does(machine: Machine) -> None:
    ids = {rule.id for rule in machine.drawn()}
    for rule in machine.drawn():
        others = [arrow_of(other) for other in machine.drawn() if other is not rule]
        for edge in (edge for edges in mutations(machine, rule).values() for edge in edges):
            arrows = [*others, Arrow(edge.tail, edge.event, edge.head, edge.sends)]
            assert find_parting(machine, arrows, ids) is not None
            assert Behaviour(arrows).clashes() == ()


def test_no_mutation_is_true_anywhere(tcp: Machine) -> None:
    true = {(rule.origin, rule.event, rule.target, rule.sends) for rule in tcp.transitions}
    wrong = {
        (edge.tail, edge.event, edge.head, edge.sends)
        for rule in tcp.drawn()
        for edges in mutations(tcp, rule).values()
        for edge in edges
    }
    assert len(wrong) > 300
    assert not wrong & true
    assert ("SYN-SENT", "segment-syn", "SYN-RECEIVED", ("ACK",)) not in wrong, "RFC 793"


@pytest.mark.parametrize(
    ("wrong", "en", "zh"),
    [
        (
            Edge("LISTEN", "CLOSED", "close", ("FIN",)),
            "LISTEN · CLOSE → CLOSED (not LISTEN · CLOSE → CLOSED, snd FIN)",
            "LISTEN · CLOSE → CLOSED（而不是 LISTEN · CLOSE → CLOSED，发送 FIN）",
        ),
        (
            Edge("LISTEN", "CLOSED", "abort"),
            "LISTEN · CLOSE → CLOSED (not LISTEN · ABORT → CLOSED)",
            "LISTEN · CLOSE → CLOSED（而不是 LISTEN · ABORT → CLOSED）",
        ),
    ],
)
def test_the_right_arrow_is_named_before_the_wrong_one(
    tcp: Machine, wrong: Edge, en: str, zh: str
) -> None:
    rule = next(rule for rule in tcp.drawn() if rule.id == "listen.close")
    said = corrected(tcp, rule, wrong)
    assert (said.en, said.zh) == (en, zh)
