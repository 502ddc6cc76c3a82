"""A sentence in every language the program speaks, and where it may be broken."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

LANGUAGES = ("en", "zh")
NEVER_FIRST = frozenset("，。：；、！？）》」』】”’…")
"""What must not begin a line."""
NEVER_LAST = frozenset("（《「『【“‘")
"""What must not end one."""


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence, in English and in Simplified Chinese."""

    en: str
    zh: str

    def in_language(self, language: str) -> str:
        """Return the sentence in ``language``; English for a language we do not speak.

        >>> Text(en="state", zh="状态").in_language("zh")
        '状态'
        """
        return self.zh if language == "zh" else self.en

    @classmethod
    def same(cls, word: str) -> "Text":
        """Make a text that reads the same in every language, as protocol names do."""
        return cls(en=word, zh=word)


def is_wide(sign: str) -> bool:
    """Tell whether a sign takes the room of two Latin letters, as Chinese ones do."""
    return unicodedata.east_asian_width(sign) in "WF"


def wrapped(text: str, most: float, width_of: Callable[[str], float]) -> list[str]:
    """Break a text into lines no wider than ``most``, unless a word alone is.

    A line may break between words and beside any Chinese sign, but not before a stop.

    >>> wrapped("内核回 ACK，然后等待。", 8, len)
    ['内核回 ACK，', '然后等待。']
    """
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width_of((lines[-1] + piece).rstrip()) > most:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _pieces(text: str) -> Iterator[str]:
    """Yield what must stay together, each piece with the blanks behind it."""
    begin = 0
    for place in range(1, len(text)):
        if _may_part(text[place - 1], text[place]):
            yield text[begin:place]
            begin = place
    yield text[begin:]


def _may_part(before: str, after: str) -> bool:
    if after == " " or after in NEVER_FIRST or before in NEVER_LAST:
        return False
    return before == " " or is_wide(before) or is_wide(after)
