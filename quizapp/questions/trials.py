"""What became of the events given to tell two diagrams apart: played on both, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.engine import Machine, Text
from quizapp.engine.compare import Played
from quizapp.engine.rivals import Pair, first_parting, state_of
from quizapp.grading import Answer, Traced, TraceKey
from quizapp.grading.forms.trace import play_trace
from quizapp.questions.model import Question
from quizapp.questions.wording import NOTHING, join, sends_label

NO_EVENTS = Text(
    en="You gave no events. {count} would do.", zh="你没有给出事件。最短只需 {count} 个。"
)
NEVER = Text(
    en="Your events do not tell the two apart: both diagrams take them alike. The shortest run "
    "that does has {count}.",
    zh="你给出的事件不能区分两张图：两者的表现完全相同。最短只需 {count} 个事件。",
)
SHORTEST = Text(
    en="Your events tell the two apart, and none could do it sooner ({count}).",
    zh="你给出的事件能区分两张图，而且没有更短的序列（{count} 个事件）。",
)
LONGER = Text(
    en="Your events tell the two apart after {taken}; the shortest run has {count}.",
    zh="你给出的事件在第 {taken} 个之后区分开两张图；最短只需 {count} 个事件。",
)
STAYS = Text(en="no arrow: stays in {state}", zh="没有对应的转移，仍处于 {state}")


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One event as the diagrams take it, the first of the two first."""

    event: Text
    takes: tuple[Text, ...]
    parts: bool
    """Whether the two part here for the first time."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Two diagrams played on the learner's events, and on the shortest that part them."""

    says: Text
    names: tuple[Text, ...]
    """How the diagrams are called, in order."""
    right: int
    """The place of the right one."""
    given: tuple[TrialLine, ...]
    shortest: tuple[TrialLine, ...]
    """Empty if the learner's own events do it as soon."""


def trial_of(machine: Machine, question: Question, answer: Answer) -> Trial | None:
    """Return what to tell of the events given; ``None`` if none were asked for."""
    key = question.key
    if not isinstance(key, TraceKey):
        return None
    given = answer.events if isinstance(answer, Traced) else ()
    taken = first_parting(play_trace(key, given))
    is_shortest = taken == len(key.shortest)
    return Trial(
        says=_says(given, taken, len(key.shortest)),
        names=tuple(option.label for option in question.options),
        right=key.offered.index(key.option),
        given=_lines(machine, key, given),
        shortest=() if is_shortest else _lines(machine, key, key.shortest),
    )


def _says(given: Sequence[str], taken: int | None, fewest: int) -> Text:
    if not given:
        said = NO_EVENTS
    elif taken is None:
        said = NEVER
    else:
        said = SHORTEST if taken == fewest else LONGER
    en = {"count": _counted(fewest), "taken": _counted(taken or 0)}
    return Text(en=said.en.format(**en), zh=said.zh.format(count=fewest, taken=taken))


def _counted(number: int) -> str:
    return f"{number} event" if number == 1 else f"{number} events"


def _lines(machine: Machine, key: TraceKey, events: Sequence[str]) -> tuple[TrialLine, ...]:
    pairs = play_trace(key, events)
    parting = first_parting(pairs)
    return tuple(
        TrialLine(machine.event(pair.event).label, _takes(key, pair), number == parting)
        for number, pair in enumerate(pairs, start=1)
    )


def _takes(key: TraceKey, pair: Pair) -> tuple[Text, ...]:
    right, wrong = _does(pair.one), _does(pair.other)
    return tuple(right if option == key.option else wrong for option in key.offered)


def _does(played: Played) -> Text:
    state = state_of(played.after)
    if not played.moved:
        return Text(en=STAYS.en.format(state=state), zh=STAYS.zh.format(state=state))
    sent = sends_label("; ".join(played.sends) or NOTHING)
    return join(f"→ {state}", Text(en=", ", zh="，"), sent)
