import pytest

from quizapp.engine import LANGUAGES
from quizapp.grading import find_value, fold, spellings, state_spellings
from quizapp.grading.spelling import MAX_TYPED, suggestions
from quizapp.questions.making import event_spellings

TABLE = spellings([("FIN-WAIT-1", ("FIN-WAIT-1", "FW1")), ("LISTEN", ("LISTEN", "监听"))])


@pytest.mark.parametrize(
    "text",
    ["FIN-WAIT-1", "fin_wait_1", "Fin Wait 1", "ＦＩＮ-ＷＡＩＴ-１", "finwait1", " fw1. "],
)
def test_a_name_is_found_however_it_is_spelled(text):
    assert find_value(TABLE, text) == "FIN-WAIT-1"


@pytest.mark.parametrize("text", ["", "FIN-WAIT-2", "FIN", "1"])
def test_an_unknown_name_is_not_guessed(text):
    assert find_value(TABLE, text) is None


def test_a_spelling_for_two_values_stands_for_none():
    table = spellings([("A", ("first", "same")), ("B", ("second", "Same"))])
    assert find_value(table, "same") is None
    assert find_value(table, "first") == "A"


def test_names_that_differ_only_by_hyphens_are_not_mixed_up():
    table = spellings([("A", ("ab-c",)), ("B", ("a-bc",))])
    assert find_value(table, "ab c") == "A"
    assert find_value(table, "abc") is None


def test_near_names_are_suggested_and_far_ones_are_not():
    assert suggestions(TABLE, "LISTNE") == ("LISTEN",)
    assert suggestions(TABLE, "xyzzy") == ()


def test_endless_text_is_cut():
    assert len(fold("x" * 10_000)) == MAX_TYPED


def test_every_label_of_every_event_is_understood_as_that_event(machine):
    table = event_spellings(machine)
    for event in machine.events:
        for language in LANGUAGES:
            assert find_value(table, event.label.in_language(language)) == event.id


def test_states_are_known_by_their_aliases(turnstile):
    known = dict(state_spellings(turnstile))
    assert (known["shut"], known["开"], known["off"]) == ("LOCKED", "OPEN", "OFF")
