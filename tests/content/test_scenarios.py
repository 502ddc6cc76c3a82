from pathlib import Path

import pytest

from quizapp.config import shipped
from quizapp.content import ContentError
from quizapp.content.scenarios import in_order, read_scenario, scenario_files

FILES = scenario_files(shipped("content"))
TEXT = FILES[0].read_text("utf-8")


def test_scenarios_come_by_chapter() -> None:
    ordered = in_order(read_scenario(path) for path in FILES)
    assert ordered[0].id == "three-way-handshake"
    assert len(ordered) == len(FILES)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[scenario]", "[story]", "[scenario] is not one table"),
        ('id = "', 'id = "another-', "the id is not"),
        ("sources = ", "sauces = ", "'sources' is missing"),
        ("[[step]]", "[[stop]]", "nothing happens"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / FILES[0].name
    path.write_text(TEXT.replace(old, new), "utf-8")
    with pytest.raises(ContentError) as caught:
        read_scenario(path)
    assert said in str(caught.value)


def test_a_finding_about_a_step_has_its_line() -> None:
    line = TEXT.splitlines().index("[[step]]") + 1
    with pytest.raises(ContentError, match=f":{line}: step 1: it is odd"):
        read_scenario(FILES[0], lambda _: [(0, "it is odd", "Even it")])
