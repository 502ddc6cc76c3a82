from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quizapp.questions import facts
from quizapp.services.counts import Situation, look
from quizapp.services.preferences import preferences, save
from quizapp.services.study import Study
from quizapp.storage import get_or_create_learner
from tests.conftest import NOW
from tests.services.learning import DAY, MINUTE, asked_for, give_right, give_wrong, ref_to


def _look(study: Study, now: datetime) -> Situation:
    with study.store.reading() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        return look(connection, learner, study.library.machine("tcp"), now)


def test_a_beginner_has_everything_before_them(study: Study) -> None:
    found = _look(study, NOW)
    expected = [fact.id for fact in facts(study.library.machine("tcp"))][:12]
    assert (found.due, list(found.new), found.latest) == ((), expected, None)


def test_what_was_met_is_no_longer_new_and_uses_up_the_day(study: Study) -> None:
    give_right(study, asked_for(study, ref_to("listen.syn"), NOW), NOW)
    found = _look(study, NOW)
    assert "listen.syn" not in found.new
    assert len(found.new) == 11
    assert found.latest == "tcp/listen.syn"
    assert found.counts.answered == 1


def test_due_cards_come_the_longest_waiting_first(study: Study) -> None:
    for minute, fact in enumerate(("listen.syn", "listen.close", "closed.open-passive")):
        now = NOW + minute * MINUTE
        give_wrong(study, asked_for(study, ref_to(fact), now), now)
    assert _look(study, NOW + 2 * MINUTE).due == ("listen.syn", "listen.close")
    assert _look(study, NOW + 3 * MINUTE).due == (
        "listen.syn",
        "listen.close",
        "closed.open-passive",
    )


# 04:00 in the learner's zone begins their day.
@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("UTC", datetime(2026, 3, 3, 4, tzinfo=UTC)),
        ("Asia/Shanghai", datetime(2026, 3, 2, 20, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 3, 9, tzinfo=UTC)),
    ],
)
def test_the_learners_own_day_brings_new_cards(
    study: Study, zone: str, begins: datetime
) -> None:
    save(study, replace(preferences(study), zone=zone, new_per_day=1))
    now = begins - timedelta(hours=1)
    give_right(study, asked_for(study, ref_to("listen.syn"), now), now)
    late, early = _look(study, begins - MINUTE), _look(study, begins)
    assert (late.new, late.counts.answered) == ((), 1)
    assert (len(early.new), early.counts.answered) == (1, 0)


def test_a_limit_lowered_in_the_middle_of_a_day_never_owes_cards(study: Study) -> None:
    for fact in ("listen.syn", "listen.close"):
        give_right(study, asked_for(study, ref_to(fact), NOW), NOW)
    save(study, replace(preferences(study), new_per_day=1))
    assert _look(study, NOW).new == ()
    assert len(_look(study, NOW + DAY).new) == 1
