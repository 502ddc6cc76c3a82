from dataclasses import replace

import pytest

from quizapp.engine import Source, Text
from quizapp.simulator.kernel_reason import Reason

REASON = Reason(
    id="r",
    states=("FIN-WAIT-2",),
    events=("segment-syn",),
    to="CLOSED",
    sends=("R", "R."),
    orphaned=True,
    source=Source("Linux", "net/ipv4/tcp.c"),
    text=Text("why", "为什么"),
)
SEEN = ("FIN-WAIT-2", "segment-syn", "CLOSED", "R", True)


def test_exactly_what_was_seen_is_explained() -> None:
    assert REASON.explains(*SEEN)
    assert REASON.explains("FIN-WAIT-2", "segment-syn", "CLOSED", "R.", True)


@pytest.mark.parametrize(
    ("place", "other"),
    [(0, "FIN-WAIT-1"), (1, "segment-fin"), (2, "FIN-WAIT-2"), (3, ""), (4, False)],
)
def test_anything_else_is_not(place: int, other: object) -> None:
    changed = list(SEEN)
    changed[place] = other
    assert not REASON.explains(*changed)  # type: ignore[arg-type]


def test_without_a_target_the_kernel_must_stay() -> None:
    stays = replace(REASON, to="", orphaned=None)
    assert stays.explains("FIN-WAIT-2", "segment-syn", "FIN-WAIT-2", "R", False)
    assert not stays.explains(*SEEN)
