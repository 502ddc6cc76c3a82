"""Check what a machine says about wrong arrows: every name known, and none of them true."""

from collections.abc import Iterator, Mapping

from quizapp.content.complaints import Complaints
from quizapp.engine import Machine, Misconception

FEWEST_PARTS = 2
"""An arrow known by one part only would be named wherever it appears."""


def check_misconceptions(
    machine: Machine, lines: Mapping[str, int], complaints: Complaints
) -> None:
    """Complain of patterns with unknown names, with too few parts, or that are right."""
    seen: set[str] = set()
    for item in machine.misconceptions:
        line = lines.get(f"id:misconception:{item.id}", 0)
        problems = list(_problems(machine, item))
        if item.id in seen:
            problems.append(("the id is used twice", "Choose another"))
        seen.add(item.id)
        for problem, remedy in problems:
            complaints.add(line, f"misconception {item.id!r}", problem, remedy)


def _problems(machine: Machine, item: Misconception) -> Iterator[tuple[str, str]]:
    for state in (item.tail, item.head):
        if state is not None and not machine.has_state(state):
            yield f"there is no state {state!r}", "Use a state's id"
    if item.event is not None and not machine.has_event(item.event):
        yield f"there is no event {item.event!r}", "Use an event's id"
    if sum(part is not None for part in (item.tail, item.event, item.head)) < FEWEST_PARTS:
        yield "it would fit nearly every arrow", "Give at least two of 'from', 'on', 'to'"
        return
    for rule in machine.transitions:
        if item.fits(rule.origin, rule.event, rule.target, rule.sends):
            yield f"it fits {rule.id!r}, which is right", "Make the pattern narrower"
