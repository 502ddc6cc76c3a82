"""A step told: what happened, what the table ruled, why, and who differs."""

import pytest

from quizapp.services import lab
from quizapp.services.lab_values import Happening
from tests.services.test_lab_run import of
from tests.simulator.stories import IDS, LIBRARY


def told(name: str, step: int, language: str = "en") -> tuple[Happening, ...]:
    return lab.moment(of(name), step, language).happenings


def test_an_arrival_is_told_with_its_ruling_and_what_is_sent() -> None:
    (happening,) = told("normal-close", 2)
    assert happening.words == "B receives"
    assert happening.segment == "<SEQ=100><ACK=300><CTL=FIN,ACK>"
    assert happening.sent == ("B sends <SEQ=300><ACK=101><CTL=ACK>",)
    (ruling,) = happening.rulings
    assert (ruling.before, ruling.after, ruling.reaction) == (
        "ESTABLISHED",
        "CLOSE-WAIT",
        "moves",
    )
    outcome = LIBRARY.machine("tcp").outcome(ruling.id)
    assert (ruling.why, ruling.source) == (outcome.why.en, str(outcome.source))


def test_what_is_lost_at_once_is_told_with_what_sent_it() -> None:
    (happening,) = told("fin-lost", 2)
    assert happening.words == "A: CLOSE"
    assert happening.sent[0].endswith("· lost")


def test_accidents_stand_out() -> None:
    cut = lab.act(of("normal-close"), 1, lab.Deed("fault::cut", {}))
    assert lab.moment(cut, 2, "en").happenings[0].alarm
    assert not told("normal-close", 1)[0].alarm


def test_an_accident_says_what_it_means() -> None:
    for do in ("fault::cut", "fault:A:crash", "fault:B:kill", "fault::forget"):
        play = lab.act(of("normal-close"), 1, lab.Deed(do, {}))
        english, chinese = (
            lab.moment(play, 2, tongue).happenings[0] for tongue in ("en", "zh")
        )
        assert english.note
        assert chinese.note != english.note
    assert told("normal-close", 1)[0].note == ""


def test_forged_addresses_are_called_so() -> None:
    words = [one.words for step in range(1, 17) for one in told("syn-flood", step)]
    assert any(said.endswith("(for a forged address)") for said in words)
    assert not any(said.startswith("?") for said in words)


def test_others_who_do_otherwise_are_named() -> None:
    play = of("blind-reset")
    rulings = [item for one in told("blind-reset", play.length) for item in one.rulings]
    assert "Linux" in {other.who for ruling in rulings for other in ruling.others}


def test_a_variant_is_told_with_what_the_standard_says() -> None:
    play = of("syn-in-time-wait-bsd")
    rulings = [
        ruling
        for step in range(1, play.length + 1)
        for happening in told(play.scenario.id if play.scenario else "", step)
        for ruling in happening.rulings
    ]
    own = [
        ruling for ruling in rulings if ruling.others and ruling.others[0].who == "the standard"
    ]
    assert own
    assert all("BSD" not in {other.who for other in ruling.others} for ruling in own)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", IDS)
def test_every_step_of_every_scenario_can_be_told(name: str, language: str) -> None:
    play = of(name)
    for step in range(1, play.length + 1):
        moment = lab.moment(play, step, language)
        assert moment.headline
        for happening in moment.happenings:
            assert happening.words
            for ruling in happening.rulings:
                assert ruling.why
                assert ruling.source


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The segment on its way to A is taken off the wire"),
        ("zh", "发往 A 的报文段在途中被取走"),
    ],
)
def test_a_drop_says_where_the_segment_was_going_and_what_follows(
    language: str, words: str
) -> None:
    flying = lab.moment(of("normal-close"), 4, language).wire.flights[0]
    play = lab.act(of("normal-close"), 4, lab.Deed(f"flight:{flying.number}:drop", {}))
    (happening,) = lab.moment(play, 5, language).happenings
    assert happening.words == words
    assert happening.note
