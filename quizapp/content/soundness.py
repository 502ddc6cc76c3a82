"""Prove a machine sound: every name known, every cell decided once, every state reached."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quizapp.content.complaints import Complaints
from quizapp.engine import (
    Binding,
    Machine,
    Outcome,
    Transition,
    configurations,
    reachable,
)
from quizapp.engine.step import allows

Lines = Mapping[str, int]


def check_soundness(machine: Machine, lines: Lines, complaints: Complaints) -> None:
    """Complain of everything that would make a step undecided or a name dangle."""
    _check_ids(machine, complaints)
    for outcome in machine.outcomes():
        _check_names(machine, outcome, lines, complaints)
    _check_structure(machine, lines, complaints)
    _check_spellings(machine, complaints)
    _check_variants(machine, lines, complaints)
    if not complaints.found:
        _check_cells(machine, lines, complaints)
    if not complaints.found:
        _check_reachable(machine, lines, complaints)


def _check_ids(machine: Machine, complaints: Complaints) -> None:
    families: dict[str, Iterable[Any]] = {
        "state": machine.states,
        "event": machine.events,
        "outcome": machine.outcomes(),
        "variant": machine.variants,
        "role": machine.roles,
        "variable": machine.variables,
    }
    for family, items in families.items():
        for name, count in Counter(item.id for item in items).items():
            if count > 1:
                complaints.add(
                    0, f"{family} {name!r}", "the id is used twice", "Choose another"
                )
    for outcome in machine.outcomes():
        if outcome.id in machine.retired:
            complaints.add(
                0, f"outcome {outcome.id!r}", "the id is retired", "Choose a new one"
            )


def _section(outcome: Outcome) -> str:
    return type(outcome).__name__.lower()


def _check_names(
    machine: Machine, outcome: Outcome, lines: Lines, complaints: Complaints
) -> None:
    section = _section(outcome)
    line = lines.get(f"id:{section}:{outcome.id}", 0)
    name = f"{section} {outcome.id!r}"
    target = (outcome.target,) if isinstance(outcome, Transition) else ()
    for state in (*outcome.states, *target):
        if not machine.has_state(state):
            complaints.add(line, name, f"there is no state {state!r}", "Use a state's id")
    if not machine.has_event(outcome.event):
        complaints.add(line, name, f"there is no event {outcome.event!r}", "Use an event's id")
    roles = {role.id for role in machine.roles}
    for role in set(getattr(outcome, "roles", ())) - roles:
        complaints.add(line, name, f"there is no role {role!r}", "Use a role's id")
    sets = outcome.sets if isinstance(outcome, Transition) else ()
    for problem in _binding_problems(machine, (*outcome.when, *sets)):
        complaints.add(line, name, problem, "Use a variable and one of its values")
    if isinstance(outcome, Transition):
        _check_move(machine, outcome, line, complaints)


def _check_move(
    machine: Machine, outcome: Transition, line: int, complaints: Complaints
) -> None:
    name = f"transition {outcome.id!r}"
    if outcome.origin == outcome.target:
        complaints.add(line, name, "it stays in its state", "Make it a response")
    elif machine.has_state(outcome.target):
        remembered = machine.state(outcome.target).variables
        for variable in sorted(set(dict(outcome.sets)) - set(remembered)):
            problem = f"it sets {variable!r}, which {outcome.target} does not remember"
            complaints.add(line, name, problem, "Drop it from 'set'")


def _binding_problems(machine: Machine, binding: Binding) -> Iterable[str]:
    values = {variable.id: variable.values for variable in machine.variables}
    for name, value in binding:
        if name not in values:
            yield f"there is no variable {name!r}"
        elif value not in values[name]:
            yield f"{name!r} is never {value!r}"


def _check_spellings(machine: Machine, complaints: Complaints) -> None:
    """A name that stands for two things could not be typed as the answer to either."""
    states = {state.id: (state.id, *state.aliases) for state in machine.states}
    events = {
        event.id: (event.id, event.label.en, event.label.zh, *event.aliases)
        for event in machine.events
    }
    for family, names in (("state", states), ("event", events)):
        owners: dict[str, str] = {}
        for owner, words in names.items():
            for word in words:
                other = owners.setdefault(word.casefold(), owner)
                if other != owner:
                    complaints.add(
                        0, f"{family} {owner!r}", f"{word!r} also names {other!r}", "Rename one"
                    )


def _check_structure(machine: Machine, lines: Lines, complaints: Complaints) -> None:
    _check_initial(machine, complaints)
    variables = {variable.id for variable in machine.variables}
    for state in machine.states:
        line = lines.get(f"id:state:{state.id}", 0)
        for name in set(state.variables) - variables:
            complaints.add(
                line, f"state {state.id!r}", f"there is no variable {name!r}", "Declare it"
            )
    ranked = Counter(state for row in machine.ranks for state in row)
    if ranked and ranked != Counter(state.id for state in machine.states):
        complaints.add(0, "machine", "'ranks' misses or repeats a state", "Name each once")


def _check_initial(machine: Machine, complaints: Complaints) -> None:
    if not machine.has_state(machine.initial):
        complaints.add(0, "machine", f"'initial' is no state: {machine.initial!r}", "Name one")
    elif machine.state(machine.initial).variables:
        complaints.add(
            0, "machine", "'initial' remembers something from nowhere", "Begin in another state"
        )


def _check_variants(machine: Machine, lines: Lines, complaints: Complaints) -> None:
    for variant in machine.variants:
        line = lines.get(f"id:variant:{variant.id}", 0)
        name = f"variant {variant.id!r}"
        outcome = machine.find_outcome(variant.of)
        if outcome is None:
            complaints.add(line, name, f"there is no outcome {variant.of!r}", "Name one")
        for state in sorted(set(variant.states) - set(outcome.states if outcome else ())):
            problem = f"{variant.of!r} does not hold in {state!r}"
            complaints.add(line, name, problem, "Name states of the outcome")
        if variant.target is not None and not machine.has_state(variant.target):
            complaints.add(line, name, f"there is no state {variant.target!r}", "Name one")


def _check_cells(machine: Machine, lines: Lines, complaints: Complaints) -> None:
    """Every configuration decides every event exactly once, and no outcome is idle."""
    used: set[str] = set()
    for state in machine.states:
        for at in configurations(machine, state.id):
            for event in machine.events:
                rules = [rule for rule in machine.cell(state.id, event.id) if allows(rule, at)]
                used.update(rule.id for rule in rules)
                if len(rules) != 1:
                    _complain_of_cell(f"{at} on {event.id!r}", rules, complaints)
    for outcome in machine.outcomes():
        if outcome.id not in used:
            section = _section(outcome)
            line = lines.get(f"id:{section}:{outcome.id}", 0)
            name = f"{section} {outcome.id!r}"
            complaints.add(line, name, "its guard never holds", "Correct 'when'")


def _complain_of_cell(cell: str, rules: Sequence[Outcome], complaints: Complaints) -> None:
    ids = ", ".join(rule.id for rule in rules) or "none"
    complaints.add(
        0,
        cell,
        f"{len(rules)} outcomes instead of one ({ids})",
        "Add or guard a transition, a response or an impossible entry",
    )


def _check_reachable(machine: Machine, lines: Lines, complaints: Complaints) -> None:
    for transition in machine.transitions:
        line = lines.get(f"id:transition:{transition.id}", 0)
        known = set(dict(transition.sets)) | set(machine.state(transition.origin).variables)
        for name in set(machine.state(transition.target).variables) - known:
            complaints.add(
                line,
                f"transition {transition.id!r}",
                f"it does not set {name!r}",
                "Add it to 'set'",
            )
    if complaints.found:
        return
    reached = {at.state for at in reachable(machine)}
    for state in machine.states:
        if state.id not in reached:
            line = lines.get(f"id:state:{state.id}", 0)
            complaints.add(
                line, f"state {state.id!r}", "cannot be reached", "Add a transition into it"
            )
