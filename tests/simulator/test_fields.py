"""The sequence fields of the table, evaluated."""

import pytest

from quizapp.engine import Configuration, Machine
from quizapp.simulator import Control, Segment
from quizapp.simulator.fields import evaluate, parsed

CONTROL = Control(
    at=Configuration("ESTABLISHED"), iss=100, snd_una=105, snd_nxt=110, rcv_nxt=0xFFFFFFFF
)


@pytest.mark.parametrize(
    ("fields", "numbers"),
    [
        ("SEQ=ISS", {"SEQ": 100}),
        ("SEQ=SND.NXT, ACK=RCV.NXT", {"SEQ": 110, "ACK": 0xFFFFFFFF}),
        ("SEQ=SND.UNA, ACK=RCV.NXT", {"SEQ": 105, "ACK": 0xFFFFFFFF}),
        ("SEQ=SEG.ACK", {"SEQ": 7}),
        ("SEQ=0, ACK=SEG.SEQ+SEG.LEN", {"SEQ": 0, "ACK": 4}),
        ("", {}),
    ],
)
def test_terms_are_the_standards_and_sums_wrap(fields: str, numbers: dict[str, int]) -> None:
    assert evaluate(fields, CONTROL, Segment("S", 0xFFFFFFFE, 7, 5)) == numbers


def test_a_term_the_standard_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError, match=r"SND\.FOO"):
        evaluate("SEQ=SND.FOO", CONTROL, None)


def test_every_field_of_the_table_can_be_evaluated(tcp: Machine) -> None:
    segment = Segment("S", 1, 2)
    for outcome in tcp.outcomes():
        assert len(outcome.fields) == len(outcome.sends), outcome.id
        for fields in outcome.fields:
            assert evaluate(fields, CONTROL, segment)
            assert dict(parsed(fields)).keys() <= {"SEQ", "ACK"}
