"""A machine's transition table in words, state by state."""

from collections.abc import Iterator

from quizapp.engine import Machine, Outcome, Reaction, State, Transition
from quizapp.web.contexts import OutcomeLine, StateSection
from quizapp.web.drawings import sends_words
from quizapp.web.language import msgid, say, words
from quizapp.web.wording import REACTIONS


def sections(machine: Machine) -> tuple[StateSection, ...]:
    """Return the table of a machine, one section a state."""
    return tuple(_section(machine, state) for state in machine.states)


def _section(machine: Machine, state: State) -> StateSection:
    lines = tuple(_lines(machine, state.id))
    return StateSection(
        name=state.id,
        meaning=words(state.meaning),
        source=str(state.source),
        moving=tuple(line for line in lines if line.reaction == Reaction.MOVES),
        staying=tuple(line for line in lines if line.reaction != Reaction.MOVES),
    )


def _lines(machine: Machine, state_id: str) -> Iterator[OutcomeLine]:
    for event in machine.events:
        for outcome in machine.cell(state_id, event.id):
            yield _line(machine, outcome)


def _line(machine: Machine, outcome: Outcome) -> OutcomeLine:
    event = machine.event(outcome.event)
    return OutcomeLine(
        event=words(event.label),
        meaning=words(event.meaning),
        guard=_guard(machine, outcome),
        reaction=outcome.reaction.value,
        words=say(REACTIONS[outcome.reaction]),
        target=outcome.target if isinstance(outcome, Transition) else "",
        sends=sends_words(outcome.sends),
        returns=outcome.returns or "",
        why=words(outcome.why),
        source=str(outcome.source),
        variants=tuple(
            (variant.tag, words(variant.why), str(variant.source))
            for variant in machine.variants_of(outcome.id)
        ),
    )


def _guard(machine: Machine, outcome: Outcome) -> str:
    labels = {
        (variable.id, value): words(label)
        for variable in machine.variables
        for value, label in zip(variable.values, variable.labels, strict=True)
    }
    return say(msgid(", ")).join(labels[binding] for binding in outcome.when)


def cited(machine: Machine) -> tuple[str, ...]:
    """Return every document a machine cites, its own first."""
    sources = [machine.source, *(outcome.source for outcome in machine.outcomes())]
    sources += [variant.source for variant in machine.variants]
    return tuple(dict.fromkeys(source.document for source in sources))
