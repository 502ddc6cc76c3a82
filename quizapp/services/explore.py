"""What two endpoints can come to together: the table of it, and one way as a story."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from quizapp.content import Library, Scenario
from quizapp.engine import Machine, Source, Text
from quizapp.engine.variants import UnknownVariantError, variant_tags
from quizapp.errors import QuizappError
from quizapp.services import simulate
from quizapp.services.formats import UnknownFormatError
from quizapp.services.scenario_toml import scenario_toml
from quizapp.simulator.endpoint import MACHINE
from quizapp.simulator.exploration import (
    Act,
    Answer,
    Bounds,
    Exploration,
    Move,
    Pair,
    Reached,
)
from quizapp.simulator.explore import explore, shortest
from quizapp.simulator.reading import step_values
from quizapp.simulator.script import HOSTS, run, run_by

TABLE_FORMATS = ("text", "json")
WAY_FORMATS = ("text", "json", "svg", "pcap", "toml")

KINDS = {
    Act.LOSE: Text("losses", "丢失"),
    Act.DUPLICATE: Text("duplicates", "重复"),
    Act.DELAY: Text("delays", "延迟"),
    Act.CRASH: Text("crashes", "崩溃"),
    Act.CALL: Text("ABORTs", "ABORT"),
}
FAULTS = {
    Act.LOSE: Text("a segment of {host}'s is lost", "{host} 的一个报文段丢失"),
    Act.DUPLICATE: Text("a segment of {host}'s is doubled", "{host} 的一个报文段重复"),
    Act.DELAY: Text("a segment of {host}'s is late", "{host} 的一个报文段迟到"),
    Act.CRASH: Text("{host} crashes", "{host} 崩溃"),
    Act.CALL: Text("{host} calls ABORT", "{host} 调用 ABORT"),
}
BOUNDS = Text(
    "The bounds: faults {faults} ({kinds}), OPEN {opens}, SEND {sends}; a host gives up after "
    "retransmissions: {retries}. No segment outlives 2 MSL.",
    "界限：故障 {faults} 次（{kinds}），OPEN {opens} 次，SEND {sends} 次；重传 {retries} "
    "次之后放弃。任何报文段的寿命都不超过 2 MSL。",
)
RUNS = Text("Both hosts follow {tag}.", "两台主机都按 {tag} 的做法。")
LEGEND = Text(
    "A's state down, B's across. 0: happens without a fault; 1, 2, …: needs so many; "
    "· : not within the bounds.",
    "A 的状态在左，B 的状态在上。0：没有故障也会出现；1、2……：至少要这么多次故障；"
    "· ：在界限内不会出现。",
)
COUNTS = Text(
    "{free} of {all} joint states need no fault, {faulty} need some, {never} were not met.",
    "共 {all} 种联合状态：{free} 种不需要故障，{faulty} 种需要故障，{never} 种没有出现。",
)
LOOKED = Text(
    "{n} configurations were looked at (mirror images once): all there are within the bounds.",
    "共检查了 {n} 种局面（互为镜像的只算一次）：界限之内已无遗漏。",
)
STOPPED = Text(
    "The search stopped after {n} configurations: what was not met may still be possible.",
    "检查了 {n} 种局面后停止：没有遇到的，不等于不可能。",
)
TITLE = Text("A in {first}, B in {second}", "A 处于 {first}，B 处于 {second}")
QUESTION = Text(
    "Can A be in {first} while B is in {second}?",
    "A 处于 {first} 的同时，B 能处于 {second} 吗？",
)
TEACHES = Text(
    "How A comes to {first} while B is in {second}.",
    "怎样做到 A 处于 {first} 而 B 处于 {second}。",
)
YES = Text(
    "Yes: no way within the bounds is shorter. Events: {events}. Faults: {faults}.",
    "能：界限之内没有更短的过程。事件：{events} 个。故障：{faults}。",
)
NO = Text(
    "Not within the bounds. That is no proof for what lies beyond them.",
    "在界限内不能。这并不证明超出界限也不能。",
)
NONE = Text("none", "无")


STANDARD_VALUES = {"connection": 1, "remote": True, "count": 1, "seconds": 0.0}
"""What a step of a script need not say."""


class UnknownNameError(QuizappError):
    """A state that the machine does not have."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"There is no state {name!r}; use two of {', '.join(known)}.")


class NotReachedError(QuizappError):
    """A joint state there is nothing to draw of."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        super().__init__(
            f"A in {pair[0]} with B in {pair[1]} was not met within the bounds, so there is "
            "nothing to draw. Widen them, for instance with --faults 2, or use --format text."
        )


def joint_states(
    library: Library, bounds: Bounds, runs: str, file_format: str, language: str
) -> str:
    """Return the table of all joint states; raises ``UnknownFormatError``.

    Raises ``UnknownVariantError`` for somebody of whom the machine knows nothing.
    """
    if file_format not in TABLE_FORMATS:
        raise UnknownFormatError(file_format, TABLE_FORMATS)
    machine = library.machine(MACHINE)
    found = explore(machine, bounds, _tag(machine, runs))
    return _table_json(found) if file_format == "json" else _table_text(found, language)


def joint_state(
    library: Library,
    names: tuple[str, str],
    bounds: Bounds,
    runs: str,
    file_format: str,
    language: str,
    theme: str = "light",
    file: str = "",
) -> bytes:
    """Return whether a joint state can happen, and a shortest way to it.

    ``file`` names the scenario written as TOML, as a scenario is named after its file.
    Raises ``UnknownFormatError``, ``UnknownNameError``, ``UnknownVariantError``, and
    ``NotReachedError`` where a picture of nothing is asked for.
    """
    if file_format not in WAY_FORMATS:
        raise UnknownFormatError(file_format, WAY_FORMATS)
    machine = library.machine(MACHINE)
    pair = (state_named(machine, names[0]), state_named(machine, names[1]))
    answer = shortest(machine, pair, bounds, _tag(machine, runs))
    if answer.reached is None:
        return _refused(answer, file_format, language).encode()
    scenario = story(machine, answer, answer.reached, file)
    if file_format == "toml":
        return scenario_toml(scenario).encode()
    played = simulate.simulate(library, scenario, file_format, language, theme)
    return _found_json(answer, played).encode() if file_format == "json" else played


def state_named(machine: Machine, name: str) -> str:
    """Return the state somebody means by any of its names; raises ``UnknownNameError``."""
    wanted = name.casefold()
    for state in machine.states:
        if wanted in (spelling.casefold() for spelling in (state.id, *state.aliases)):
            return state.id
    raise UnknownNameError(name, [state.id for state in machine.states])


def _tag(machine: Machine, name: str) -> str:
    """Return a tag as the machine writes it; empty for the canon."""
    known = variant_tags(machine)
    found = [tag for tag in ("", *known) if tag.casefold() == name.casefold()]
    if not found:
        raise UnknownVariantError(machine.id, name, known)
    return found[0]


def story(machine: Machine, answer: Answer, way: Reached, file: str = "") -> Scenario:
    """Return a shortest way as a scenario, which can be played, drawn and written."""
    first, second = way.pair
    names = {"first": first, "second": second}
    return Scenario(
        id=file or f"explored-{first}-{second}".lower(),
        machine=machine.id,
        title=_filled(TITLE, **names),
        teaches=_filled(TEACHES, **names),
        question=_filled(QUESTION, **names),
        explanation=Text(_explained(answer, way, "en"), _explained(answer, way, "zh")),
        sources=tuple(_sources(machine, answer.runs, way)),
        chapter="failures" if way.faults else "closing",
        order=99,
        roles=(),
        script=_script_values(answer, way),
    )


def _script_values(answer: Answer, way: Reached) -> dict[str, Any]:
    host: dict[str, Any] = {"retries": answer.bounds.retries}
    if answer.runs:
        host["runs"] = answer.runs
    steps = [_said(step_values(step)) for step in way.script.steps]
    # A file must let something happen, even where nothing needs to.
    return {"host": dict.fromkeys(HOSTS, host), "step": steps or [{"settle": True}]}


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Return a step without what need not be said."""
    return {
        key: value
        for key, value in values.items()
        if key not in STANDARD_VALUES or value != STANDARD_VALUES[key]
    }


def _sources(machine: Machine, runs: str, way: Reached) -> Iterator[Source]:
    """Yield the sections that decide, each once."""
    played = run_by(machine, runs)
    lines = run(way.script, machine).trace.lines
    outcomes = (played.find_outcome(item) for line in lines for item in line.outcomes)
    sources = [outcome.source for outcome in outcomes if outcome is not None]
    yield from dict.fromkeys(sources) or [machine.source]


def _explained(answer: Answer, way: Reached, language: str) -> str:
    faults = [_fault(move, language) for move in way.moves if _is_fault(move)]
    mark = "; " if language == "en" else "；"
    said = mark.join(faults) or NONE.in_language(language)
    yes = YES.in_language(language).format(events=way.events, faults=said)
    return _joined((yes, *_conditions(answer.bounds, answer.runs, language)), language)


def _is_fault(move: Move) -> bool:
    return move.act in FAULTS and (move.act is not Act.CALL or move.name == "abort")


def _fault(move: Move, language: str) -> str:
    return FAULTS[move.act].in_language(language).format(host=HOSTS[move.host])


def _conditions(bounds: Bounds, runs: str, language: str) -> Iterator[str]:
    """Yield under which conditions an answer holds."""
    mark = ", " if language == "en" else "，"
    kinds = mark.join(
        f"{KINDS[kind].in_language(language)} {number}" for kind, number in bounds.kinds.items()
    )
    yield BOUNDS.in_language(language).format(
        faults=bounds.faults,
        kinds=kinds,
        opens=bounds.opens,
        sends=bounds.sends,
        retries=bounds.retries,
    )
    if runs:
        yield RUNS.in_language(language).format(tag=runs)


def _looked(found: Answer | Exploration, language: str) -> str:
    words = LOOKED if found.is_complete else STOPPED
    return words.in_language(language).format(n=f"{found.configurations:,}")


def _refused(answer: Answer, file_format: str, language: str) -> str:
    """Say that a joint state was not met; raises ``NotReachedError`` if it was to be drawn."""
    if file_format == "json":
        return _json({**_summary(answer), "pair": list(answer.pair), "possible": False})
    if file_format != "text":
        raise NotReachedError(answer.pair)
    first, second = answer.pair
    question = QUESTION.in_language(language).format(first=first, second=second)
    told = (
        NO.in_language(language),
        *_conditions(answer.bounds, answer.runs, language),
        _looked(answer, language),
    )
    return f"? {question}\n\n{_joined(told, language)}\n"


def _found_json(answer: Answer, played: bytes) -> str:
    """Return a way as a scenario's JSON, with what was asked and how it was found."""
    way = answer.reached
    found = {"faults": way.faults, "events": way.events} if way else {}
    asked = {**_summary(answer), "pair": list(answer.pair), "possible": bool(way), **found}
    return _json({**asked, **json.loads(played)})


def _table_text(found: Exploration, language: str) -> str:
    counts = _counts(found)
    paragraphs = (
        "\n".join(_rows(found)),
        LEGEND.in_language(language),
        COUNTS.in_language(language).format(**counts),
        _joined(_conditions(found.bounds, found.runs, language), language),
        _looked(found, language),
    )
    return "\n\n".join(paragraphs) + "\n"


def _rows(found: Exploration) -> Iterator[str]:
    """Yield the table: the columns carry numbers, which the rows explain."""
    width = max(map(len, found.states))
    numbers = range(1, len(found.states) + 1)
    yield " " * (width + 4) + "".join(f"{number:>4}" for number in numbers)
    for number, first in zip(numbers, found.states, strict=True):
        marks = [found.faults((first, second)) for second in found.states]
        cells = ("·" if mark is None else str(mark) for mark in marks)
        yield f"{number:>2}  {first:<{width}}" + "".join(f"{cell:>4}" for cell in cells)


def _counts(found: Exploration) -> dict[str, int]:
    needs = [found.faults(pair) for pair in found.pairs()]
    return {
        "all": len(needs),
        "free": needs.count(0),
        "faulty": sum(bool(need) for need in needs),
        "never": needs.count(None),
    }


def _table_json(found: Exploration) -> str:
    pairs = [
        {
            "states": list(pair),
            "possible": pair in found.shortest,
            "faults": found.faults(pair),
            "events": found.shortest[pair].events if pair in found.shortest else None,
        }
        for pair in found.pairs()
    ]
    return _json({**_summary(found), "pairs": pairs})


def _summary(found: Answer | Exploration) -> dict[str, Any]:
    bounds = found.bounds
    return {
        "bounds": {
            "faults": bounds.faults,
            **{KINDS[kind].en.lower(): number for kind, number in bounds.kinds.items()},
            "opens": bounds.opens,
            "sends": bounds.sends,
            "retries": bounds.retries,
        },
        "variant": found.runs or None,
        "configurations": found.configurations,
        "complete": found.is_complete,
    }


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _filled(words: Text, **names: str) -> Text:
    return Text(words.en.format(**names), words.zh.format(**names))


def _joined(sentences: Sequence[str] | Iterator[str], language: str) -> str:
    return (" " if language == "en" else "").join(sentences)
