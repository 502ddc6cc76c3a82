from pathlib import Path
from typing import Any

import pytest

from quizapp.content.complaints import Complaints
from quizapp.content.entry import Entry
from quizapp.engine import Source, Text


def entry(**values: Any) -> Entry:
    return Entry(values, "state", 4, Complaints(Path("x.toml")))


def said(of: Entry) -> list[str]:
    return [item.problem for item in of.complaints.found]


@pytest.mark.parametrize(
    ("value", "expected", "problems"),
    [
        ("LISTEN", "LISTEN", []),
        ("", "", ["'id' is missing"]),
        (3, "", ["'id' is not a string"]),
        (["LISTEN"], "", ["'id' is not a string"]),
    ],
)
def test_a_string_must_be_there(value: Any, expected: str, problems: list[str]) -> None:
    read = entry(id=value)
    assert read.string("id") == expected
    assert said(read) == problems


@pytest.mark.parametrize(("values", "expected"), [({}, None), ({"returns": "ok"}, "ok")])
def test_a_string_may_be_absent(values: dict[str, Any], expected: str | None) -> None:
    read = entry(**values)
    assert read.find_string("returns") == expected
    assert said(read) == []


@pytest.mark.parametrize(
    ("value", "expected", "problems"),
    [
        (2, 2, []),
        (0, 3, ["tier = 0 is out of bounds"]),
        (4, 3, ["tier = 4 is out of bounds"]),
        (True, 3, ["'tier' is not a whole number"]),
        (1.0, 3, ["'tier' is not a whole number"]),
        ("1", 3, ["'tier' is not a whole number"]),
    ],
)
def test_a_number_is_whole_and_within_bounds(
    value: Any, expected: int, problems: list[str]
) -> None:
    read = entry(tier=value)
    assert read.number("tier", 1, 3, 3) == expected
    assert said(read) == problems


def test_a_binding_is_sorted_so_that_equal_ones_are_equal() -> None:
    assert entry(when={"b": "1", "a": "2"}).binding("when") == (("a", "2"), ("b", "1"))


def test_a_source_is_a_document_and_a_section() -> None:
    cited = {"document": "RFC 9293", "section": "3.10"}
    assert entry(source=cited).source() == Source("RFC 9293", "3.10")


@pytest.mark.parametrize(
    ("rows", "expected", "problems"),
    [
        ([["A"], ["B", "C"]], (("A",), ("B", "C")), []),
        ([], (), []),
        (["A"], (), ["'ranks' is not made of lists of strings"]),
        ([[["A"]]], (), ["'ranks' is not made of lists of strings"]),
        ("A", (), ["'ranks' is not a list"]),
    ],
)
def test_rows_are_lists_of_strings(
    rows: Any, expected: tuple[tuple[str, ...], ...], problems: list[str]
) -> None:
    read = entry(ranks=rows)
    assert read.rows("ranks") == expected
    assert said(read) == problems


def test_texts_are_read_in_order_and_what_is_no_table_is_left_out() -> None:
    read = entry(labels=[{"en": "one", "zh": "一"}, "two"])
    assert read.texts("labels") == (Text(en="one", zh="一"),)


def test_a_sentence_may_be_absent_but_not_half_there() -> None:
    assert entry().find_text("short") is None
    assert entry(short={"en": "one", "zh": "一"}).find_text("short") == Text(en="one", zh="一")
    half = entry(short={"en": "one"})
    half.find_text("short")
    assert said(half) == ["'short' has no 'zh'"]


def test_a_key_nobody_asked_for_is_told_at_the_end() -> None:
    read = entry(id="LISTEN", colour="blue")
    read.string("id")
    read.finish()
    (complaint,) = read.complaints.found
    assert (complaint.line, complaint.entry) == (4, "state 'LISTEN'")
    assert complaint.problem == "'colour' is not a key of a state"
