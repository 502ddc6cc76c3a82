import pytest
from msgspec.structs import replace

from quizapp.engine import Machine
from quizapp.grading import Level, LevelKind, Strictness
from quizapp.grading.examiner import examine
from quizapp.questions.sheets import evidence_of_sheet
from quizapp.scheduling import Rating, Strength, rating_of
from tests.grading.sheets import added, changed, perfect, renamed, without


def evidence(machine, sheet, level=None, asked=(), **options):
    return evidence_of_sheet(examine(machine, level or Level(), sheet, asked, **options))


def test_every_arrow_of_a_blank_page_is_produced(machine: Machine) -> None:
    found = evidence(machine, perfect(machine))
    assert found == {rule.id: (1.0, Strength.PRODUCED) for rule in machine.drawn()}
    assert {rating_of(*shown) for shown in found.values()} == {Rating.EASY}


def test_what_is_missing_or_wrong_is_forgotten(tcp: Machine) -> None:
    sheet = without(perfect(tcp), "listen.syn")
    sheet = changed(sheet, "established.fin", label="rcv FIN")
    found = evidence(tcp, sheet)
    assert found["listen.syn"][0] == 0
    assert found["established.fin"][0] == pytest.approx(0.8)
    assert rating_of(*found["listen.syn"]) is rating_of(*found["established.fin"])
    assert rating_of(*found["listen.syn"]) is Rating.AGAIN


def test_a_label_that_was_chosen_is_weaker(tcp: Machine) -> None:
    sheet = changed(perfect(tcp), "listen.syn", how="chosen")
    assert evidence(tcp, sheet)["listen.syn"] == (1.0, Strength.CHOSEN)


@pytest.mark.parametrize(
    "level",
    [
        Level(LevelKind.PLACE_LABELS),
        Level(LevelKind.MISSING_EDGES, size=3),
        Level(strictness=Strictness.BEGINNER),
    ],
)
def test_what_was_completed_is_weakest(tcp: Machine, level: Level) -> None:
    asked = [rule.id for rule in tcp.drawn()][:3]
    found = evidence(tcp, perfect(tcp), level, asked)
    assert {strength for _, strength in found.values()} == {Strength.COMPLETED}


def test_a_label_written_at_a_given_arrow_is_stronger_than_one_chosen(tcp: Machine) -> None:
    level = Level(LevelKind.LABELS)
    sheet = changed(perfect(tcp), "listen.syn", how="chosen")
    found = evidence(tcp, sheet, level)
    assert found["listen.syn"] == (1.0, Strength.COMPLETED)
    assert found["established.fin"] == (1.0, Strength.CHOSEN)
    late = replace(sheet, edges=tuple(replace(edge, at=301.0) for edge in sheet.edges))
    found = evidence(tcp, late, Level(LevelKind.LABELS, limit=300))
    assert {strength for _, strength in found.values()} == {Strength.COMPLETED}


def test_only_what_was_asked_is_touched(tcp: Machine) -> None:
    sheet = added(perfect(tcp), "ESTABLISHED", "CLOSED", "rcv RST")
    assert "established.rst" not in evidence(tcp, sheet)
    asked = ["listen.syn", "established.fin"]
    level = Level(LevelKind.MISSING_EDGES, size=2)
    assert set(evidence(tcp, sheet, level, asked)) == set(asked)
    part = evidence(tcp, sheet, Level(role="client"))
    assert set(part) == {rule.id for rule in tcp.drawn() if "client" in rule.roles}


def test_a_hint_costs_the_pass(tcp: Machine) -> None:
    found = evidence(tcp, perfect(tcp), hinted=["listen.syn"])
    assert found["listen.syn"][0] == 0.0
    assert found["established.fin"][0] == 1.0


def test_an_arrow_whose_state_is_only_misnamed_was_barely_known(tcp: Machine) -> None:
    found = evidence(tcp, renamed(perfect(tcp), "FIN-WAIT-2", "NAPPING"))
    ratings = {fact: rating_of(*shown) for fact, shown in found.items()}
    at_it = {rule.id for rule in tcp.drawn() if "FIN-WAIT-2" in (rule.origin, rule.target)}
    assert {ratings.pop(fact) for fact in at_it} == {Rating.HARD}
    assert set(ratings.values()) == {Rating.EASY}
    worse = changed(renamed(perfect(tcp), "FIN-WAIT-2", "NAPPING"), "fin-wait-2.fin", label="")
    assert rating_of(*evidence(tcp, worse)["fin-wait-2.fin"]) is Rating.AGAIN


def test_what_came_after_the_limit_is_weaker(tcp: Machine) -> None:
    sheet = perfect(tcp)
    late = replace(sheet, edges=tuple(replace(edge, at=301.0) for edge in sheet.edges))
    found = evidence(tcp, late, Level(limit=300))
    assert {strength for _, strength in found.values()} == {Strength.CHOSEN}
    assert evidence(tcp, late)["listen.syn"] == (1.0, Strength.PRODUCED)
