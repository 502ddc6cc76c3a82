"""A machine as somebody else runs it: the canon with one party's variants put in."""

from collections.abc import Iterator
from dataclasses import fields, replace

from quizapp.engine.machine import (
    Machine,
    Outcome,
    Reaction,
    Response,
    Transition,
    Variant,
)


def variant_tags(machine: Machine) -> tuple[str, ...]:
    """Return who does anything otherwise, sorted."""
    return tuple(sorted({variant.tag for variant in machine.variants}))


def as_run_by(machine: Machine, tag: str) -> Machine:
    """Return the machine in which every outcome with a variant of that tag is replaced.

    Where one party has several variants of one outcome, the first of the file holds.
    """
    chosen: dict[str, Variant] = {}
    for variant in machine.variants:
        if variant.tag == tag:
            chosen.setdefault(variant.of, variant)
    outcomes = [
        changed
        for outcome in machine.outcomes()
        for changed in _replaced(outcome, chosen.get(outcome.id))
    ]
    return replace(
        machine,
        transitions=tuple(item for item in outcomes if isinstance(item, Transition)),
        responses=tuple(item for item in outcomes if isinstance(item, Response)),
        impossible=tuple(item for item in machine.impossible if item.id not in chosen),
    )


def _replaced(outcome: Outcome, variant: Variant | None) -> Iterator[Outcome]:
    """Yield an outcome as the variant has it, one for each state it holds in."""
    if variant is None:
        yield outcome
        return
    shared = {
        item.name: getattr(outcome, item.name)
        for item in fields(Outcome)
        if item.name not in ("id", "states", "sends", "fields", "why", "source")
    }
    for state in outcome.states:
        told = {"id": variant.id, "states": (state,), "sends": variant.sends}
        told |= {"fields": _fields(outcome, variant)}
        told |= {"why": variant.why, "source": variant.source}
        if variant.target is None or variant.target == state:
            kind = Reaction.HANDLED if variant.sends else Reaction.IGNORED
            yield Response(**shared, **told, kind=kind)
        else:
            yield Transition(**shared, **told, target=variant.target)


def _fields(outcome: Outcome, variant: Variant) -> tuple[str, ...]:
    """Return the sequence fields of what a variant sends, as the canon has them."""
    known = dict(zip(outcome.sends, outcome.fields, strict=False))
    return tuple(known.get(name, "SEQ=SND.NXT, ACK=RCV.NXT") for name in variant.sends)
