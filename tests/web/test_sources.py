"""A citation of an RFC leads to its section; others stay words."""

import pytest

from quizapp.engine import Source
from quizapp.web.sources import citation, find_address

RFCS = "https://www.rfc-editor.org/rfc/rfc"


@pytest.mark.parametrize(
    ("source", "address"),
    [
        (Source("RFC 9293", "3.10.7.4"), f"{RFCS}9293#section-3.10.7.4"),
        (Source("RFC 793", "3"), f"{RFCS}793#section-3"),
        (Source("RFC 5961", "A.1"), f"{RFCS}5961#appendix-A.1"),
        (Source("RFC 9293", "Figure 5"), f"{RFCS}9293"),
        (Source("Linux", "net/ipv4/tcp.c"), None),
        (Source("RFC 9293 bis", "3"), None),
    ],
)
def test_an_address_is_told_where_there_is_one(source: Source, address: str | None) -> None:
    assert find_address(source) == address


def test_a_link_tells_nobody_where_one_comes_from() -> None:
    assert citation(Source("RFC 9293", "3.4")) == (
        f'<a href="{RFCS}9293#section-3.4" rel="noopener noreferrer">RFC 9293 §3.4</a>'
    )


def test_a_citation_is_escaped() -> None:
    assert citation(Source("<b>", "1")) == "&lt;b&gt; §1"
    assert "<b>" not in citation(Source("RFC 1", "<b>"))
