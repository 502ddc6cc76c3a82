"""Read one table of a TOML file field by field, complaining instead of stopping."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from quizapp.content.complaints import Complaints
from quizapp.engine import LANGUAGES, Binding, Source, Text

KINDS: dict[type, str] = {dict: "table", list: "list", str: "string", int: "whole number"}
"""What TOML calls the kinds of values."""
LONGEST_SLUG = 64
SLUG = re.compile(rf"(?=.{{1,{LONGEST_SLUG}}}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(slots=True)
class Entry:
    """A table with its place; ``finish`` complains of keys nobody asked for."""

    values: dict[str, Any]
    kind: str
    line: int
    complaints: Complaints
    _asked: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The entry as complaints call it: its kind and id."""
        return f"{self.kind} {self.values.get('id', '')!r}"

    def complain(self, problem: str, remedy: str) -> None:
        """Note a problem of this entry."""
        self.complaints.add(self.line, self.name, problem, remedy)

    def take(self, key: str, kind: type, default: Any) -> Any:
        """Return a value of a kind, or ``default``; complain of another kind."""
        self._asked.add(key)
        value = self.values.get(key, default)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.complain(f"{key!r} is not a {KINDS[kind]}", f"Write it as a {KINDS[kind]}")
            return default
        return value

    def need(self, key: str) -> None:
        """Complain if a key is missing or empty."""
        if not self.values.get(key):
            self.complain(f"{key!r} is missing", f"Add {key!r}")

    def string(self, key: str) -> str:
        """Return a string that must be there."""
        self.need(key)
        return str(self.take(key, str, ""))

    def find_string(self, key: str) -> str | None:
        """Return a string that may be absent."""
        return str(self.take(key, str, "")) or None

    def slug(self, key: str) -> str:
        """Return an id that can stand in addresses and names of files."""
        value = self.string(key)
        if value and not SLUG.fullmatch(value):
            self.complain(
                f"{key} = {value!r:.80} cannot stand in an address",
                f"Use a-z, 0-9 and hyphens between them, {LONGEST_SLUG} characters at most",
            )
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; empty if absent."""
        values = self.take(key, list, [])
        if not all(isinstance(value, str) for value in values):
            self.complain(f"{key!r} holds something else than strings", "Quote every item")
            return ()
        return tuple(values)

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of strings; empty if absent."""
        rows = self.take(key, list, [])
        if not all(isinstance(row, list) for row in rows) or not all(
            isinstance(value, str) for row in rows for value in row
        ):
            self.complain(f"{key!r} is not made of lists of strings", "Write [[…], […]]")
            return ()
        return tuple(tuple(row) for row in rows)

    def one_of(self, key: str, allowed: Sequence[str], default: str) -> str:
        """Return one of a few words."""
        value = str(self.take(key, str, default))
        if value not in allowed:
            self.complain(f"{key} = {value!r} is unknown", f"Use one of {', '.join(allowed)}")
            return default
        return value

    def number(self, key: str, low: int, high: int, default: int) -> int:
        """Return a whole number within bounds."""
        value = int(self.take(key, int, default))
        if not low <= value <= high:
            self.complain(f"{key} = {value} is out of bounds", f"Use {low} to {high}")
            return default
        return value

    def text(self, key: str) -> Text:
        """Return a sentence in every language; complain of one that is missing."""
        self.need(key)
        words = self.take(key, dict, {})
        return self._text(key, words) if words else Text(en="", zh="")

    def find_text(self, key: str) -> Text | None:
        """Return a sentence in every language that may be absent."""
        words = self.take(key, dict, {})
        return self._text(key, words) if words else None

    def texts(self, key: str) -> tuple[Text, ...]:
        """Return a list of sentences."""
        items = self.take(key, list, [])
        return tuple(self._text(key, item) for item in items if isinstance(item, dict))

    def _text(self, key: str, words: dict[str, Any]) -> Text:
        for language in LANGUAGES:
            if not isinstance(words.get(language), str) or not words[language].strip():
                self.complain(f"{key!r} has no {language!r}", "Translate it")
        for language in set(words) - set(LANGUAGES):
            self.complain(f"{key!r} has an unknown language {language!r}", "Remove it")
        return Text(en=str(words.get("en", "")), zh=str(words.get("zh", "")))

    def source(self) -> Source:
        """Return the citation, which every entry must have."""
        self.need("source")
        cited = self.take("source", dict, {})
        if cited and not _is_citation(cited):
            self.complain("'source' is incomplete", "Give exactly document and section")
        return Source(str(cited.get("document", "")), str(cited.get("section", "")))

    def binding(self, key: str) -> Binding:
        """Return values of variables, sorted by name."""
        values = self.take(key, dict, {})
        return tuple(sorted((str(name), str(value)) for name, value in values.items()))

    def finish(self) -> None:
        """Complain of every key that nothing reads."""
        for key in self.values.keys() - self._asked:
            self.complain(f"{key!r} is not a key of a {self.kind}", "Remove or correct it")


def _is_citation(cited: dict[str, Any]) -> bool:
    return set(cited) == {"document", "section"} and all(
        isinstance(value, str) and value.strip() for value in cited.values()
    )
