"""Which diagram: two that differ in one arrow; which is right, and what tells them apart?"""

import random
from collections.abc import Iterator

from quizapp.engine import Machine, Text, Transition, start
from quizapp.engine.compare import Arrow
from quizapp.engine.rivals import shortest_trace, unfold
from quizapp.grading import Edge, Form, TraceKey
from quizapp.grading.forms.trace import MOST_EVENTS
from quizapp.questions.arrows import edge_of
from quizapp.questions.facts import Fact, FactKind
from quizapp.questions.making import LETTERS, event_spellings
from quizapp.questions.misdrawing import corrected, mutations
from quizapp.questions.model import Option, Question, Ref
from quizapp.questions.pictured import as_drawn
from quizapp.questions.registry import question_type
from quizapp.questions.wording import join
from quizapp.scheduling import Rung

STEM = Text(
    en="These two diagrams differ in one arrow. Which of them is right? Give events that tell "
    "the two apart.",
    zh="这两张图只有一条转移不同。哪一张是对的？请给出能区分两者的事件序列。",
)
NOTE = Text(
    en="Both begin in {initial}. Where a diagram has no arrow for an event, it stays and sends "
    "nothing. Events tell the two apart if after one of them they are in different states, or "
    "send something different.",
    zh="两张图都从 {initial} 开始。图中没有对应转移时，状态不变，也不发送任何报文段。"
    "如果某个事件之后两者所处的状态不同，或者发送的报文段不同，就算区分开了。",
)
NAMES = (Text(en="Diagram A", zh="图 A"), Text(en="Diagram B", zh="图 B"))


@question_type
class WhichDiagram:
    """The diagram and a wrong one → which is right, and a run on which they part."""

    slug = "which-diagram"
    # Both arrows are in sight, so that nothing is produced but the run.
    offers = ((Rung.RECALL, Form.TRACE),)

    def suits(self, machine: Machine, fact: Fact, form: Form) -> bool:
        """Suit every arrow of the diagram whose mistakes a short run brings to light."""
        if fact.kind is not FactKind.TRANSITION:
            return False
        rule = next((item for item in machine.drawn() if item.id == fact.id), None)
        return rule is not None and any(
            _told_apart(machine, rule, wrong)
            for edges in mutations(machine, rule).values()
            for wrong in edges
        )

    def ask(self, machine: Machine, fact: Fact, ref: Ref, rng: random.Random) -> Question:
        """Spoil the fact's arrow in one of two diagrams; the seed says in which."""
        rule = next(item for item in machine.drawn() if item.id == fact.id)
        wrong = next(
            edge for edge in _shuffled(machine, rule, rng) if _told_apart(machine, rule, edge)
        )
        place = rng.randrange(len(NAMES))
        rivals = [wrong] * len(NAMES)
        rivals[place] = edge_of(rule)
        return Question(
            ref=ref,
            stem=STEM,
            note=_note(machine),
            facts=(fact.id,),
            key=_key(machine, rule, wrong, LETTERS[place]),
            right=join(NAMES[place], Text(en=": ", zh="："), corrected(machine, rule, wrong)),
            options=tuple(
                Option(letter, letter, name)
                for letter, name in zip(LETTERS, NAMES, strict=False)
            ),
            asks_for="diagram",
            rivals=tuple(rivals),
        )

    def right_for(self, machine: Machine, question: Question, value: str) -> Text | None:
        """Say nothing: the run played on both diagrams says it."""
        return None


def _shuffled(machine: Machine, rule: Transition, rng: random.Random) -> Iterator[Edge]:
    """Yield the wrong arrows in any order, each kind of mistake as likely to come first."""
    by_kind = {kind: list(edges) for kind, edges in sorted(mutations(machine, rule).items())}
    while by_kind:
        kind = rng.choice(sorted(by_kind))
        yield by_kind[kind].pop(rng.randrange(len(by_kind[kind])))
        by_kind = {kind: edges for kind, edges in by_kind.items() if edges}


def _told_apart(machine: Machine, rule: Transition, wrong: Edge) -> tuple[str, ...]:
    """Return the shortest run that parts the two diagrams; empty if none is short enough."""
    trace = shortest_trace(_right(machine), _wrong(machine, rule, wrong), str(start(machine)))
    return trace if trace and len(trace) <= MOST_EVENTS else ()


def _right(machine: Machine) -> tuple[Arrow, ...]:
    return unfold(machine, machine.drawn())


def _wrong(machine: Machine, rule: Transition, wrong: Edge) -> tuple[Arrow, ...]:
    spoilt = as_drawn(rule, wrong)
    return unfold(machine, (spoilt if item is rule else item for item in machine.drawn()))


def _key(machine: Machine, rule: Transition, wrong: Edge, option: str) -> TraceKey:
    return TraceKey(
        option=option,
        offered=tuple(LETTERS[: len(NAMES)]),
        initial=str(start(machine)),
        right=_edges(_right(machine)),
        wrong=_edges(_wrong(machine, rule, wrong)),
        events=event_spellings(machine),
        shortest=_told_apart(machine, rule, wrong),
    )


def _edges(arrows: tuple[Arrow, ...]) -> tuple[Edge, ...]:
    return tuple(Edge(arrow.tail, arrow.head, arrow.event, arrow.sends) for arrow in arrows)


def _note(machine: Machine) -> Text:
    return Text(
        en=NOTE.en.format(initial=machine.initial), zh=NOTE.zh.format(initial=machine.initial)
    )
