"""Draw an arrow wrong on purpose, so that the engine proves it wrong and it shows."""

from collections.abc import Iterator
from functools import lru_cache

from quizapp.engine import Machine, Text, Transition
from quizapp.engine.compare import Arrow, arrow_of, find_parting
from quizapp.grading import Edge
from quizapp.questions.wording import outcome_label, sends_label


@lru_cache(maxsize=512)
def mutations(machine: Machine, rule: Transition) -> dict[str, tuple[Edge, ...]]:
    """Return the wrong arrows one could draw instead, by what is wrong with them.

    Each is proven wrong: neither the machine nor any variant does so, no other arrow of the
    diagram leaves the state on that event, and a run tells the two diagrams apart.
    """
    kinds = {
        "event": _with_other_events(machine, rule),
        "reversed": iter((Edge(rule.target, rule.origin, rule.event, rule.sends),)),
        "sends": _with_other_sends(machine, rule),
        "target": _with_other_targets(machine, rule),
    }
    proven = {
        kind: tuple(edge for edge in edges if _is_wrong(machine, rule, edge))
        for kind, edges in kinds.items()
    }
    return {kind: edges for kind, edges in proven.items() if edges}


def _with_other_targets(machine: Machine, rule: Transition) -> Iterator[Edge]:
    for state in machine.states:
        if state.id not in (rule.origin, rule.target):
            yield Edge(rule.origin, state.id, rule.event, rule.sends)


def _with_other_events(machine: Machine, rule: Transition) -> Iterator[Edge]:
    for event in dict.fromkeys(other.event for other in machine.drawn()):
        if event != rule.event:
            yield Edge(rule.origin, rule.target, event, rule.sends)


def _with_other_sends(machine: Machine, rule: Transition) -> Iterator[Edge]:
    for sends in dict.fromkeys(other.sends for other in machine.drawn()):
        # What shares a segment would pass as a slip if it were drawn again as it stands.
        if set(sends) != set(rule.sends) and not set(sends) & set(rule.sends):
            yield Edge(rule.origin, rule.target, rule.event, sends)


def _is_wrong(machine: Machine, rule: Transition, edge: Edge) -> bool:
    others = [other for other in machine.drawn() if other is not rule]
    if any((item.origin, item.event) == (edge.tail, edge.event) for item in others):
        return False
    if _does_somebody(machine, edge):
        return False
    arrow = Arrow(edge.tail, edge.event, edge.head, edge.sends)
    arrows = [*(arrow_of(other) for other in others), arrow]
    demanded = {other.id for other in machine.drawn()}
    return find_parting(machine, arrows, demanded) is not None


def _does_somebody(machine: Machine, edge: Edge) -> bool:
    """Tell whether the machine, or any variant of it, does what an arrow says."""
    for outcome in machine.cell(edge.tail, edge.event):
        goes = outcome.target if isinstance(outcome, Transition) else edge.tail
        done = [(goes, set(outcome.sends))]
        done += [
            (variant.target or edge.tail, set(variant.sends))
            for variant in machine.variants_of(outcome.id)
        ]
        if (edge.head, set(edge.sends)) in done:
            return True
    return False


def corrected(machine: Machine, rule: Transition, wrong: Edge) -> Text:
    """Return an arrow in words, and after it the one that it is mistaken for."""
    right, event = outcome_label(machine, rule), machine.event(wrong.event).label
    sent = sends_label("; ".join(wrong.sends)) if wrong.sends else Text(en="", zh="")
    en = f"{wrong.tail} · {event.en} → {wrong.head}" + (f", {sent.en}" if sent.en else "")
    zh = f"{wrong.tail} · {event.zh} → {wrong.head}" + (f"，{sent.zh}" if sent.zh else "")
    return Text(
        en=f"{right.en} (not {en})",
        zh=f"{right.zh}（而不是 {zh}）",
    )
