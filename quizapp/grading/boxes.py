"""Boxes that are not what they should be: drawn twice, merged from two, or misnamed."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from quizapp.engine import Machine, Text, Transition
from quizapp.grading.findings import Belief, Finding
from quizapp.grading.names import Names, meant
from quizapp.grading.understanding import Box, Understood
from quizapp.grading.values import DrawKey, Edge

FEWEST_SIGNS = 2
"""Arrows from which a box with a name of its own is said to do another's work as well."""


def find_boxes(
    machine: Machine,
    key: DrawKey,
    canon: Sequence[Transition],
    understood: Understood,
    names: Names,
) -> Iterator[Finding]:
    """Yield what is to be said about boxes."""
    first: dict[str, Box] = {}
    for box in understood.boxes:
        twin = first.setdefault(box.state, box)
        if twin is not box and box.is_known:
            yield _of_twice(machine, twin, box)
    yield from _find_work(machine, key, canon, understood, names, first)


def _find_work(
    machine: Machine,
    key: DrawKey,
    canon: Sequence[Transition],
    understood: Understood,
    names: Names,
    first: Mapping[str, Box],
) -> Iterator[Finding]:
    """Yield what is to be said about boxes that do the work of others."""
    right = {(rule.origin, rule.event, rule.target) for rule in canon}
    missing = _missing(machine, key, {*first, *names.values()})
    edges = [(stroke.id, meant(stroke.edge, names)) for stroke in understood.strokes]
    for box in first.values():
        known_as = names.get(box.state, box.state)
        done = ((state, _doing(right, edges, known_as, state)) for state in missing)
        shares = [share for share in done if share[1]]
        finding = _of_box(machine, box, shares)
        if box.state in names:
            finding = _of_named(machine, box, known_as, shares, has_twin=known_as in first)
        if finding is not None:
            yield finding


def _missing(machine: Machine, key: DrawKey, drawn: Collection[str]) -> list[str]:
    wanted = {state for item in key.required for state in (item.edge.tail, item.edge.head)}
    return [state.id for state in machine.states if state.id in wanted - set(drawn)]


def _doing(
    right: set[tuple[str, str, str]], edges: Sequence[tuple[str, Edge]], box: str, state: str
) -> tuple[str, ...]:
    """Return the wrong arrows at a box that would be right if it were another state."""

    def would_be_right(tail: str, event: str, head: str) -> bool:
        tails = {tail, state} if tail == box else {tail}
        heads = {head, state} if head == box else {head}
        return any((one, event, other) in right for one in tails for other in heads)

    found = [
        name
        for name, edge in edges
        if box in (edge.tail, edge.head)
        and (edge.tail, edge.event, edge.head) not in right
        and would_be_right(edge.tail, edge.event, edge.head)
    ]
    return tuple(dict.fromkeys(found))


def _of_box(
    machine: Machine, box: Box, shares: Sequence[tuple[str, tuple[str, ...]]]
) -> Finding | None:
    signs = tuple(dict.fromkeys(name for _, arrows in shares for name in arrows))
    states = [state for state, _ in shares]
    if box.is_known:
        enough = len(signs) >= FEWEST_SIGNS
        return _of_merged(machine, box, [box.state, *states], signs) if enough else None
    if not states:
        return None
    best, most = max(shares, key=lambda share: len(share[1]))
    if len(most) < len(signs):
        return _of_merged(machine, box, states, signs)
    return _of_misnamed(machine, box, best, has_twin=False)


def _of_named(
    machine: Machine,
    box: Box,
    state: str,
    shares: Sequence[tuple[str, tuple[str, ...]]],
    *,
    has_twin: bool,
) -> Finding:
    """Return what is to be said about a box that is known by what it does."""
    if not shares:
        return _of_misnamed(machine, box, state, has_twin=has_twin)
    signs = tuple(dict.fromkeys(name for _, arrows in shares for name in arrows))
    return _of_merged(machine, box, [state, *(other for other, _ in shares)], signs)


def _of_misnamed(machine: Machine, box: Box, state: str, *, has_twin: bool) -> Finding:
    words = Text(
        en=f"Your “{box.name}” does what {state} does: that is its name.",
        zh=f"你的“{box.name}”起的正是 {state} 的作用：它应该叫这个名字。",
    )
    if has_twin:
        words = Text(
            en=f"Your “{box.name}” does what {state} does, and that is there as well: they are "
            "one state.",
            zh=f"你的“{box.name}”起的正是 {state} 的作用，而 {state} 也画了："
            "它们是同一个状态。",
        )
    return Finding(Belief.MISNAMED, (box.id,), words, machine.state(state).source)


def _of_merged(
    machine: Machine, box: Box, states: Sequence[str], signs: tuple[str, ...]
) -> Finding:
    en, zh = " and ".join(states), " 和 ".join(states)
    words = Text(
        en=f"Your “{box.name}” does the work of {en}: they are separate states, because they "
        "wait for different things.",
        zh=f"你的“{box.name}”一个框兼了 {zh} 的作用：它们是不同的状态，等待的东西不一样。",
    )
    source = machine.state(states[-1]).source
    return Finding(Belief.MERGED, (box.id, *signs), words, source)


def _of_twice(machine: Machine, one: Box, other: Box) -> Finding:
    words = Text(
        en=f"You drew {one.state} twice. It is one state: its arrows belong to one box.",
        zh=f"{one.state} 画了两次。它是同一个状态，箭头应连到同一个框上。",
    )
    source = machine.state(one.state).source
    return Finding(Belief.TWICE, (one.id, other.id), words, source)
