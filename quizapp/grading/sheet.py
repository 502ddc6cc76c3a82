"""A drawing as it lies on the canvas: the one JSON format, read strictly and within bounds."""

from collections.abc import Iterable
from math import isfinite
from typing import Any, Literal

import msgspec
from msgspec import Struct

from quizapp.errors import AnswerError

MOST_BYTES = 256_000
MOST_STATES = 40
MOST_EDGES = 150
MOST_CHARACTERS = 200
FURTHEST = 1e5
"""Canvas units from the middle, in each direction."""


class SheetState(Struct, frozen=True, forbid_unknown_fields=True):
    """A state as drawn: what the learner wrote, and where its middle is."""

    id: str
    name: str
    x: float = 0.0
    y: float = 0.0
    given: bool = False
    """Put there by the level."""


class SheetEdge(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"tail": "from", "head": "to"}
):
    """An arrow as drawn, between two states' ids, with its label typed or chosen."""

    id: str
    tail: str
    head: str
    label: str = ""
    event: str = ""
    send: str = ""
    bend: tuple[float, float] = (0.0, 0.0)
    how: Literal["typed", "chosen"] = "typed"
    at: float = 0.0
    """Seconds after the start at which it was made."""
    given: bool = False


class Sheet(Struct, frozen=True, forbid_unknown_fields=True):
    """All that lies on the canvas."""

    version: Literal[1] = 1
    states: tuple[SheetState, ...] = ()
    edges: tuple[SheetEdge, ...] = ()


def read_sheet(raw: bytes | str) -> Sheet:
    """Read a drawing; raises ``AnswerError`` naming the place for anything out of bounds."""
    text = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if len(text) > MOST_BYTES:
        raise AnswerError(
            "drawing",
            "This drawing is too large: at most %(most)s kB are read.",
            most=str(MOST_BYTES // 1000),
        )
    try:
        sheet = msgspec.json.decode(text, type=Sheet)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise _unreadable(str(problem)) from problem
    _check(sheet)
    return sheet


def sheet_of(values: Any) -> Sheet:
    """Read a drawing from plain values; raises ``AnswerError`` as ``read_sheet`` does."""
    try:
        raw = msgspec.json.encode(values)
    except (UnicodeEncodeError, RecursionError) as problem:
        raise _unreadable("") from problem
    return read_sheet(raw)


def write_sheet(sheet: Sheet) -> bytes:
    """Return a drawing as JSON, as it is stored and exported."""
    return msgspec.json.encode(sheet)


def sheet_values(sheet: Sheet) -> dict[str, Any]:
    """Return a drawing as plain values, as the canvas reads them."""
    values: dict[str, Any] = msgspec.json.decode(write_sheet(sheet))
    return values


def drawn_by(sheet: Sheet, seconds: float) -> Sheet:
    """Return what was on the canvas by then: the given arrows, and those made in time."""
    edges = tuple(edge for edge in sheet.edges if edge.given or edge.at <= seconds)
    return msgspec.structs.replace(sheet, edges=edges)


def _unreadable(problem: str) -> AnswerError:
    place = problem.rpartition("`$")[2].rstrip("`").lstrip(".") if "`$" in problem else ""
    return AnswerError(
        place or "drawing",
        "This drawing cannot be read at “%(place)s”. Reload the page: what was saved is kept.",
        place=place or "drawing",
    )


def _check(sheet: Sheet) -> None:
    _check_count("states", len(sheet.states), MOST_STATES)
    _check_count("edges", len(sheet.edges), MOST_EDGES)
    _check_ids("states", [state.id for state in sheet.states])
    _check_ids("edges", [edge.id for edge in sheet.edges])
    for number, state in enumerate(sheet.states):
        _check_text(f"states[{number}].name", (state.id, state.name))
        _check_numbers(f"states[{number}]", (state.x, state.y))
    ids = {state.id for state in sheet.states}
    for number, edge in enumerate(sheet.edges):
        _check_text(f"edges[{number}].label", (edge.id, edge.label, edge.event, edge.send))
        _check_numbers(f"edges[{number}]", (*edge.bend, edge.at / FURTHEST))
        for end, state_id in (("from", edge.tail), ("to", edge.head)):
            if state_id not in ids:
                raise AnswerError(
                    f"edges[{number}].{end}",
                    "“%(place)s”: this arrow ends at a state that is not there.",
                    place=f"edges[{number}].{end}",
                )


def _check_count(field: str, count: int, most: int) -> None:
    if count > most:
        raise AnswerError(
            field,
            "“%(place)s”: %(count)s are too many; at most %(most)s are read.",
            place=field,
            count=str(count),
            most=str(most),
        )


def _check_ids(field: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for number, name in enumerate(ids):
        if not name or name in seen:
            raise AnswerError(
                f"{field}[{number}].id",
                "“%(place)s”: the id is missing or used twice.",
                place=f"{field}[{number}].id",
            )
        seen.add(name)


def _check_text(place: str, texts: Iterable[str]) -> None:
    if any(len(text) > MOST_CHARACTERS for text in texts):
        raise AnswerError(
            place,
            "“%(place)s”: the text is too long; write at most %(most)s characters.",
            place=place,
            most=str(MOST_CHARACTERS),
        )


def _check_numbers(place: str, numbers: Iterable[float]) -> None:
    if not all(isfinite(number) and abs(number) <= FURTHEST for number in numbers):
        raise AnswerError(place, "“%(place)s”: this is not a place on the canvas.", place=place)
