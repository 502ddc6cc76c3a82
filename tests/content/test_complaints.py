from pathlib import Path

import pytest

from quizapp.content import Complaint, ContentError
from quizapp.content.complaints import Complaints


@pytest.mark.parametrize(
    ("line", "entry", "printed"),
    [
        (7, "state 'A'", "x.toml:7: state 'A': it leaks. Mend it."),
        (0, "state 'A'", "x.toml: state 'A': it leaks. Mend it."),
        (7, "", "x.toml:7: it leaks. Mend it."),
        (0, "", "x.toml: it leaks. Mend it."),
    ],
)
def test_a_complaint_prints_so_that_editors_jump_to_it(
    line: int, entry: str, printed: str
) -> None:
    assert str(Complaint("x.toml", line, entry, "it leaks", "Mend it")) == printed


def test_complaints_are_raised_together_in_the_order_of_the_file() -> None:
    complaints = Complaints(Path("folder/x.toml"))
    complaints.add(9, "b", "late", "Mend it")
    complaints.add(2, "a", "early", "Mend it")
    with pytest.raises(ContentError) as caught:
        complaints.raise_any()
    assert [item.line for item in caught.value.complaints] == [2, 9]
    assert str(caught.value) == "x.toml:2: a: early. Mend it.\nx.toml:9: b: late. Mend it."


def test_nothing_is_raised_without_a_complaint() -> None:
    Complaints(Path("x.toml")).raise_any()
