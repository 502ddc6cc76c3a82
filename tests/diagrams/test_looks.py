"""Looks: recall falls into six buckets, each with its figure in words."""

import pytest

from quizapp.diagrams import recall_look


@pytest.mark.parametrize(
    ("recall", "css"),
    [
        (0.0, "recall-0"),
        (0.35, "recall-1"),
        (0.6, "recall-2"),
        (0.94, "recall-4"),
        (1, "recall-5"),
    ],
)
def test_recall_falls_into_a_bucket(recall, css):
    assert recall_look(recall).css == css


def test_recall_is_told_in_figures_too():
    assert recall_look(0.874).note == recall_look(0.874).spoken == "87 %"
