"""Drills in words: their levels, their headlines, their times."""

from collections.abc import Mapping
from datetime import datetime

from quizapp.grading import LevelKind, Strictness
from quizapp.grading.examiner import Headline
from quizapp.services.drill_marking import Result
from quizapp.services.drills import Task
from quizapp.web.dates import day_words, learner_day
from quizapp.web.drill_contexts import Choice, DrillLine
from quizapp.web.language import msgid, say, words
from quizapp.web.visit import preferences

KINDS: Mapping[LevelKind, tuple[str, str]] = {
    LevelKind.BLANK_PAGE: (
        msgid("Blank page"),
        msgid("Nothing is there: states, arrows and labels come from you."),
    ),
    LevelKind.STATES_GIVEN: (
        msgid("States given"),
        msgid("The states are in place; you draw every arrow."),
    ),
    LevelKind.LABELS: (
        msgid("Labels missing"),
        msgid(
            "The arrows are there; from memory you write what causes each, and what is sent."
        ),
    ),
    LevelKind.PLACE_LABELS: (
        msgid("Labels to put back"),
        msgid("The arrows are there, and all labels in a list, mixed up; you put them back."),
    ),
    LevelKind.MISSING_EDGES: (
        msgid("Missing arrows"),
        msgid("Some arrows are taken out; you draw them back."),
    ),
}
STRICTNESSES: Mapping[Strictness, tuple[str, str]] = {
    Strictness.BEGINNER: (
        msgid("Beginner"),
        msgid("States and events; what is sent is not asked. Names are offered."),
    ),
    Strictness.STANDARD: (msgid("Standard"), msgid("Also what is sent.")),
    Strictness.EXPERT: (msgid("Expert"), msgid("Also the condition, where one decides.")),
}
OWN = "own"
LIMITS = {
    "": msgid("No limit"),
    "120": msgid("2 min"),
    "300": msgid("5 min"),
    "600": msgid("10 min"),
    OWN: msgid("Other"),
}
TASKS: Mapping[LevelKind, str] = {
    LevelKind.BLANK_PAGE: msgid("Draw the diagram of the %(what)s on a blank page."),
    LevelKind.STATES_GIVEN: msgid("Draw every arrow of %(what)s."),
    LevelKind.LABELS: msgid("Label every arrow of %(what)s."),
    LevelKind.PLACE_LABELS: msgid("Put the labels back to the arrows of %(what)s."),
    LevelKind.MISSING_EDGES: msgid("Arrows missing from %(what)s: %(arrows)s. Draw them back."),
}
STATES_LEFT = msgid(
    "Missing from %(what)s: arrows %(arrows)s, states %(states)s. Draw them back."
)


def kinds() -> tuple[Choice, ...]:
    """Return what may be there at the beginning."""
    return tuple(
        Choice(kind.value, say(name), say(hint)) for kind, (name, hint) in KINDS.items()
    )


def strictnesses() -> tuple[Choice, ...]:
    """Return how strictly it may be marked."""
    return tuple(
        Choice(kind.value, say(name), say(hint)) for kind, (name, hint) in STRICTNESSES.items()
    )


def limits() -> tuple[Choice, ...]:
    """Return how much time one may have."""
    return tuple(Choice(value, say(name), "") for value, name in LIMITS.items())


def task_words(task: Task) -> str:
    """Return what is to be drawn, in a sentence."""
    title = words(task.machine.title)
    roles = {role.id: role for role in task.machine.roles}
    if task.level.role in roles:
        part = words(roles[task.level.role].title)
        title = say(msgid("%(machine)s: %(role)s"), {"machine": title, "role": part})
    states = task.states_left
    sentence = STATES_LEFT if states else TASKS[task.level.kind]
    return say(sentence, {"what": title, "arrows": len(task.asked), "states": states})


def level_words(task: Task) -> str:
    """Return a level in a few words: kind, part, strictness, limit."""
    level = task.level
    parts = [say(KINDS[level.kind][0])]
    parts += [words(role.title) for role in task.machine.roles if role.id == level.role]
    if level.strictness is not Strictness.STANDARD:
        parts.append(say(STRICTNESSES[level.strictness][0]))
    if level.limit:
        parts.append(say(msgid("limit %(time)s"), {"time": clock(level.limit)}))
    return " · ".join(parts)


def clock(seconds: float) -> str:
    """Print a time as a clock does.

    >>> clock(75.9), clock(4000)
    ('1:15', '1:06:40')
    """
    whole = max(0, int(seconds))
    hours, minutes = divmod(whole // 60, 60)
    if hours:
        return f"{hours}:{minutes:02}:{whole % 60:02}"
    return f"{minutes}:{whole % 60:02}"


def drill_line(task: Task, headline: Headline | None, now: datetime) -> DrillLine:
    """Return a drill for a list."""
    began = learner_day(task.started_at, preferences())
    return DrillLine(
        id=task.id,
        when=day_words(began, learner_day(now, preferences())),
        level=level_words(task),
        headline=words(headline.words) if headline else "",
        took=_took(task),
        is_sent=task.is_sent,
    )


def _took(task: Task) -> str:
    limit = task.level.limit
    if task.is_sent or limit is None or task.elapsed <= limit:
        return clock(task.elapsed)
    return say(msgid("%(time)s, past its limit"), {"time": clock(task.elapsed)})


def file_name(task: Task) -> str:
    """Return what a drawing's files are called, without their ends."""
    began = learner_day(task.started_at, preferences())
    return f"{task.machine.id}-drawing-{began.isoformat()}"


def remarks(found: Result) -> tuple[str, ...]:
    """Return what is to be said beside the headline."""
    said = [_time(found), _late(found), _states(found), _hints(found)]
    if found.examination.is_complete:
        said.append(say(msgid("You know this diagram as a whole.")))
    elif found.examination.knows_core(found.task.machine):
        said.append(say(msgid("The main path is all there.")))
    return tuple(filter(None, said))


def _time(found: Result) -> str:
    values = {"time": clock(found.task.elapsed)}
    if found.task.level.limit is None:
        return say(msgid("Drawn in %(time)s."), values)
    values["limit"] = clock(found.task.level.limit)
    return say(msgid("Drawn in %(time)s; the limit was %(limit)s."), values)


def _late(found: Result) -> str:
    if found.in_time is None:
        return ""
    return say(msgid("In time: %(headline)s."), {"headline": words(found.in_time.words)})


def _states(found: Result) -> str:
    headline = found.examination.headline
    if found.task.level.kind is not LevelKind.BLANK_PAGE:
        return ""
    values = {
        "right": headline.states_right,
        "total": headline.states,
        "extra": headline.states_extra,
    }
    if headline.states_extra:
        return say(msgid("%(right)s of %(total)s states, %(extra)s extra."), values)
    return say(msgid("%(right)s of %(total)s states."), values)


def _hints(found: Result) -> str:
    if not found.task.hints:
        return ""
    return say(
        msgid("%(count)s given away by a hint: counted as missed."),
        {"count": len(found.task.hints)},
    )


def offers_names(task: Task) -> bool:
    """Tell whether the names of states are offered: not where they are asked for."""
    is_asked = task.level.kind is LevelKind.BLANK_PAGE or task.states_left
    return task.level.strictness is Strictness.BEGINNER or not is_asked
