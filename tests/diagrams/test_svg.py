"""SVG inside pages: what is in the markup, what is not, and what a hearer is told."""

import re
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.diagrams import (
    EdgeLook,
    FreeEdge,
    NodeLook,
    find_engine,
    lay_out,
    picture_of,
    render_svg,
)
from quizapp.engine import Machine

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "</text><script>alert(1)</script>",
    "<b>html</b>",
    "a:b",
    "\x00\x07\x1b control",
    'it\'s "quoted" & \\N \\',
    "]]> <!-- -->",
    "𐍈 \u202e right to left",
    "长" * 200,
]


@pytest.fixture(scope="module")
def drawn(tcp):
    picture = picture_of(tcp, "en")
    return picture, lay_out(picture, find_engine())


def groups(markup, attribute):
    return {
        group.get(attribute): group
        for group in ElementTree.fromstring(markup).iter(f"{SVG}g")
        if group.get(attribute)
    }


def every(picture):
    return {edge.fact for edge in picture.edges}


def words(element):
    return " ".join("".join(text.itertext()) for text in element.iter(f"{SVG}text"))


def test_every_state_and_transition_carries_its_id(drawn):
    picture, layout = drawn
    markup = render_svg(picture, layout)
    assert groups(markup, "data-state").keys() == {node.state for node in picture.nodes}
    assert groups(markup, "data-fact").keys() == {edge.fact for edge in picture.edges}


def test_the_page_alone_decides_the_look(drawn):
    markup = render_svg(*drawn)
    assert "<style" not in markup
    assert "style=" not in markup


def test_a_hidden_edge_leaves_no_trace(drawn, tcp):
    picture, layout = drawn
    hidden = "syn-received.rst"
    markup = render_svg(picture, layout, hidden=[hidden])
    assert hidden not in markup
    assert "RST" not in markup
    assert "after a passive OPEN" not in markup
    assert len(groups(markup, "data-fact")) == len(tcp.drawn()) - 1


def test_nothing_moves_when_edges_are_hidden(drawn):
    picture, layout = drawn
    whole = groups(render_svg(picture, layout), "data-fact")
    part = groups(render_svg(picture, layout, hidden=list(whole)[:10]), "data-fact")
    for fact, group in part.items():
        assert ElementTree.tostring(group) == ElementTree.tostring(whole[fact])
    pattern = re.compile(r"<g class=\"node.*", re.DOTALL)
    all_hidden = render_svg(picture, layout, hidden=list(whole), describe=False)
    assert pattern.search(all_hidden)[0] == pattern.search(render_svg(picture, layout))[0]


def test_a_look_adds_its_class_its_mark_and_its_note(drawn):
    looks = {"listen.syn": EdgeLook("right recall-4", "87 %", "✓", "right")}
    group = groups(render_svg(*drawn, looks=looks), "data-fact")["listen.syn"]
    assert group.get("class").split() == ["edge", "edge--dashed", "right", "recall-4"]
    assert words(group) == "✓ rcv SYN snd SYN,ACK 87 %"


def test_an_edge_that_is_asked_about_keeps_its_label_back(drawn):
    looks = {"syn-received.rst": EdgeLook("asked", mark="?", label=False)}
    markup = render_svg(*drawn, looks=looks)
    assert words(groups(markup, "data-fact")["syn-received.rst"]).strip() == "?"
    assert "rcv RST" not in markup


def test_what_a_mark_means_is_said_to_those_who_hear_the_diagram(drawn):
    markup = render_svg(
        *drawn,
        looks={"listen.syn": EdgeLook("right", mark="✓", spoken="correct")},
        node_looks={"LISTEN": NodeLook("asked", "?", "asked about")},
    )
    said = ElementTree.fromstring(markup).findtext(f"{SVG}desc")
    assert "LISTEN to SYN-RECEIVED: rcv SYN; snd SYN,ACK. (correct)" in said
    assert "LISTEN: asked about." in said


def test_title_and_description_are_wired_to_the_image(drawn):
    root = ElementTree.fromstring(render_svg(*drawn, id_prefix="second", title="Mine"))
    assert root.get("role") == "img"
    ids = root.get("aria-labelledby").split()
    found = {item.get("id"): item.text for item in root if item.get("id")}
    assert list(found) == ids == ["second-title", "second-desc"]
    assert found["second-title"] == "Mine"


def test_without_description_nothing_is_given_away(drawn):
    picture, layout = drawn
    markup = render_svg(picture, layout, hidden=every(picture), describe=False)
    root = ElementTree.fromstring(markup)
    assert root.find(f"{SVG}desc") is None
    assert "desc" not in root.get("aria-labelledby")


def test_without_names_the_states_show_numbers_in_reading_order(drawn):
    picture, layout = drawn
    markup = render_svg(picture, layout, names=False, interactive=True, hidden=every(picture))
    nodes = groups(markup, "data-state")
    assert words(nodes["CLOSED"]) == "1"
    assert nodes["CLOSED"].get("aria-label") == "State 1"
    assert words(nodes["TIME-WAIT"]) == "11"
    assert "desc" not in markup


def test_an_interactive_diagram_offers_its_states_as_buttons(drawn):
    markup = render_svg(
        *drawn, interactive=True, node_looks={"CLOSED": NodeLook(spoken="chosen")}
    )
    assert ElementTree.fromstring(markup).get("role") == "group"
    nodes = groups(markup, "data-state")
    assert {node.get("role") for node in nodes.values()} == {"button"}
    assert {node.get("tabindex") for node in nodes.values()} == {"0"}
    assert nodes["LISTEN"].get("aria-label") == "LISTEN"
    assert nodes["CLOSED"].get("aria-label") == "CLOSED, chosen"


def test_a_node_look_adds_its_class_and_mark(drawn):
    markup = render_svg(*drawn, node_looks={"LISTEN": NodeLook("wrong", "✗")})
    node = groups(markup, "data-state")["LISTEN"]
    assert node.get("class") == "node wrong"
    assert words(node) == "LISTEN ✗"


def test_a_drawn_edge_of_the_learner_is_shown_and_told(drawn):
    free = FreeEdge(
        "CLOSED", "TIME-WAIT", ("rcv FIN",), EdgeLook("extra", mark="+", spoken="extra")
    )
    markup = render_svg(*drawn, extra=[free])
    group = groups(markup, "data-tail")["CLOSED"]
    assert group.get("class") == "edge edge--free extra"
    assert words(group) == "+ rcv FIN"
    assert "CLOSED to TIME-WAIT: rcv FIN. (extra)" in markup


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_label_is_only_ever_text(make_small, engine, hostile):
    machine = make_small(hostile, states=(hostile, hostile[:150] + "2"))
    picture = picture_of(machine, "en")
    look = EdgeLook(hostile, hostile, hostile, hostile)
    markup = render_svg(
        picture,
        lay_out(picture, engine),
        looks={picture.edges[0].fact: look},
        node_looks={hostile: NodeLook(hostile, hostile, hostile)},
        extra=[FreeEdge(hostile, hostile, (hostile,), look)],
        interactive=True,
        title=hostile,
        id_prefix=hostile,
    )
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(markup).iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "rect", "text", "tspan"}


@given(label=st.text(max_size=60), name=st.text(min_size=1, max_size=30))
@settings(max_examples=25, deadline=None)
def test_any_words_make_well_formed_markup(make_small, label, name):
    machine = make_small(label, states=(name, name + "!"))
    picture = picture_of(machine, "en")
    ElementTree.fromstring(render_svg(picture, lay_out(picture, find_engine())))


def test_rendering_takes_far_less_than_a_layout(drawn):
    picture, layout = drawn
    render_svg(picture, layout)
    began = time.perf_counter()
    for _ in range(20):
        render_svg(picture, layout)
    assert (time.perf_counter() - began) / 20 < 0.01


def test_an_edge_with_a_link_is_one_and_the_picture_a_group(turnstile: Machine) -> None:
    picture = picture_of(turnstile, "en")
    fact = picture.edges[0].fact
    svg = render_svg(
        picture, lay_out(picture, find_engine("auto")), looks={fact: EdgeLook(link='/x?"&')}
    )
    assert svg.count('<a class="edge-link" href="/x?&quot;&amp;"') == 1
    assert 'role="group"' in svg
