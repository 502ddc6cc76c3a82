import json
from xml.etree import ElementTree

import pytest

from quizapp.diagrams import (
    GraphvizMissingError,
    UnknownRoleError,
    UnknownThemeError,
    find_engine,
)
from quizapp.engine import Machine
from quizapp.services.formats import UnknownFormatError
from quizapp.services.pictures import (
    EXPORT_FORMATS,
    THEMES,
    export_machine,
    picture_and_layout,
)


def _engines() -> list[str]:
    """Return the ways of laying out that work here; one always does."""
    found = []
    for preference in ("auto", "bundled", "system"):
        try:
            find_engine(preference)
        except GraphvizMissingError:
            continue
        found.append(preference)
    return found


ENGINES = _engines()


def test_a_diagram_can_be_laid_out_here() -> None:
    assert "auto" in ENGINES


@pytest.mark.parametrize("graphviz", ENGINES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_svg_names_every_state_and_arrow(tcp: Machine, graphviz: str, language: str) -> None:
    text = export_machine(tcp, graphviz, "svg", language, None, "light")
    root = ElementTree.fromstring(text.encode())
    assert root.tag.endswith("}svg")
    facts = {item.get("data-fact") for item in root.iter()} - {None}
    states = {item.get("data-state") for item in root.iter()} - {None}
    assert facts == {item.id for item in tcp.drawn()}
    assert states == {state.id for state in tcp.states}
    assert tcp.title.in_language(language) in text


@pytest.mark.parametrize("graphviz", ENGINES)
def test_dot_draws_every_state_and_arrow(machine: Machine, graphviz: str) -> None:
    text = export_machine(machine, graphviz, "dot", "en", None, "light")
    assert text.count(" -> ") == len(machine.drawn())
    assert all(state.id in text for state in machine.states)


@pytest.mark.parametrize("graphviz", ENGINES)
def test_json_holds_the_machine_and_its_layout(machine: Machine, graphviz: str) -> None:
    document = json.loads(export_machine(machine, graphviz, "json", "en", None, "light"))
    text = json.dumps(document)
    assert all(f'"{state.id}"' in text for state in machine.states)
    assert all(f'"{item.id}"' in text for item in machine.drawn())


@pytest.mark.parametrize("role", ["client", "server", "active-close", "passive-close"])
def test_a_role_is_drawn_alone(tcp: Machine, role: str) -> None:
    picture, _ = picture_and_layout(tcp, "auto", "en", role)
    drawn = {edge.fact for edge in picture.edges}
    assert drawn == {item.id for item in tcp.drawn() if role in item.roles}


@pytest.mark.parametrize("theme", THEMES)
def test_themes_differ(turnstile: Machine, theme: str) -> None:
    texts = {
        other: export_machine(turnstile, "auto", "svg", "en", None, other) for other in THEMES
    }
    assert [other for other, text in texts.items() if text == texts[theme]] == [theme]


def test_what_there_is_not_is_refused(turnstile: Machine) -> None:
    with pytest.raises(UnknownFormatError, match="no format 'png'; choose svg, dot, json"):
        export_machine(turnstile, "auto", "png", "en", None, "light")
    with pytest.raises(UnknownRoleError):
        export_machine(turnstile, "auto", "svg", "en", "juggler", "light")
    with pytest.raises(UnknownThemeError):
        export_machine(turnstile, "auto", "svg", "en", None, "pink")
    assert EXPORT_FORMATS == ("svg", "dot", "json")
