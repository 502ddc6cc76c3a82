"""Lay a picture out although a Graphviz fails: by the next one, at once and for a while."""

from pathlib import Path
from time import monotonic

from quizapp.diagrams.engines import TIMEOUT, find_engines
from quizapp.diagrams.failures import GraphvizError
from quizapp.diagrams.layout import Layout, lay_out
from quizapp.diagrams.picture import Picture

PAUSE = 600.0
"""Seconds for which a program that failed is not tried again."""

_failed: dict[Path, tuple[float, GraphvizError]] = {}


def lay_out_by(preference: str, picture: Picture, *, timeout: float = TIMEOUT) -> Layout:
    """Return the geometry of a picture by the first program that is up to it.

    One that failed is left alone for a while: nobody waits for it on every page. Raises
    ``PictureTooLargeError``, ``GraphvizMissingError`` or what the last program failed with.
    """
    for engine in find_engines(preference):
        try:
            return _lay_out(engine, picture, timeout)
        except GraphvizError as problem:
            last = problem
    raise last


def forget_failures() -> None:
    """Try every program again."""
    _failed.clear()


def _lay_out(engine: Path, picture: Picture, timeout: float) -> Layout:
    since, problem = _failed.get(engine, (None, None))
    if since is not None and problem is not None and monotonic() - since < PAUSE:
        raise problem.with_traceback(None)
    try:
        layout = lay_out(picture, engine, timeout=timeout)
    except GraphvizError as found:
        _failed[engine] = (monotonic(), found)
        raise
    _failed.pop(engine, None)
    return layout
