"""A question: what is asked, about which facts, and what the answer is compared with."""

from enum import StrEnum

from msgspec import Struct

from quizapp.engine import Configuration, Text
from quizapp.grading import Edge, Form, Key


class Ref(Struct, frozen=True):
    """All that is needed to build a question again: the same ref gives the same question."""

    machine: str
    fact: str
    type: str
    form: Form
    seed: int
    size: int = 1
    """How many facts are asked at once, for a drawing."""
    role: str = ""
    """The role a drawing is confined to; empty for the whole diagram."""
    others: tuple[str, ...] = ()
    """The facts asked beside ``fact``, where it matters which; otherwise the seed decides."""


class Option(Struct, frozen=True):
    """One thing to choose, with what it would have been the right answer to."""

    id: str
    value: str
    label: Text
    right_for: Text | None = None


class Shows(StrEnum):
    """How much of the diagram a question shows."""

    NOTHING = "nothing"
    STATES = "states"
    REST = "rest"
    """All arrows but those asked for."""


class Pretence(Struct, frozen=True):
    """In what a question's picture is not the truth."""

    fact: str = ""
    """The transition that is shown otherwise."""
    edge: Edge | None = None
    """How it is shown; ``None`` if its label is covered."""
    state: str = ""
    """The state whose name is covered."""


class Question(Struct, frozen=True, kw_only=True):
    """A question as built from its ref; the key stays on the server."""

    ref: Ref
    stem: Text
    note: Text | None = None
    """What the stem says in few words, exactly: the fine print."""
    facts: tuple[str, ...]
    """The facts a review of this question is evidence about."""
    key: Key
    right: Text
    """The right answer in words."""
    options: tuple[Option, ...] = ()
    shows: Shows = Shows.NOTHING
    hidden: tuple[str, ...] = ()
    """Transitions kept out of the picture."""
    at: Configuration | None = None
    """Where the machine is, if the question is about one step."""
    focus: tuple[str, ...] = ()
    """States the stem speaks of, marked in the picture."""
    asks_for: str = "state"
    """``state``, ``event``, ``segments`` or ``edges``: the kind of thing to give."""
    pretence: Pretence | None = None
    """In what the picture is not the truth."""
    rivals: tuple[Edge, ...] = ()
    """The arrow asked about, once for each of the diagrams to choose from, the first first."""
