"""What lies on the canvas when a drill begins: nothing, the states, or part of the diagram."""

import random
from collections.abc import Mapping
from dataclasses import replace

from msgspec import structs

from quizapp.diagrams import Picture
from quizapp.diagrams.sketch import Sketch, SketchEdge, SketchState
from quizapp.diagrams.sketch_tidy import Tidied, tidied
from quizapp.engine import Machine, Text, Transition
from quizapp.grading import Level, LevelKind
from quizapp.grading.demand import diagram
from quizapp.grading.label import says
from quizapp.grading.sheet import Sheet, SheetEdge, SheetState
from quizapp.grading.understanding import label_of
from quizapp.services import pictures

SEPARATOR = "; "
SENDS = Text(en="snd {}", zh="发送 {}")


def asked_facts(machine: Machine, level: Level, seed: int) -> tuple[str, ...]:
    """Return the transitions taken out of the diagram; none where all of them are asked."""
    if level.kind is not LevelKind.MISSING_EDGES:
        return ()
    pool = [rule.id for rule in diagram(machine, level.role)]
    taken = random.Random(seed).sample(pool, min(level.size, len(pool)))
    return tuple(fact for fact in pool if fact in taken)


def first_sheet(machine: Machine, level: Level, asked: tuple[str, ...], graphviz: str) -> Sheet:
    """Return what a level puts on the canvas, less what is asked; raises a Graphviz error."""
    if level.kind is LevelKind.BLANK_PAGE:
        return Sheet()
    picture, layout = pictures.picture_and_layout(machine, graphviz, "en", level.role or None)
    ids = {node.state: f"s{place}" for place, node in enumerate(picture.nodes, start=1)}
    shown = {f"e{place}": rule for place, rule in enumerate(_shown(machine, level, asked), 1)}
    is_labelled = not level.kind.gives_arrows
    sheet = Sheet(
        states=tuple(SheetState(name, state, given=True) for state, name in ids.items()),
        edges=tuple(_given(rule, name, ids, is_labelled) for name, rule in shown.items()),
    )
    names = {rule.id: name for name, rule in shown.items()}
    found = tidied(plain_sketch(machine, sheet, "en"), _renamed(picture, ids, names), layout)
    return _placed(sheet, found)


def _shown(machine: Machine, level: Level, asked: tuple[str, ...]) -> list[Transition]:
    """Return the arrows that are given: all without their labels, or all but those asked."""
    if level.kind is LevelKind.STATES_GIVEN:
        return []
    return [rule for rule in diagram(machine, level.role) if rule.id not in asked]


def _renamed(picture: Picture, ids: Mapping[str, str], names: Mapping[str, str]) -> Picture:
    """Return a picture that calls everything as the canvas does, less what is asked."""
    nodes = tuple(replace(node, state=ids[node.state]) for node in picture.nodes)
    kept = (edge for edge in picture.edges if edge.fact in names)
    edges = tuple(replace(edge, fact=names[edge.fact]) for edge in kept)
    return replace(picture, nodes=nodes, edges=edges)


def _placed(sheet: Sheet, found: Tidied) -> Sheet:
    at = found.places
    states = (structs.replace(one, x=at[one.id][0], y=at[one.id][1]) for one in sheet.states)
    edges = (
        structs.replace(one, bend=found.bends.get(one.id, one.bend)) for one in sheet.edges
    )
    return Sheet(states=tuple(states), edges=tuple(edges))


def _given(
    rule: Transition, edge_id: str, ids: Mapping[str, str], is_labelled: bool
) -> SheetEdge:
    return SheetEdge(
        id=edge_id,
        tail=ids[rule.origin],
        head=ids[rule.target],
        event=rule.event if is_labelled else "",
        send=SEPARATOR.join(rule.sends) if is_labelled else "",
        how="chosen" if is_labelled else "typed",
        given=True,
    )


def plain_sketch(of: Machine, sheet: Sheet, language: str, title: str = "") -> Sketch:
    """Return a drawing as it lies there, unmarked, in the learner's own words."""
    return Sketch(
        title=title,
        language=language,
        states=tuple(
            SketchState(state.id, state.name, state.x, state.y) for state in sheet.states
        ),
        edges=tuple(
            SketchEdge(
                edge.id, edge.tail, edge.head, label_lines(of, edge, language), edge.bend
            )
            for edge in sheet.edges
        ),
    )


def label_lines(of: Machine, edge: SheetEdge, language: str) -> tuple[str, ...]:
    """Return what stands beside an arrow: as it was written, or the name of what was chosen."""
    if edge.label:
        return tuple(part.strip() for part in edge.label.split(" / ", 1))
    event = edge.event
    if of.has_event(event):
        event = of.event(event).label.in_language(language)
    elif event and (found := label_of(of, edge).readings):
        return tuple(says(of, found[0]).in_language(language).split(" / ", 1))
    sends = SENDS.in_language(language).format(edge.send) if edge.send else ""
    return tuple(part for part in (event, sends) if part)
