"""The source that is laid out: sizes and ids, and not one word."""

import pytest

from quizapp.diagrams import picture_of
from quizapp.diagrams.dot import layout_source, neighbours


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_word_of_a_machine_reaches_the_layout_program(tcp, language):
    picture = picture_of(tcp, language)
    source = layout_source(picture)
    for edge in picture.edges:
        assert all(line not in source for line in edge.label_lines)
    assert all(node.label not in source for node in picture.nodes)


def test_edges_between_neighbours_in_a_row_get_a_box_of_their_own(tcp):
    found = neighbours(picture_of(tcp, "en"))
    assert [[edge.fact for edge in edges] for edges in found.values()] == [["syn-sent.syn"]]
