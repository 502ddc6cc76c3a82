import pytest

from quizapp.engine import Machine
from quizapp.grading.lexicon import Mark, Word, letters, lexicon_of, pieces, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SYN,ACK", "syn + ack"),
        ("SYN,ACK", "SYN-ACK"),
        ("the ACK of our FIN", "ACK of FIN"),
        ("收到 SYN", "收到SYN"),
        ("Timeout=2MSL", "timeout 2 msl"),
        ("ＳＹＮ", "syn"),
    ],
)
def test_a_name_is_known_by_its_letters(one, other):
    assert letters(one) == letters(other)


def test_a_slash_makes_a_difference():
    assert letters("SYN/ACK") != letters("SYN,ACK")


def test_pieces_cover_the_text_without_gaps():
    text = plain("收到SYN，→ snd ACK;\\n<x> ?FIN")
    found = pieces(text)
    assert "".join(piece.text for piece in found) == text
    assert [piece.start for piece in found[1:]] == [piece.end for piece in found[:-1]]


@pytest.mark.parametrize("arrow", ["->", "-->", "=>", "→", "/", "|", ":"])
def test_every_arrow_parts_as_a_slash_does(arrow):
    marks = [piece.mark for piece in pieces(f"p {arrow} q")]
    assert [mark for mark in marks if mark is not Mark.SOFT] == [
        Mark.WORD,
        Mark.SLASH,
        Mark.WORD,
    ]


def test_every_name_of_a_machine_is_a_phrase(machine: Machine):
    phrases = lexicon_of(machine).phrases
    for event in machine.events:
        for name in (event.id, event.label.en, event.label.zh, *event.aliases):
            meant = {item.value for item in phrases[letters(name)] if item.word is Word.EVENT}
            assert event.id in meant
    for segment in machine.segments():
        assert segment in {item.value for item in phrases[letters(segment)]}
