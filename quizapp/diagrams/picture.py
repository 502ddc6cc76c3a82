"""The neutral picture of a machine: nodes, edges and their words, without any geometry."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from quizapp.diagrams import wording
from quizapp.diagrams.failures import UnknownRoleError
from quizapp.engine import Machine, Role, Transition

PLAIN = "plain"
LINE_ORDER = ("heavy", "dashed", PLAIN)
"""Line styles, the one that wins on an edge of several roles first."""


@dataclass(frozen=True, slots=True)
class Node:
    """A state in a picture."""

    id: str
    """Generated (``s0``, ``s1``, …), so that no name can upset a file format."""
    state: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A drawn transition in a picture."""

    id: str
    fact: str
    """The id of the transition."""
    tail: str
    head: str
    event: str
    send: str = ""
    guard: str = ""
    line: str = PLAIN
    sentence: str = ""
    """The transition in words."""

    @property
    def label_lines(self) -> tuple[str, ...]:
        """What stands beside the arrow: the event, its guard and what is sent."""
        return tuple(line for line in (self.event, self.guard, self.send) if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What one line style means in a picture."""

    line: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything there is to draw of a machine, in one language, for one role or all."""

    machine: str
    language: str
    role: str | None
    title: str
    description: str
    """All transitions in words, for those who cannot see them; it gives answers away."""
    source: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    ranks: tuple[tuple[str, ...], ...]
    """Rows of node ids, from the top, each from the left."""
    legend: tuple[Legend, ...]

    def __hash__(self) -> int:
        """Hash by what was asked for: cheap enough to look up at every request."""
        return hash((self.machine, self.language, self.role))


@lru_cache(maxsize=64)
def picture_of(machine: Machine, language: str, *, role: str | None = None) -> Picture:
    """Return the picture of a machine's drawn transitions, or of those of one role.

    Raises ``UnknownRoleError`` for a role the machine does not have.
    """
    rules = _rules(machine, role)
    nodes = _nodes(machine, rules, whole=role is None)
    ids = {node.state: node.id for node in nodes}
    edges = tuple(
        _edge(machine, language, ids, number, rule) for number, rule in enumerate(rules)
    )
    rows = (tuple(ids[state] for state in row if state in ids) for row in machine.ranks)
    return Picture(
        machine=machine.id,
        language=language,
        role=role,
        title=_title(machine, language, role),
        description=_description(language, edges),
        source=wording.SOURCE_LINE.in_language(language).format(source=machine.source),
        nodes=nodes,
        edges=edges,
        ranks=tuple(row for row in rows if row),
        legend=_legend(machine, language, {edge.line for edge in edges}),
    )


def sentence(language: str, tail: str, head: str, label_lines: Iterable[str]) -> str:
    """Return an arrow in words."""
    words = wording.AND.in_language(language).join(label_lines)
    return wording.ARROW.in_language(language).format(tail=tail, head=head, event=words)


def _rules(machine: Machine, role: str | None) -> tuple[Transition, ...]:
    if role is None:
        return machine.drawn()
    _role(machine, role)
    return tuple(rule for rule in machine.drawn() if role in rule.roles)


def _role(machine: Machine, role: str) -> Role:
    for known in machine.roles:
        if known.id == role:
            return known
    raise UnknownRoleError(machine.id, role)


def _nodes(machine: Machine, rules: Iterable[Transition], *, whole: bool) -> tuple[Node, ...]:
    touched = {state for rule in rules for state in (rule.origin, rule.target)}
    shown = [state.id for state in machine.states if whole or state.id in touched]
    return tuple(Node(f"s{number}", state, state) for number, state in enumerate(shown))


def _edge(
    machine: Machine, language: str, ids: dict[str, str], number: int, rule: Transition
) -> Edge:
    sends = wording.SENDS.in_language(language).format(segments=",".join(rule.sends))
    edge = Edge(
        id=f"e{number}",
        fact=rule.id,
        tail=ids[rule.origin],
        head=ids[rule.target],
        event=machine.event(rule.event).label.in_language(language),
        send=sends if rule.sends else "",
        guard=_guard(machine, language, rule),
        line=_line(machine, rule),
    )
    return replace(
        edge, sentence=sentence(language, rule.origin, rule.target, edge.label_lines)
    )


def _guard(machine: Machine, language: str, rule: Transition) -> str:
    variables = {variable.id: variable for variable in machine.variables}
    words = [
        variables[name].labels[variables[name].values.index(value)].in_language(language)
        for name, value in rule.when
    ]
    guard = wording.ROLE_JOIN.in_language(language).join(words)
    return wording.GUARD.in_language(language).format(guard=guard) if words else ""


def _line(machine: Machine, rule: Transition) -> str:
    lines = {role.line for role in machine.roles if role.id in rule.roles}
    return next((line for line in LINE_ORDER if line in lines), PLAIN)


def _title(machine: Machine, language: str, role: str | None) -> str:
    name = machine.title.in_language(language)
    if role is None:
        return wording.TITLE.in_language(language).format(machine=name)
    part = _role(machine, role).title.in_language(language)
    return wording.ROLE_TITLE.in_language(language).format(machine=name, role=part)


def _description(language: str, edges: Iterable[Edge]) -> str:
    return " ".join(edge.sentence for edge in edges) or wording.EMPTY.in_language(language)


def _legend(machine: Machine, language: str, used: set[str]) -> tuple[Legend, ...]:
    titles: dict[str, list[str]] = {line: [] for line in LINE_ORDER}
    for role in machine.roles:
        titles[role.line].append(role.title.in_language(language))
    if not used - {PLAIN}:
        return ()
    return tuple(
        Legend(line=line, label=_legend_label(language, line, titles[line]))
        for line in LINE_ORDER
        if line in used
    )


def _legend_label(language: str, line: str, titles: list[str]) -> str:
    roles = wording.ROLE_JOIN.in_language(language).join(titles)
    return wording.LINES[line].in_language(language).format(roles=roles)
