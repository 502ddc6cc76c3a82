"""Read a machine from its TOML file, strictly; say everything that is wrong at once."""

from collections.abc import Callable, Iterator
from math import prod
from pathlib import Path
from typing import Any, TypeVar

from quizapp.content.complaints import Complaints
from quizapp.content.entry import Entry
from quizapp.content.misconceptions import check_misconceptions
from quizapp.content.parsing import parse
from quizapp.content.soundness import check_soundness
from quizapp.engine import (
    Aside,
    Drawn,
    Event,
    Impossible,
    Machine,
    Misconception,
    Reaction,
    Response,
    Role,
    State,
    Text,
    Transition,
    Variable,
    Variant,
)

Value = TypeVar("Value")
SECTIONS = (
    "variable", "role", "state", "event", "transition", "response", "impossible", "variant",
    "misconception", "aside",
)  # fmt: skip
MOST_CONFIGURATIONS = 256
"""What one state may remember, in combinations of values."""
MOST_CELLS = 50_000


def read_machine(path: Path) -> Machine:
    """Return the machine in a file; raises ``ContentError`` with every complaint."""
    complaints = Complaints(path)
    raw, lines = parse(path, complaints)
    complaints.raise_any()
    _check_shape(raw, complaints)
    complaints.raise_any()
    machine = _machine(path, raw, lines, complaints)
    complaints.raise_any()
    _check_size(machine, lines, complaints)
    complaints.raise_any()
    check_soundness(machine, lines, complaints)
    check_misconceptions(machine, lines, complaints)
    complaints.raise_any()
    return machine


def _check_shape(raw: dict[str, Any], complaints: Complaints) -> None:
    """Complain of a section that is not made of tables; nothing in it could be read."""
    if not isinstance(raw.get("machine", {}), dict):
        complaints.add(0, "", "[machine] is not one table", "Write [machine], once")
    for section in SECTIONS:
        tables = raw.get(section, [])
        if not isinstance(tables, list) or not all(isinstance(item, dict) for item in tables):
            complaints.add(
                0, "", f"[{section}] is not a list of tables", f"Write [[{section}]]"
            )


def _check_size(machine: Machine, lines: dict[str, int], complaints: Complaints) -> None:
    """Complain of what states remember, or of a table, too large to be proved sound."""
    sizes = {variable.id: len(variable.values) for variable in machine.variables}
    cells = 0
    for state in machine.states:
        count = prod(sizes.get(name, 1) for name in state.variables)
        if count > MOST_CONFIGURATIONS:
            line = lines.get(f"id:state:{state.id}", 0)
            problem = f"what it remembers has {count} combinations"
            remedy = f"Let it remember less: {MOST_CONFIGURATIONS} at most"
            complaints.add(line, f"state {state.id!r}", problem, remedy)
        cells += count * len(machine.events)
    if cells > MOST_CELLS and not complaints.found:
        problem = f"the table would have {cells} cells"
        complaints.add(0, "machine", problem, f"Split the machine: {MOST_CELLS} at most")


def _machine(
    path: Path, raw: dict[str, Any], lines: dict[str, int], complaints: Complaints
) -> Machine:
    for key in raw.keys() - {"machine", *SECTIONS}:
        complaints.add(0, "", f"[{key}] is not a section", f"Use {', '.join(SECTIONS)}")

    def read(section: str, build: Callable[[Entry], Value]) -> tuple[Value, ...]:
        return tuple(
            _built(entry, build) for entry in _entries(raw, section, lines, complaints)
        )

    head = Entry(dict(raw.get("machine", {})), "machine", 0, complaints)
    if head.slug("id") != path.stem:
        head.complain(f"the id is not {path.stem!r}", "Name the file after the machine")
    machine = Machine(
        id=path.stem,
        title=head.text("title"),
        source=head.source(),
        initial=head.string("initial"),
        ranks=head.rows("ranks"),
        retired=head.strings("retired"),
        variables=read("variable", _variable),
        roles=read("role", _role),
        states=read("state", _state),
        events=read("event", _event),
        transitions=read("transition", _transition),
        responses=read("response", _response),
        impossible=read("impossible", _impossible),
        variants=read("variant", _variant),
        misconceptions=read("misconception", _misconception),
        asides=read("aside", _aside),
    )
    head.finish()
    return machine


def _entries(
    raw: dict[str, Any], section: str, lines: dict[str, int], complaints: Complaints
) -> Iterator[Entry]:
    for number, table in enumerate(raw.get(section, [])):
        line = lines.get(f"{section}:{number}", 0)
        entry = Entry(dict(table), section, line, complaints)
        lines[f"id:{section}:{table.get('id')}"] = line
        yield entry


def _built(entry: Entry, build: Callable[[Entry], Value]) -> Value:
    value = build(entry)
    entry.finish()
    return value


def _variable(entry: Entry) -> Variable:
    values, labels = entry.strings("values"), entry.texts("labels")
    if len(labels) != len(values):
        entry.complain("'labels' and 'values' differ in length", "Give each value a label")
        labels = tuple(Text.same(value) for value in values)
    return Variable(entry.string("id"), values, entry.text("title"), labels)


def _role(entry: Entry) -> Role:
    line = entry.one_of("line", ("plain", "heavy", "dashed"), "plain")
    return Role(entry.slug("id"), entry.text("title"), line)


def _state(entry: Entry) -> State:
    return State(
        id=entry.string("id"),
        meaning=entry.text("meaning"),
        source=entry.source(),
        aliases=entry.strings("aliases"),
        variables=tuple(sorted(entry.strings("variables"))),
    )


def _event(entry: Entry) -> Event:
    return Event(
        id=entry.string("id"),
        kind=entry.one_of("kind", ("call", "segment", "timeout"), "call"),
        label=entry.text("label"),
        meaning=entry.text("meaning"),
        source=entry.source(),
        aliases=entry.strings("aliases"),
        short=entry.find_text("short"),
    )


def _outcome(entry: Entry, states: tuple[str, ...]) -> dict[str, Any]:
    sends = entry.strings("send")
    return {
        "id": entry.string("id"),
        "states": states,
        "event": entry.string("on"),
        "source": entry.source(),
        "why": entry.text("why"),
        "when": entry.binding("when"),
        "sends": sends,
        "fields": _fields(entry, sends),
        "returns": entry.find_string("returns"),
        "starts": entry.strings("starts"),
        "stops": entry.strings("stops"),
        "tier": entry.number("tier", 1, 3, 3),
    }


def _fields(entry: Entry, sends: tuple[str, ...]) -> tuple[str, ...]:
    fields = entry.strings("fields")
    if fields and len(fields) != len(sends):
        entry.complain("'fields' and 'send' differ in length", "Give each segment its fields")
    return fields


def _transition(entry: Entry) -> Transition:
    return Transition(
        **_outcome(entry, (entry.string("from"),)),
        target=entry.string("to"),
        sets=entry.binding("set"),
        drawn=Drawn(entry.one_of("drawn", tuple(Drawn), Drawn.TEXT)),
        roles=entry.strings("roles"),
    )


def _response(entry: Entry) -> Response:
    entry.need("states")
    kinds = (Reaction.HANDLED, Reaction.IGNORED, Reaction.ERROR)
    kind = Reaction(entry.one_of("reaction", kinds, Reaction.HANDLED))
    response = Response(**_outcome(entry, entry.strings("states")), kind=kind)
    if kind is Reaction.ERROR and not response.returns:
        entry.complain("an error says nothing to the user", "Add 'returns'")
    if kind is Reaction.IGNORED and response.sends:
        entry.complain("an ignored event is answered", "Drop 'send', or say 'handled'")
    return response


def _impossible(entry: Entry) -> Impossible:
    entry.need("states")
    states = entry.strings("states")
    return Impossible(
        id=entry.string("id"),
        states=states,
        event=entry.string("on"),
        source=entry.source(),
        why=entry.text("why"),
        when=entry.binding("when"),
    )


def _variant(entry: Entry) -> Variant:
    sends = entry.strings("send")
    kinds = ("", Reaction.HANDLED, Reaction.IGNORED, Reaction.ERROR)
    kind = entry.one_of("reaction", kinds, "")
    return Variant(
        id=entry.string("id"),
        of=entry.string("of"),
        tag=entry.string("tag"),
        source=entry.source(),
        why=entry.text("why"),
        target=entry.find_string("to"),
        sends=sends,
        fields=_fields(entry, sends),
        states=entry.strings("states"),
        reaction=Reaction(kind) if kind else None,
        returns=entry.find_string("returns"),
        starts=entry.strings("starts"),
    )


def _misconception(entry: Entry) -> Misconception:
    return Misconception(
        id=entry.string("id"),
        text=entry.text("text"),
        source=entry.source(),
        tail=entry.find_string("from"),
        event=entry.find_string("on"),
        head=entry.find_string("to"),
        sends=entry.strings("send") if "send" in entry.values else None,
    )


def _aside(entry: Entry) -> Aside:
    entry.need("words")
    return Aside(entry.string("id"), entry.strings("words"))
