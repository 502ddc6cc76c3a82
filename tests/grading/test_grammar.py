import pytest

from quizapp.grading.grammar import MOST_ARROWS, Reading, Stuck, readings
from quizapp.grading.lexicon import lexicon_of


@pytest.mark.parametrize(
    ("text", "sends"),
    [("coin / CLICK", ("CLICK",)), ("card / CLICK; BEEP", ("BEEP", "CLICK")), ("push", ())],
)
def test_any_machine_has_its_own_words(turnstile, text, sends):
    ((reading,),) = readings(lexicon_of(turnstile), text)
    assert (reading.event, reading.sends) == (text.split(" ")[0], sends)


def test_two_cheapest_ways_are_both_returned(tcp):
    assert len(readings(lexicon_of(tcp), "SYN/ACK")) == 2


def test_the_first_word_nobody_can_place_is_where_it_is_stuck(tcp):
    assert readings(lexicon_of(tcp), "rcv SYN / snd xyz") == Stuck(14, 17)
    assert readings(lexicon_of(tcp), "rcv SYN / snd") == Stuck(0, 13, at_end=True)


def test_separators_alone_are_no_label(tcp):
    assert isinstance(readings(lexicon_of(tcp), "→;"), Stuck)


def test_a_text_holds_a_few_labels_and_no_more(tcp):
    some = "; ".join(["rcv FIN / snd ACK"] * MOST_ARROWS)
    assert readings(lexicon_of(tcp), some) == ((Reading("segment-fin", ("ACK",)),) * 6,)
    assert isinstance(readings(lexicon_of(tcp), f"{some}; rcv FIN"), Stuck)
