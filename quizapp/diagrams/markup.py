"""Safe pieces of SVG: words escaped, numbers short, nothing a label can break out of."""

import re
from html import escape

from quizapp.diagrams.curves import Curve, Point

_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069\ufffe\uffff]+"
)


def plain(text: str) -> str:
    r"""Return a line without control characters, which no drawing format takes.

    >>> plain("a\x00b\nc")
    'a b c'
    """
    return _UNPRINTABLE.sub(" ", text)


def safe(text: str) -> str:
    """Return words for use in an element or an attribute.

    >>> safe('<b> "&"')
    '&lt;b&gt; &quot;&amp;&quot;'
    """
    return escape(plain(text))


def number(value: float) -> str:
    """Return a coordinate with one decimal at most.

    >>> number(3.0), number(2.25)
    ('3', '2.2')
    """
    return f"{value:.1f}".removesuffix(".0")


def point(at: Point) -> str:
    """Return a point as SVG paths write it."""
    return f"{number(at[0])},{number(at[1])}"


def path_data(curve: Curve) -> str:
    """Return a curve as the data of a path."""
    return f"M{point(curve[0])}C{' '.join(map(point, curve[1:]))}"
