"""The words a diagram adds: the same blanks to fill in every language."""

from string import Formatter

import pytest

from quizapp.diagrams import wording
from quizapp.engine import Text

TEXTS = [value for value in vars(wording).values() if isinstance(value, Text)]
TEXTS += wording.LINES.values()


def blanks(words):
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.en)
def test_every_language_has_the_same_blanks(text):
    assert blanks(text.en) == blanks(text.zh)
