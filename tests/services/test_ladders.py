import pytest

from quizapp.config import shipped
from quizapp.content import read_library
from quizapp.services.ladders import ladder_of
from quizapp.services.simulate import play

LIBRARY = read_library(shipped("content"))


@pytest.mark.parametrize("name", LIBRARY.scenarios)
def test_every_arrow_joins_rows_that_are_there(name: str) -> None:
    ladder = ladder_of(play(LIBRARY, LIBRARY.scenario(name)), "A story", "en")
    for arrow in ladder.arrows:
        assert 0 <= arrow.first < len(ladder.rows)
        assert arrow.last is None or arrow.first <= arrow.last < len(ladder.rows)


def test_a_lost_segment_never_arrives() -> None:
    ladder = ladder_of(play(LIBRARY, LIBRARY.scenario("syn-lost")), "A story", "en")
    lost = [arrow for arrow in ladder.arrows if arrow.fate == "lost"]
    assert [(arrow.label, arrow.last) for arrow in lost][:1] == [("SYN", None)]
