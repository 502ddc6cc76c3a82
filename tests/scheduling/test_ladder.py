from datetime import UTC, date, datetime

import pytest

from quizapp.scheduling import Memory, Rung, Stage, rung_of


def known(stability: float, state: Stage = Stage.REVIEW) -> Memory:
    instant = datetime(2026, 3, 1, tzinfo=UTC)
    return Memory(
        state=state,
        step=None,
        stability=stability,
        difficulty=5.0,
        due=instant,
        last_review=instant,
        reps=3,
        lapses=0,
        introduced=date(2026, 3, 1),
    )


@pytest.mark.parametrize(
    ("memory", "rung"),
    [
        (None, Rung.RECOGNISE),
        (known(100.0, Stage.LEARNING), Rung.RECOGNISE),
        (known(100.0, Stage.RELEARNING), Rung.RECOGNISE),
        (known(3.99), Rung.RECOGNISE),
        (known(4.0), Rung.RECALL),
        (known(20.99), Rung.RECALL),
        (known(21.0), Rung.PRODUCE),
    ],
)
def test_the_better_known_the_less_is_shown(memory: Memory | None, rung: Rung) -> None:
    assert rung_of(memory) is rung
