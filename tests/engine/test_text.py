import pytest

from quizapp.engine import LANGUAGES, Text

WORDS = Text(en="state", zh="状态")


@pytest.mark.parametrize(
    ("language", "word"), [("en", "state"), ("zh", "状态"), ("fr", "state"), ("", "state")]
)
def test_a_text_reads_in_the_language_asked_for_or_in_english(language: str, word: str) -> None:
    assert WORDS.in_language(language) == word


def test_a_protocol_name_reads_the_same_in_every_language() -> None:
    assert {Text.same("SYN").in_language(language) for language in LANGUAGES} == {"SYN"}
