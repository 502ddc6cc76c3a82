"""How much room words need, without asking a font: the same answer on every machine."""

import unicodedata

from quizapp.diagrams.picture import Edge
from quizapp.engine.text import is_wide

NODE_SIZE = 14.0
LABEL_SIZE = 13.0
LINE_HEIGHT = 16.0
NODE_HEIGHT = 40.0
NODE_PADDING = 13.0

_NARROW = frozenset("iljtfrI.,:;'|!()[]` ")
_WIDE = frozenset("mwMW@%—…")


def text_width(text: str, size: float) -> float:
    """Return the width of a line of text; generous, since fonts differ.

    >>> text_width("状态", 10)
    20.0
    """
    return size * sum(map(_ems, text))


def _ems(char: str) -> float:
    if is_wide(char):
        return 1.0
    if unicodedata.combining(char):
        return 0.0
    if char in _NARROW:
        return 0.34
    if char in _WIDE:
        return 0.92
    return 0.7 if char.isupper() else 0.58


def node_width(label: str) -> float:
    """Return the width of the box of a state."""
    return max(92.0, round(text_width(label, NODE_SIZE) + 2 * NODE_PADDING))


def label_size(edge: Edge) -> tuple[float, float]:
    """Return the box kept free for the words of an edge, a mark and a line of remarks."""
    lines = edge.label_lines
    widest = max((text_width(line, LABEL_SIZE) for line in lines), default=0.0)
    return round(widest + 14), max(3, len(lines)) * LINE_HEIGHT
