"""Pieces of SVG: nothing breaks out, nothing unprintable gets in."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from quizapp.diagrams.markup import number, path_data, safe


@given(words=st.text())
def test_any_words_are_safe_in_elements_and_attributes(words):
    root = ElementTree.fromstring(f'<a b="{safe(words)}">{safe(words)}</a>')
    assert len(root) == 0


@given(value=st.floats(-1e6, 1e6))
def test_a_coordinate_is_short_and_true(value):
    assert abs(float(number(value)) - value) <= 0.051


def test_a_path_names_its_start_and_its_handles():
    assert path_data(((0, 0), (1, 2), (3, 4), (5, 6.5))) == "M0,0C1,2 3,4 5,6.5"
