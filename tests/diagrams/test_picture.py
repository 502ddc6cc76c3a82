"""The neutral picture: what is drawn, in which words, and what stays out."""

import pytest

from quizapp.diagrams import UnknownRoleError, picture_of
from quizapp.engine import LANGUAGES


def edge(picture, fact):
    return next(edge for edge in picture.edges if edge.fact == fact)


def test_every_drawn_transition_becomes_one_edge(tcp):
    picture = picture_of(tcp, "en")
    assert [edge.fact for edge in picture.edges] == [rule.id for rule in tcp.drawn()]


def test_node_ids_are_generated_so_that_names_cannot_upset_a_format(tcp):
    picture = picture_of(tcp, "en")
    assert [node.id for node in picture.nodes] == [f"s{n}" for n in range(len(tcp.states))]
    assert [node.state for node in picture.nodes] == [state.id for state in tcp.states]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("rcv SYN", "snd SYN,ACK")), ("zh", ("收到 SYN", "发送 SYN,ACK"))],
)
def test_a_label_names_the_event_then_what_is_sent(tcp, language, words):
    assert edge(picture_of(tcp, language), "listen.syn").label_lines == words


def test_a_transition_that_sends_nothing_has_one_line(tcp):
    assert edge(picture_of(tcp, "en"), "closing.ack-of-fin").label_lines == ("rcv ACK of FIN",)


@pytest.mark.parametrize(
    ("language", "guard"), [("en", "[after a passive OPEN]"), ("zh", "[被动打开]")]
)
def test_a_guard_reads_as_its_variable_is_labelled(tcp, language, guard):
    assert edge(picture_of(tcp, language), "syn-received.rst").guard == guard


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        ("closed.open-active", "heavy"),
        ("closed.open-passive", "dashed"),
        ("syn-sent.syn", "plain"),
    ],
)
def test_a_line_follows_its_role(tcp, fact, line):
    assert edge(picture_of(tcp, "en"), fact).line == line


def test_an_edge_of_several_roles_is_heavy(make_small, role_of):
    machine = role_of(make_small("go"), "dashed", "heavy", "plain")
    assert picture_of(machine, "en").edges[0].line == "heavy"


def test_a_role_shows_only_its_own_transitions_and_their_states(tcp):
    picture = picture_of(tcp, "en", role="server")
    assert {edge.line for edge in picture.edges} == {"dashed"}
    touched = {end for edge in picture.edges for end in (edge.tail, edge.head)}
    assert {node.id for node in picture.nodes} == touched
    assert {node for row in picture.ranks for node in row} == touched


def test_an_unknown_role_is_named_in_the_error(tcp):
    with pytest.raises(UnknownRoleError, match="'tcp' has no role 'router'"):
        picture_of(tcp, "en", role="router")


def test_the_description_says_every_transition_in_words(tcp):
    said = picture_of(tcp, "en").description
    assert "LISTEN to SYN-RECEIVED: rcv SYN; snd SYN,ACK." in said
    assert said.count(" to ") == len(tcp.drawn())


def test_the_legend_explains_just_the_lines_in_use(tcp):
    whole, part = picture_of(tcp, "en"), picture_of(tcp, "zh", role="client")
    assert [entry.line for entry in whole.legend] == ["heavy", "dashed", "plain"]
    assert [entry.label for entry in part.legend] == ["客户端路径"]


def test_a_machine_without_line_styles_needs_no_legend(make_small):
    assert picture_of(make_small("go"), "en").legend == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_equal_pictures_have_equal_hashes(tcp, language):
    one = picture_of(tcp, language)
    picture_of.cache_clear()
    other = picture_of(tcp, language)
    assert one is not other
    assert (one, hash(one)) == (other, hash(other))


def test_pictures_of_two_languages_differ(tcp):
    assert picture_of(tcp, "en") != picture_of(tcp, "zh")
