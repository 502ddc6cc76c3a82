"""Labels taken off their arrows: all of them, mixed up, and right again when put back."""

from itertools import product

import msgspec
import pytest

from quizapp.engine import Machine
from quizapp.grading import Level, LevelKind, Strictness
from quizapp.grading.demand import diagram
from quizapp.grading.examiner import examine
from quizapp.grading.sheet import Sheet, SheetEdge
from quizapp.questions.sheets import evidence_of_sheet
from quizapp.scheduling import Strength
from quizapp.services.drill_sheets import first_sheet
from quizapp.services.drill_tray import tray

PLACE = Level(LevelKind.PLACE_LABELS)


def put_back(machine: Machine, level: Level) -> Sheet:
    """Put to each arrow a label of the tray that is right there and not beside its twin yet."""
    sheet = first_sheet(machine, level, (), "auto")
    values = [label.value for label in tray(machine, level, "a")]
    edges: list[SheetEdge] = []
    for place, edge in enumerate(sheet.edges):
        for value in values:
            tried = msgspec.structs.replace(edge, event=value, how="chosen")
            if (edge.tail, edge.head, value) in {(at.tail, at.head, at.event) for at in edges}:
                continue
            alone = msgspec.structs.replace(sheet, edges=(tried,))
            if examine(machine, level, alone).headline.edges_right == pytest.approx(1):
                edges.append(tried)
                break
        assert len(edges) == place + 1
    return msgspec.structs.replace(sheet, edges=tuple(edges))


@pytest.mark.parametrize("strictness", list(Strictness))
def test_every_arrow_finds_its_label(machine: Machine, strictness: Strictness) -> None:
    level = Level(LevelKind.PLACE_LABELS, strictness=strictness)
    found = examine(machine, level, put_back(machine, level))
    assert found.headline.score == pytest.approx(1)
    assert found.doubts == ()


def test_what_was_put_back_is_the_weakest_evidence(tcp: Machine) -> None:
    found = evidence_of_sheet(examine(tcp, PLACE, put_back(tcp, PLACE)))
    assert set(found.values()) == {(1.0, Strength.COMPLETED)}
    assert len(found) == 21


@pytest.mark.parametrize(
    ("role", "strictness"), list(product(("", "client", "server"), Strictness))
)
def test_there_are_as_many_labels_as_arrows(
    tcp: Machine, role: str, strictness: Strictness
) -> None:
    level = Level(LevelKind.PLACE_LABELS, role, strictness)
    labels = tray(tcp, level, "a")
    assert sum(label.times for label in labels) == len(diagram(tcp, role))
    assert len({label.value for label in labels}) == len(labels)


def test_a_beginner_s_labels_say_nothing_of_what_is_sent(tcp: Machine) -> None:
    labels = tray(tcp, Level(LevelKind.PLACE_LABELS, strictness=Strictness.BEGINNER), "a")
    assert not any("snd" in label.value for label in labels)


def test_the_order_is_the_drill_s_own(tcp: Machine) -> None:
    assert tray(tcp, PLACE, "a") == tray(tcp, PLACE, "a")
    assert len({tray(tcp, PLACE, name) for name in "abcdef"}) > 3


@pytest.mark.parametrize("kind", [kind for kind in LevelKind if kind is not PLACE.kind])
def test_elsewhere_there_is_no_tray(tcp: Machine, kind: LevelKind) -> None:
    assert tray(tcp, Level(kind), "a") == ()
