"""A sentence in every language the program speaks."""

from dataclasses import dataclass

LANGUAGES = ("en", "zh")


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
