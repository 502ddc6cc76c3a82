from quizapp.questions import catalog
from quizapp.questions.registry import registered


def test_the_catalogue_is_made_of_exactly_the_marked_classes() -> None:
    assert {type(kind) for kind in catalog().values()} == set(registered())
