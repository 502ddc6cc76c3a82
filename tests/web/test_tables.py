"""The transition table in words."""

from collections.abc import Iterator

import pytest
from flask import Flask

from quizapp.engine import Machine
from quizapp.web.tables import cited, sections


@pytest.fixture(autouse=True)
def _english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def test_every_state_has_a_section_with_every_event(machine: Machine) -> None:
    for section, state in zip(sections(machine), machine.states, strict=True):
        events = {line.event for line in (*section.moving, *section.staying)}
        assert section.name == state.id
        assert events == {event.label.en for event in machine.events}


def test_every_line_says_why_and_where_it_is_written(machine: Machine) -> None:
    for section in sections(machine):
        for line in (*section.moving, *section.staying):
            assert line.why
            assert line.source


def test_lines_that_move_name_the_state_they_lead_to(machine: Machine) -> None:
    for section in sections(machine):
        assert all(line.target for line in section.moving)
        assert not any(line.target for line in section.staying)


def test_guards_and_variants_are_told(turnstile: Machine) -> None:
    lines = [line for section in sections(turnstile) for line in section.moving]
    lines += [line for section in sections(turnstile) for line in section.staying]
    assert any(line.guard for line in lines)
    assert any(line.variants for line in lines)


def test_the_machines_own_document_is_cited_first(machine: Machine) -> None:
    documents = cited(machine)
    assert documents[0] == machine.source.document
    assert len(set(documents)) == len(documents)
