"""Files to take away: SVG for any viewer, DOT that Graphviz reads, JSON for programs."""

import json
import subprocess
from xml.etree import ElementTree

import pytest

from quizapp.diagrams import (
    UnknownThemeError,
    export_dot,
    export_json,
    export_svg,
    find_engine,
    lay_out,
    picture_of,
)
from quizapp.diagrams.engines import run_engine
from quizapp.diagrams.standalone import THEMES

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["en", "zh"])
def drawn(request, tcp):
    picture = picture_of(tcp, request.param)
    return picture, lay_out(picture, find_engine())


@pytest.mark.parametrize("theme", THEMES)
def test_a_file_needs_nothing_but_itself(drawn, theme):
    document = export_svg(*drawn, theme)
    assert document.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    for foreign in ("currentColor", "var(", "<style", "style=", "href", "url("):
        assert foreign not in document
    root = ElementTree.fromstring(document.encode())
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


def test_a_file_names_its_source_and_explains_its_lines(drawn):
    picture, layout = drawn
    root = ElementTree.fromstring(export_svg(picture, layout, "light").encode())
    said = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert picture.source in said
    assert {entry.label for entry in picture.legend} <= set(said)
    assert root.findtext(f"{SVG}title") == picture.title
    assert root.findtext(f"{SVG}desc") == picture.description


def test_a_printed_file_is_black_on_white(drawn):
    root = ElementTree.fromstring(export_svg(*drawn, "print").encode())
    colours = {element.get(key) for element in root.iter() for key in ("fill", "stroke")}
    assert colours <= {None, "none", "#000000", "#ffffff"}


def test_a_file_keeps_the_ids_of_states_and_transitions(drawn):
    picture, layout = drawn
    document = export_svg(picture, layout, "dark")
    assert all(f'data-fact="{edge.fact}"' in document for edge in picture.edges)
    assert all(f'data-state="{node.state}"' in document for node in picture.nodes)


def test_a_small_diagram_is_wide_enough_for_its_footing(tcp):
    picture = picture_of(tcp, "en", role="client")
    layout = lay_out(picture, find_engine())
    root = ElementTree.fromstring(export_svg(picture, layout).encode())
    last = max(float(text.get("x")) for text in root.findall(f"{SVG}text"))
    assert last + 100 < float(root.get("width"))


def test_an_unknown_theme_is_refused_with_those_there_are(drawn):
    with pytest.raises(UnknownThemeError, match="light, dark, print"):
        export_svg(*drawn, "sepia")


def test_graphviz_reads_the_exported_dot(drawn, engine):
    picture, _ = drawn
    answer = json.loads(run_engine(engine, export_dot(picture)))
    labels = {item["label"] for item in answer["objects"] if "pos" in item}
    assert labels == {node.label for node in picture.nodes}
    assert len(answer["edges"]) == len(picture.edges)
    assert {edge.get("style") for edge in answer["edges"]} == {None, "dashed"}


@pytest.mark.parametrize(
    "hostile", ["<b>html</b>", "a:b", '"; }', "\\N \\", "\x00x", "<", "a\nb"]
)
def test_hostile_words_stay_words_in_dot(make_small, engine, hostile):
    picture = picture_of(make_small(hostile, states=(hostile, "B")), "en")
    source = export_dot(picture)
    done = subprocess.run(
        [engine, "-Kdot", "-Tsvg"], input=source.encode(), capture_output=True, check=True
    )
    root = ElementTree.fromstring(done.stdout)
    drawn = {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    assert " ".join(hostile.replace("\x00", " ").split()) in {
        " ".join(line.replace("\xa0", " ").split()) for line in drawn
    }


def test_the_json_holds_what_its_documentation_promises(drawn, tcp):
    picture, layout = drawn
    document = json.loads(export_json(tcp, picture, layout))
    assert document["machine"] == "tcp"
    assert document["source"] == "RFC 9293 §3.3.2"
    assert {state["id"] for state in document["states"]} == {s.id for s in tcp.states}
    rule = next(item for item in document["transitions"] if item["id"] == "syn-received.rst")
    assert rule == {
        "id": "syn-received.rst",
        "from": "SYN-RECEIVED",
        "event": "rst",
        "to": "LISTEN",
        "when": {"opened": "passive"},
        "send": [],
        "tier": 2,
        "roles": [],
        "drawn": "figure",
        "source": "RFC 9293 §3.3.2",
    }
