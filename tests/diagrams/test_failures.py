"""What goes wrong is said in one sentence that names the remedy."""

import pytest

from quizapp.diagrams import DiagramError, failures
from quizapp.errors import QuizappError


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (failures.GraphvizMissingError("auto"), "graphviz-pure"),
        (failures.GraphvizTimeoutError(10), "smaller machine"),
        (failures.GraphvizFailedError("dot", ""), "Choose the other Graphviz"),
        (failures.PictureTooLargeError("states", 41, 40), "as a table"),
        (failures.UnknownThemeError("sepia", ("light",)), "choose light"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_error_names_its_remedy(error, remedy):
    assert remedy in str(error)
    assert isinstance(error, (DiagramError, QuizappError))
