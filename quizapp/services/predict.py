"""Predict mode: what the next step of a run decides, as a question asked before it is taken.

Knows no question type: whatever the catalogue asks about one step, from where the host really
is, can be asked here.
"""

import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizapp.engine import (
    Configuration,
    Machine,
    Outcome,
    Reaction,
    Step,
    configurations,
    step,
)
from quizapp.grading import Form
from quizapp.questions import Fact, Question, Ref, build, catalog, find_fact
from quizapp.questions.catalog import QuestionType
from quizapp.services import lab
from quizapp.services.lab_run import Play, short_values
from quizapp.simulator import Host, Kind, Line, Network

FORMS = (Form.CHOOSE, Form.TYPE)
"""The forms a prediction is asked in: the first that the catalogue offers for a fact."""
FORETOLD = ("state", "segments", "reaction")
"""The kinds of things that a step brings, so that they can be foretold."""
MOST_SEEDS = 48
"""So many seeds are tried until a question asks from where the host is."""
SEED_DIGITS = 7


class Silence(StrEnum):
    """Why there is nothing to ask about a step."""

    UNDECIDED = "undecided"
    """No table has a say in it: time passes, a segment is lost, something breaks."""
    OTHERWISE = "otherwise"
    """The host follows a rule of its own there, or nothing about it can be asked."""
    AGAIN = "again"
    """The same was decided before in this run."""
    END = "end"
    """No step follows."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """The question that a step decides."""

    ref: Ref
    line: Line
    """The line in which it is decided."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The first cell of the table that decides something in a step."""

    fact: Fact
    taken: Step
    sent: int
    """How many segments the host sends because of it."""


def predict(play: Play, at: int) -> Prediction | Silence:
    """Return the question that the step after one decides; the same run, the same question."""
    if at >= play.length:
        return Silence.END
    passage = lab.passage(play, at)
    line = next((line for line in passage.lines if line.outcomes), None)
    if line is None:
        return Silence.UNDECIDED
    decision = _decision(play.machine, passage, line)
    if decision is None:
        return Silence.OTHERWISE
    if _was_decided(passage.before, decision.taken.outcome):
        return Silence.AGAIN
    seed = int(fingerprints(play, at + 1)[-1][:SEED_DIGITS], 16)
    ref = _ref(play.machine, decision, seed)
    return Prediction(ref, line) if ref else Silence.OTHERWISE


def fingerprints(play: Play, steps: int) -> tuple[str, ...]:
    """Return what tells a run from others: before its first step, and after each of some."""
    start = [play.machine.id, dict(play.network), dict(play.hosts)]
    return tuple(_chained([start, *map(short_values, play.script.steps[:steps])]))


def _chained(parts: Iterable[object]) -> Iterator[str]:
    known = ""
    for part in parts:
        said = known + json.dumps(part, sort_keys=True)
        known = hashlib.sha256(said.encode()).hexdigest()
        yield known


def _decision(machine: Machine, passage: lab.Passage, line: Line) -> Decision | None:
    """Return what the machine's own table decides at a line; ``None`` if another one does."""
    fact, outcome = find_fact(machine, line.outcomes[0]), machine.find_outcome(line.outcomes[0])
    place = passage.before.trace.hosts.index(line.host)
    at = _where(machine, passage.before.hosts[place], line.connection)
    if fact is None or outcome is None or at is None:
        return None
    taken = step(machine, at, outcome.event)
    if taken.outcome.id != outcome.id or taken.after.state != line.states[place]:
        return None  # Something else happened to the host before, in the same step, or after.
    return Decision(fact, taken, _sent(passage, line))


def _where(machine: Machine, host: Host, connection: int) -> Configuration | None:
    """Return where a segment or a call of a connection finds a host."""
    found, state = host.connections.get(connection), host.state(connection)
    if not machine.has_state(state):
        return None
    if found is not None and found.control.state == state:
        return found.control.at
    # A listening socket, or no socket at all: nothing is remembered there.
    there = configurations(machine, state)
    return there[0] if len(there) == 1 else None


def _sent(passage: lab.Passage, line: Line) -> int:
    mine = (line.host, line.connection)
    after = passage.lines[passage.lines.index(line) + 1 :]
    return sum(one.kind is Kind.SENT and (one.host, one.connection) == mine for one in after)


def _was_decided(before: Network, outcome: Outcome) -> bool:
    return any(outcome.id in line.outcomes for line in before.trace.story)


def _ref(machine: Machine, decision: Decision, seed: int) -> Ref | None:
    """Return a question whose answer is what will be seen; ``None`` if there is none."""
    ways = _ways(machine, decision.fact, seed)
    asked = (_from_there(machine, decision, way, seed) for way in ways)
    return next((ref for ref in asked if ref is not None), None)


def _ways(machine: Machine, fact: Fact, seed: int) -> Iterator[tuple[str, Form]]:
    """Yield how a fact can be asked: the easier form first, the types as a seed has them."""
    for form in FORMS:
        slugs = [slug for slug, kind in catalog().items() if _offers(kind, machine, fact, form)]
        yield from ((slug, form) for slug in random.Random(seed).sample(slugs, len(slugs)))


def _offers(kind: QuestionType, machine: Machine, fact: Fact, form: Form) -> bool:
    return form in {offered for _, offered in kind.offers} and kind.suits(machine, fact, form)


def _from_there(
    machine: Machine, decision: Decision, way: tuple[str, Form], seed: int
) -> Ref | None:
    """Return a question of one type that asks from where the host is; ``None`` if none does."""
    slug, form = way
    for number in range(seed, seed + MOST_SEEDS):
        ref = Ref(machine.id, decision.fact.id, slug, form, number)
        question = build(machine, ref)
        if not _foretells(question, decision):
            return None
        if question.at == decision.taken.before:
            return ref
    return None


def _foretells(question: Question, decision: Decision) -> bool:
    """Tell whether the answer will be seen, and is worth a question.

    An ACK, for example, may be put off; of a move that sends nothing one asks where it leads.
    """
    if question.at is None or question.asks_for not in FORETOLD:
        return False
    outcome = decision.taken.outcome
    is_told = decision.sent == len(outcome.sends) and (outcome.sends or not _moves(outcome))
    return bool(is_told) or question.asks_for != "segments"


def _moves(outcome: Outcome) -> bool:
    return outcome.reaction is Reaction.MOVES
