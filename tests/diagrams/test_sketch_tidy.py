"""A tidy drawing: in a shape that suits a screen, no arrow through a state."""

import pytest

from quizapp.diagrams import lay_out_by
from quizapp.diagrams.curves import sample
from quizapp.diagrams.sketch import (
    Sketch,
    SketchEdge,
    SketchState,
    box_of,
    picture_of_sketch,
)
from quizapp.diagrams.sketch_routes import sketch_routes
from quizapp.diagrams.sketch_tidy import Tidied, tidied
from quizapp.engine import Machine


def figure(machine: Machine) -> Sketch:
    """The printed diagram, with all states in one heap."""
    states = tuple(SketchState(f"s-{state.id}", state.id, 0, 0) for state in machine.states)
    edges = tuple(
        SketchEdge(rule.id, f"s-{rule.origin}", f"s-{rule.target}", ("rcv SYN", "snd SYN,ACK"))
        for rule in machine.drawn()
    )
    return Sketch("", "en", states, edges)


def tidy(sketch: Sketch) -> Tidied:
    picture = picture_of_sketch(sketch)
    return tidied(sketch, picture, lay_out_by("auto", picture))


def placed(sketch: Sketch, found: Tidied) -> Sketch:
    """The drawing as the canvas shows it afterwards."""
    states = (SketchState(one.id, one.name, *found.places[one.id]) for one in sketch.states)
    edges = (
        SketchEdge(one.id, one.tail, one.head, one.lines, found.bends.get(one.id, (0.0, 0.0)))
        for one in sketch.edges
    )
    return Sketch("", "en", tuple(states), tuple(edges))


def test_no_arrow_runs_through_a_state(tcp: Machine) -> None:
    drawn = placed(figure(tcp), tidy(figure(tcp)))
    boxes = {state.id: box_of(state) for state in drawn.states}
    routes = sketch_routes(drawn)
    struck = [
        (edge.id, state)
        for edge in drawn.edges
        for state, box in boxes.items()
        if state not in (edge.tail, edge.head) and box.count(sample(routes[edge.id], 60), 2)
    ]
    assert struck == []


def test_states_keep_apart_and_use_the_width_of_a_screen(tcp: Machine) -> None:
    drawn = placed(figure(tcp), tidy(figure(tcp)))
    boxes = [box_of(state) for state in drawn.states]
    assert not any(one.overlaps(other) for one in boxes for other in boxes if one is not other)
    wide = max(box.right for box in boxes) - min(box.x for box in boxes)
    high = max(box.bottom for box in boxes) - min(box.y for box in boxes)
    assert 0.9 < wide / high < 2


def test_the_same_drawing_is_tidied_alike(tcp: Machine) -> None:
    assert tidy(figure(tcp)) == tidy(figure(tcp))


@pytest.mark.parametrize("count", [1, 2])
def test_few_states_and_loops_are_tidied_too(count: int) -> None:
    states = tuple(SketchState(f"s{n}", "A", 5, 5) for n in range(count))
    sketch = Sketch("", "en", states, (SketchEdge("e", "s0", "s0", ("go",)),))
    found = tidy(sketch)
    assert len(set(found.places.values())) == count
    assert found.bends == {}
