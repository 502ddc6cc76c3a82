from dataclasses import replace
from datetime import timedelta
from math import prod

import pytest

from quizapp.engine import Machine
from quizapp.errors import UnknownMachineError
from quizapp.questions import facts
from quizapp.services.drill import start
from quizapp.services.preferences import preferences, save
from quizapp.services.study import Study
from quizapp.services.today import BUCKETS, today
from tests.conftest import NOW
from tests.services.learning import (
    DAY,
    MINUTE,
    asked_for,
    cards,
    give_right,
    give_wrong,
    ref_to,
)

MONTH = 30 * DAY


def test_the_first_visit_knows_nothing_yet(study: Study, tcp: Machine) -> None:
    found = today(study, NOW)
    assert found.is_first_visit
    assert (found.facts_met, found.facts_total) == (0, len(facts(tcp)))
    assert found.next_due is None
    assert (found.counts.due, found.counts.new_left) == (0, 12)
    assert [edge.bucket for edge in found.recall.edges] == [0] * 21
    assert {edge.probability for edge in found.recall.edges} == {None}
    assert (found.recall.expected, found.recall.every) == (0.0, 0.0)


def test_the_map_has_every_drawn_arrow_in_the_order_of_the_figure(
    study: Study, tcp: Machine
) -> None:
    edges = today(study, NOW).recall.edges
    assert [edge.fact for edge in edges] == [item.id for item in tcp.drawn()]


def test_what_was_met_is_counted_and_comes_back(study: Study) -> None:
    give_right(study, asked_for(study, ref_to("listen.syn"), NOW), NOW)
    found = today(study, NOW + MINUTE, "tcp")
    assert not found.is_first_visit
    assert found.facts_met == 1
    assert found.next_due == NOW + 10 * MINUTE
    assert found.counts.answered == 1


def test_recall_is_certain_on_the_day_and_falls_with_the_days(study: Study) -> None:
    give_right(study, start(study, "tcp", 21, "", 1, NOW), NOW)
    expected = [today(study, NOW + wait).recall.expected for wait in (MINUTE, 2 * DAY, MONTH)]
    assert expected[0] == pytest.approx(21.0)
    assert expected == sorted(expected, reverse=True)
    assert expected[-1] < 19


def test_the_whole_diagram_is_as_likely_as_all_its_arrows_together(study: Study) -> None:
    give_right(study, start(study, "tcp", 21, "", 1, NOW), NOW)
    found = today(study, NOW + MONTH).recall
    chances = [edge.probability or 0.0 for edge in found.edges]
    assert found.at == NOW + MONTH
    assert found.expected == pytest.approx(sum(chances))
    assert found.every == pytest.approx(prod(chances))


@pytest.mark.parametrize("wait", [timedelta(), DAY, 5 * DAY, MONTH, 40 * MONTH])
def test_a_bucket_holds_its_probabilities(study: Study, wait: timedelta) -> None:
    give_right(study, start(study, "tcp", 4, "", 1, NOW), NOW)
    for edge in today(study, NOW + wait).recall.edges:
        if edge.probability is None:
            assert edge.bucket == 0
        else:
            assert edge.bucket == 1 + len(
                [step for step in BUCKETS if step <= edge.probability]
            )
            assert edge.due == cards(study)[edge.fact].due


def test_an_arrow_just_missed_counts_as_unknown(study: Study) -> None:
    give_wrong(study, asked_for(study, ref_to("listen.syn"), NOW), NOW)
    (edge,) = [item for item in today(study, NOW).recall.edges if item.fact == "listen.syn"]
    assert (edge.probability, edge.bucket) == (0.0, 1)


def test_a_machine_the_library_lacks_is_refused(study: Study) -> None:
    with pytest.raises(UnknownMachineError):
        today(study, NOW, "udp")


def test_the_interview_is_forecast_while_it_is_to_come(study: Study) -> None:
    give_right(study, start(study, "tcp", 21, "", 1, NOW), NOW)
    day = NOW.date() + timedelta(days=20)
    save(study, replace(preferences(study), interview=day))
    found = today(study, NOW)
    assert found.interview is not None
    assert 0 < found.interview.expected < found.recall.expected
    assert today(study, NOW + 20 * DAY).interview is None
    save(study, replace(preferences(study), interview=None))
    assert today(study, NOW).interview is None
