"""State names set apart in running text."""

import pytest
from flask import Flask

from quizapp.engine import Machine, Text
from quizapp.web.names import name_markup

CASES = [
    ("In LISTEN.", 'In <b class="state">LISTEN</b>.'),
    ("处于LISTEN状态", '处于<b class="state">LISTEN</b>状态'),
    ("CLOSE-WAIT or CLOSED", '<b class="state">CLOSE-WAIT</b> or <b class="state">CLOSED</b>'),
    ("LISTENING, XCLOSED, CLOSED-X", "LISTENING, XCLOSED, CLOSED-X"),
    ("<b>&", "&lt;b&gt;&amp;"),
]


@pytest.mark.parametrize(("text", "markup"), CASES)
def test_whole_names_are_set_apart_and_all_else_is_escaped(
    tcp: Machine, text: str, markup: str
) -> None:
    assert str(name_markup(text, tcp)) == markup


def test_a_text_is_taken_in_the_language_of_the_page(app: Flask, tcp: Machine) -> None:
    with app.test_request_context(headers={"Accept-Language": "zh"}):
        assert name_markup(Text("one", "一"), tcp) == "一"
