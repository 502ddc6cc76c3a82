from dataclasses import replace

import pytest

from quizapp.engine import Configuration, Machine, Reaction, Text
from quizapp.questions.wording import (
    REACTIONS,
    apart,
    fine_print,
    join,
    listed,
    place,
    remembers,
    segment_names,
    sends_label,
    sent_values,
    situation,
)

BY_COIN = Configuration("OPEN", (("paid", "coin"),))


def test_texts_and_words_are_joined_language_by_language() -> None:
    assert join("(", Text(en="a", zh="甲"), ")") == Text(en="(a)", zh="(甲)")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], Text(en="", zh="")),
        ([Text(en="a", zh="甲")], Text(en="a", zh="甲")),
        ([Text(en="a", zh="甲"), Text(en="b", zh="乙")], Text(en="a, b", zh="甲、乙")),
    ],
)
def test_a_row_has_each_languages_own_mark(texts: list[Text], expected: Text) -> None:
    assert listed(texts) == expected


def test_options_stand_apart_by_more_than_a_comma() -> None:
    assert apart([Text(en="a, b", zh="甲，乙"), Text.same("c")]) == Text(
        en="a, b · c", zh="甲，乙 · c"
    )


def test_several_segments_have_each_languages_own_mark() -> None:
    assert sends_label("CLICK; BEEP") == Text(en="snd CLICK; BEEP", zh="发送 CLICK；BEEP")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (Configuration("LOCKED"), Text.same("LOCKED")),
        (BY_COIN, Text(en="OPEN (paid by coin)", zh="OPEN（投币）")),
    ],
)
def test_a_place_is_its_state_and_memory(
    turnstile: Machine, at: Configuration, expected: Text
) -> None:
    assert place(turnstile, at) == expected


def test_only_what_is_remembered_is_put_in_words(turnstile: Machine) -> None:
    assert remembers(turnstile, Configuration("LOCKED")) is None
    assert remembers(turnstile, BY_COIN) == Text(en="paid by coin", zh="投币")


def test_a_situation_is_a_sentence_in_both_languages(turnstile: Machine) -> None:
    assert situation(turnstile, BY_COIN, "push") == Text(
        en="In OPEN (paid by coin), somebody pushes the arms.",
        zh="处于 OPEN（投币）状态时，有人推动挡杆。",
    )


def test_a_long_event_is_told_in_few_words_and_exactly_in_small_print(
    turnstile: Machine,
) -> None:
    short = Text(en="a push", zh="推动")
    events = tuple(
        replace(event, short=short) if event.id == "push" else event
        for event in turnstile.events
    )
    told = replace(turnstile, events=events)
    assert situation(told, BY_COIN, "push").en == "In OPEN (paid by coin), a push."
    assert fine_print(told, "push") == Text(
        en="Exactly: somebody pushes the arms.", zh="确切地说：有人推动挡杆。"
    )
    assert fine_print(turnstile, "push") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("nothing", Text(en="nothing is sent", zh="什么也不发送")),
        ("SYN,ACK", Text(en="snd SYN,ACK", zh="发送 SYN,ACK")),
    ],
)
def test_what_is_sent_is_said(value: str, expected: Text) -> None:
    assert sends_label(value) == expected


def test_everything_sent_together_is_one_value(turnstile: Machine) -> None:
    assert sent_values(turnstile) == ("ALARM", "BEEP", "CLICK", "CLICK; BEEP")
    assert next(value for value, _ in segment_names(turnstile)) == "nothing"


def test_every_reaction_that_can_be_asked_for_has_words() -> None:
    assert set(REACTIONS) == set(Reaction) - {Reaction.IMPOSSIBLE}
