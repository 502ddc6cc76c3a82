from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.scheduling import (
    Calendar,
    Memory,
    NaiveInstantError,
    Rating,
    RetentionError,
    Scheduler,
    Stage,
)
from quizapp.scheduling.fuzz import MAXIMUM_DAYS, fuzz_range

BERLIN = Calendar("Europe/Berlin")
PLAIN = Scheduler(0.9, Calendar("UTC", 0))
AGAIN, HARD, GOOD, EASY = Rating
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

calendars = st.builds(
    Calendar,
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai"]),
    st.integers(0, 23),
)
schedulers = st.builds(Scheduler, st.sampled_from([0.7, 0.9, 0.99]), calendars)
instants = st.integers(1_577_836_800, 4_102_444_800).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
waits = st.timedeltas(timedelta(0), timedelta(days=2000))
histories = st.lists(st.tuples(st.sampled_from(Rating), waits), min_size=1, max_size=12)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"))


def answered(scheduler: Scheduler, first: datetime, *steps: tuple[Rating, timedelta]) -> Memory:
    """Answer a new card at ``first`` plus each wait in turn."""
    memory, now = None, first
    for rating, wait in steps:
        now += wait
        memory = scheduler.review(memory, rating, now, card_key="tcp/a")
    assert memory is not None
    return memory


def interval(scheduler: Scheduler, memory: Memory) -> int:
    return scheduler.calendar.days_between(memory.last_review, memory.due)


def test_a_night_is_a_day_although_it_is_nine_hours() -> None:
    scheduler = Scheduler(0.9, BERLIN)
    evening = scheduler.review(None, GOOD, berlin("2026-03-01 23:00"), card_key="a")
    morning = scheduler.review(evening, GOOD, berlin("2026-03-02 08:00"), card_key="a")
    assert evening.stability == pytest.approx(2.3065)
    assert morning.stability == pytest.approx(7.32, abs=0.01)


def test_a_long_evening_is_one_day() -> None:
    scheduler = Scheduler(0.9, BERLIN)
    first = scheduler.review(None, GOOD, berlin("2026-03-01 18:00"), card_key="a")
    later = scheduler.review(first, GOOD, berlin("2026-03-02 03:30"), card_key="a")
    assert later.stability == pytest.approx(2.3065)


@pytest.mark.parametrize(
    ("rating", "state", "step", "minutes"),
    [
        (AGAIN, Stage.LEARNING, 0, 1),
        (HARD, Stage.LEARNING, 1, 10),
        (GOOD, Stage.LEARNING, 1, 10),
    ],
)
def test_a_new_card_goes_through_steps_of_minutes(
    rating: Rating, state: Stage, step: int, minutes: float
) -> None:
    memory = PLAIN.review(None, rating, NOON, card_key="a")
    assert (memory.state, memory.step) == (state, step)
    assert memory.due == NOON + timedelta(minutes=minutes)


@given(schedulers, instants, histories, st.sampled_from([HARD, GOOD, EASY]), waits)
def test_a_pass_is_never_taken_for_a_miss(
    scheduler: Scheduler,
    first: datetime,
    history: list[tuple[Rating, timedelta]],
    rating: Rating,
    wait: timedelta,
) -> None:
    assert not answered(scheduler, first, *history, (rating, wait)).was_missed
    assert answered(scheduler, first, *history, (AGAIN, wait)).was_missed


def test_a_pass_on_weak_evidence_ends_the_minutes_of_a_missed_card() -> None:
    day = timedelta(days=1)
    answers = [(GOOD, day), (GOOD, day), (GOOD, day), (AGAIN, day), (HARD, day)]
    assert answered(PLAIN, NOON, *answers).state is Stage.REVIEW


def test_a_learned_card_that_is_missed_comes_back_after_ten_minutes() -> None:
    wait = timedelta(minutes=10)
    memory = answered(PLAIN, NOON, (GOOD, wait), (GOOD, wait), (AGAIN, timedelta(days=3)))
    assert (memory.state, memory.lapses, memory.reps) == (Stage.RELEARNING, 1, 3)
    assert memory.due == memory.last_review + timedelta(minutes=10)


def test_a_miss_while_learning_is_no_lapse() -> None:
    wait = timedelta(minutes=10)
    assert answered(PLAIN, NOON, (GOOD, wait), (AGAIN, wait), (AGAIN, wait)).lapses == 0


def test_a_reviewed_card_is_due_as_the_learners_day_begins() -> None:
    scheduler = Scheduler(0.9, BERLIN)
    memory = scheduler.review(None, EASY, berlin("2026-03-20 21:00"), card_key="a")
    assert memory.due == BERLIN.start_of(BERLIN.day_of(memory.due))
    assert memory.due.astimezone(ZoneInfo("Europe/Berlin")).hour == 4


def test_the_day_of_the_first_answer_is_the_learners() -> None:
    scheduler = Scheduler(0.9, BERLIN)
    memory = scheduler.review(None, GOOD, berlin("2026-03-02 01:00"), card_key="a")
    later = scheduler.review(memory, GOOD, berlin("2026-03-09 01:00"), card_key="a")
    assert memory.introduced == later.introduced == date(2026, 3, 1)


@pytest.mark.parametrize(
    "ratings",
    [
        (GOOD, GOOD, GOOD, GOOD, GOOD),
        (GOOD, GOOD, AGAIN, GOOD, GOOD, GOOD),
        (AGAIN, GOOD, GOOD, HARD, GOOD),
        (EASY, EASY, EASY, EASY),
        (AGAIN, AGAIN, AGAIN),
    ],
)
@pytest.mark.parametrize("gap", [timedelta(0), timedelta(days=1), timedelta(days=13)])
def test_whole_days_give_what_fsrs_gives(ratings: tuple[Rating, ...], gap: timedelta) -> None:
    theirs = fsrs.Scheduler(enable_fuzzing=False)
    card, memory, now = fsrs.Card(card_id=1), None, NOON
    for rating in ratings:
        card, _ = theirs.review_card(card, fsrs.Rating(rating), now)
        memory = PLAIN.review(memory, rating, now, card_key="a")
        assert memory.stability == pytest.approx(card.stability)
        assert memory.difficulty == pytest.approx(card.difficulty)
        assert (memory.state.value, memory.step) == (card.state.name.lower(), card.step)
        later = now + timedelta(days=1)
        assert PLAIN.recall_probability(memory, later) == pytest.approx(
            theirs.get_card_retrievability(card, later)
        )
        now += gap


@given(schedulers, instants, histories)
def test_due_is_always_later(
    scheduler: Scheduler, first: datetime, history: list[tuple[Rating, timedelta]]
) -> None:
    memory = answered(scheduler, first, *history)
    assert memory.due > memory.last_review
    assert memory.due.tzinfo is UTC
    assert memory.stability <= MAXIMUM_DAYS
    assert 1 <= memory.difficulty <= 10


@given(schedulers, instants, histories, st.sampled_from([HARD, GOOD, EASY]), waits)
def test_a_pass_never_shortens_the_interval(
    scheduler: Scheduler,
    first: datetime,
    history: list[tuple[Rating, timedelta]],
    rating: Rating,
    wait: timedelta,
) -> None:
    before = answered(scheduler, first, *history)
    after = answered(scheduler, first, *history, (rating, wait))
    if not before.is_learning:
        assert interval(scheduler, after) >= interval(scheduler, before)
        assert after.stability >= before.stability


@given(schedulers, instants, histories)
def test_the_same_answers_give_the_same_memory(
    scheduler: Scheduler, first: datetime, history: list[tuple[Rating, timedelta]]
) -> None:
    assert answered(scheduler, first, *history) == answered(scheduler, first, *history)


@given(instants, histories)
def test_an_interval_keeps_to_the_range_of_fsrs(
    first: datetime, history: list[tuple[Rating, timedelta]]
) -> None:
    memory = answered(PLAIN, first, *history)
    if not memory.is_learning:
        wanted = min(max(round(memory.stability), 1), MAXIMUM_DAYS)
        least, most = fuzz_range(wanted)
        assert least <= interval(PLAIN, memory) <= most


@given(schedulers, instants, histories, waits, waits)
def test_recall_falls_with_time(
    scheduler: Scheduler,
    first: datetime,
    history: list[tuple[Rating, timedelta]],
    wait: timedelta,
    more: timedelta,
) -> None:
    memory = answered(scheduler, first, *history)
    sooner = scheduler.recall_probability(memory, memory.last_review + wait)
    later = scheduler.recall_probability(memory, memory.last_review + wait + more)
    assert 0 < later <= sooner <= 1


def test_recall_is_certain_right_after() -> None:
    memory = PLAIN.review(None, GOOD, NOON, card_key="a")
    assert PLAIN.recall_probability(memory, NOON) == 1.0


def test_recall_is_nine_tenths_after_as_many_days_as_the_stability() -> None:
    memory = replace(PLAIN.review(None, EASY, NOON, card_key="a"), stability=8.0)
    later = NOON + timedelta(days=8)
    assert PLAIN.recall_probability(memory, later) == pytest.approx(0.9)


def test_a_clock_put_back_counts_as_the_same_day() -> None:
    memory = answered(PLAIN, NOON, (EASY, timedelta(0)))
    earlier = PLAIN.review(memory, GOOD, NOON - timedelta(days=9), card_key="a")
    assert earlier.stability >= memory.stability
    assert PLAIN.recall_probability(memory, NOON - timedelta(days=9)) == 1.0


def test_a_higher_retention_wanted_brings_cards_back_sooner() -> None:
    eager, easy = (Scheduler(share, Calendar("UTC")) for share in (0.97, 0.8))
    due = [one.review(None, EASY, NOON, card_key="a").due for one in (eager, easy)]
    assert due[0] < due[1]


def test_cards_learned_together_do_not_stay_together() -> None:
    memory = replace(PLAIN.review(None, EASY, NOON, card_key="a"), stability=60.0)
    due = {PLAIN.review(memory, GOOD, NOON, card_key=f"tcp/{n}").due for n in range(50)}
    assert len(due) > 3


def test_a_century_is_the_longest() -> None:
    memory = replace(
        PLAIN.review(None, EASY, NOON, card_key="a"), stability=36_400.0, difficulty=1.0
    )
    after = PLAIN.review(memory, EASY, NOON + timedelta(days=30_000), card_key="a")
    assert after.stability == MAXIMUM_DAYS
    assert interval(PLAIN, after) <= MAXIMUM_DAYS


def test_any_zone_may_tell_the_time() -> None:
    here = NOON.astimezone(ZoneInfo("Asia/Shanghai"))
    assert PLAIN.review(None, GOOD, here, card_key="a") == PLAIN.review(
        None, GOOD, NOON, card_key="a"
    )


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveInstantError):
        PLAIN.review(None, GOOD, NOON.replace(tzinfo=None), card_key="a")


@pytest.mark.parametrize("retention", [0.0, 0.69, 0.991, 1.0, float("nan")])
def test_a_retention_that_cannot_be_planned_for_is_refused(retention: float) -> None:
    with pytest.raises(RetentionError, match=r"between 0\.7 and 0\.99"):
        Scheduler(retention, BERLIN)


def test_a_review_is_far_below_a_hundred_microseconds() -> None:
    memory = answered(PLAIN, NOON, (EASY, timedelta(0)))
    later = NOON + timedelta(days=9)
    taken = []
    for _ in range(200):
        start = perf_counter()
        Scheduler(0.9, BERLIN).review(memory, GOOD, later, card_key="a")
        taken.append(perf_counter() - start)
    # The quickest says what the code costs, whatever else the machine is doing.
    assert min(taken) < 100e-6
