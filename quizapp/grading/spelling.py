"""Understand a name however it is spelled, without guessing."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from quizapp.engine import Machine
from quizapp.grading.values import Spellings

_JOINERS = re.compile(r"[\s_\-‐-―,+/&、，]+")
MAX_TYPED = 200
"""Longest text, in characters, that is read as an answer."""


def fold(text: str) -> str:
    """Fold a spelling: width, case, and every joiner to one hyphen.

    >>> fold(" ＦＩＮ_Wait 1 ")
    'fin-wait-1'
    """
    plain = unicodedata.normalize("NFKC", text[:MAX_TYPED]).casefold()
    return _JOINERS.sub("-", plain).strip("-. 。")


def spellings(names: Iterable[tuple[str, Iterable[str]]]) -> Spellings:
    """Return the table of folded spellings for ``(value, names)`` pairs.

    A spelling that would stand for two values stands for none.
    """
    table: dict[str, str] = {}
    ambiguous: set[str] = set()
    for value, words in names:
        for word in words:
            folded = fold(word)
            if table.setdefault(folded, value) != value:
                ambiguous.add(folded)
    return tuple(
        (word, value) for word, value in table.items() if word and word not in ambiguous
    )


@lru_cache(maxsize=64)
def state_spellings(machine: Machine) -> Spellings:
    """Return the table of the spellings of a machine's states."""
    return spellings((state.id, (state.id, *state.aliases)) for state in machine.states)


def find_value(table: Spellings, text: str) -> str | None:
    """Return the value a text stands for, or ``None`` if it is not known.

    Spaces and hyphens may be left out: ``finwait1`` is FIN-WAIT-1.
    """
    wanted = fold(text)
    exact = dict(table)
    if wanted in exact:
        return exact[wanted]
    squeezed = wanted.replace("-", "")
    found = {value for word, value in table if word.replace("-", "") == squeezed}
    return found.pop() if len(found) == 1 else None


def suggestions(table: Spellings, text: str) -> tuple[str, ...]:
    """Return up to three known values spelled like ``text``, the nearest first."""
    exact = dict(table)
    near = difflib.get_close_matches(fold(text), list(exact), n=6, cutoff=0.6)
    return tuple(dict.fromkeys(exact[word] for word in near))[:3]
