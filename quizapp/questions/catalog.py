"""The catalogue of question types, found by walking the folder; builds questions from refs."""

import importlib
import pkgutil
import random
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Protocol, TypeVar

from quizapp.engine import Machine, Text
from quizapp.errors import QuizappError
from quizapp.grading import Form
from quizapp.questions import types
from quizapp.questions.facts import Fact, get_fact
from quizapp.questions.model import Question, Ref
from quizapp.questions.registry import registered
from quizapp.scheduling import Rung

Kind = TypeVar("Kind")

DRAWN_AT_ONCE = 3
"""Edges taken out of the diagram when a review asks for a drawing."""


class QuestionType(Protocol):
    """One way of asking. A module in ``types/`` marks its class with ``@question_type``."""

    slug: str
    offers: tuple[tuple[Rung, Form], ...]
    """The forms it can be asked in, each with how well a fact must be known."""

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Tell by the machine's structure whether the fact can be asked so."""

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Build the question; the same arguments give the same question."""

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Say what a wrong value would have been the right answer to."""


class UnknownQuestionTypeError(QuizappError):
    """A question type that is not in the catalogue."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"There is no question type {slug!r}.")


@cache
def catalog() -> dict[str, QuestionType]:
    """Return every question type by slug."""
    for info in pkgutil.iter_modules(types.__path__):
        importlib.import_module(f"{types.__name__}.{info.name}")
    return {kind.slug: kind for kind in _instances()}


def _instances() -> list[QuestionType]:
    makers: list[Callable[[], QuestionType]] = list(registered())
    return sorted((make() for make in makers), key=lambda kind: kind.slug)


def question_kind(slug: str) -> QuestionType:
    """Return a type; raises ``UnknownQuestionTypeError`` for a slug not in the catalogue."""
    if slug not in catalog():
        raise UnknownQuestionTypeError(slug)
    return catalog()[slug]


@lru_cache(maxsize=2048)
def build(machine: Machine, ref: Ref) -> Question:
    """Build the question a ref stands for.

    Raises ``UnknownFactError`` or ``UnknownQuestionTypeError`` for what is no longer there.
    """
    fact = get_fact(machine, ref.fact)
    rng = random.Random(f"{ref.seed}:{ref.fact}:{ref.type}:{ref.form}:{ref.size}:{ref.role}")
    return question_kind(ref.type).ask(machine, fact, ref, rng)


@lru_cache(maxsize=4096)
def ways(machine: Machine, fact: Fact, rung: Rung) -> tuple[tuple[str, Form], ...]:
    """Return how a fact can be asked on a rung; else on the nearest lower, or higher, one."""
    rungs = tuple(Rung)
    at = rungs.index(rung)
    for level in (*reversed(rungs[: at + 1]), *rungs[at + 1 :]):
        found = tuple(
            (kind.slug, form)
            for kind in catalog().values()
            for offered, form in kind.offers
            if offered == level and kind.suits(machine, fact, form)
        )
        if found:
            return found
    return ()


def choose_ref(
    machine: Machine, fact: Fact, rung: Rung, seed: int, drawn_at_once: int = DRAWN_AT_ONCE
) -> Ref:
    """Return the ref of a question about a fact, as hard as its rung allows."""
    found = ways(machine, fact, rung)
    slug, form = random.Random(seed).choice(found)
    size = drawn_at_once if form is Form.DRAW else 1
    return Ref(machine.id, fact.id, slug, form, seed, size)
