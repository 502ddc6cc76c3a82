from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine import LANGUAGES, Text
from quizapp.engine.text import NEVER_FIRST, NEVER_LAST, wrapped
from quizapp.formats.columns import columns_of

SIGNS = "ab.，。（）“”é§等待"

WORDS = Text(en="state", zh="状态")


@pytest.mark.parametrize(
    ("language", "word"), [("en", "state"), ("zh", "状态"), ("fr", "state"), ("", "state")]
)
def test_a_text_reads_in_the_language_asked_for_or_in_english(language: str, word: str) -> None:
    assert WORDS.in_language(language) == word


def test_a_protocol_name_reads_the_same_in_every_language() -> None:
    assert {Text.same("SYN").in_language(language) for language in LANGUAGES} == {"SYN"}


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("one two", 7, ["one two"]),
        ("incomprehensible is", 8, ["incomprehensible", "is"]),
        ("naïve déjà vu", 6, ["naïve", "déjà", "vu"]),
        ("等待应答，然后关闭。", 10, ["等待应答，", "然后关闭。"]),
        ("等待应答，然后", 8, ["等待应", "答，然后"]),
        ("接收方（net/tcp.c）", 12, ["接收方", "（net/tcp.c）"]),
        ("他说“等待”。", 9, ["他说“等", "待”。"]),
        ("内核回 ACK，然后", 13, ["内核回 ACK，", "然后"]),
        ("收到SYN后", 6, ["收到", "SYN后"]),
        ("", 5, [""]),
    ],
)
def test_lines_end_between_words_or_chinese_signs(
    text: str, most: int, lines: list[str]
) -> None:
    assert wrapped(text, most, columns_of) == lines


@given(text=st.text(SIGNS + " ", max_size=40), most=st.integers(1, 20))
def test_breaking_loses_nothing_but_blanks(text: str, most: int) -> None:
    lines = wrapped(text, most, columns_of)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(text=st.text(SIGNS, max_size=40), most=st.integers(1, 20))
def test_no_line_leaves_a_stop_or_a_bracket_where_it_must_not_stand(
    text: str, most: int
) -> None:
    for before, after in pairwise(wrapped(text, most, columns_of)):
        assert before[-1] not in NEVER_LAST
        assert after[0] not in NEVER_FIRST


@given(words=st.lists(st.text("ab等", min_size=1, max_size=4), max_size=12))
def test_no_line_is_wider_than_it_may_be(words: list[str]) -> None:
    assert all(columns_of(line) <= 8 for line in wrapped(" ".join(words), 8, columns_of))
