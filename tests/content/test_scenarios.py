"""Every story is whole, in both languages, and its script can be carried out."""

from pathlib import Path

import pytest

from quizapp.content import ContentError, Scenario, read_scenario
from quizapp.content.scenarios import CHAPTERS, in_order
from quizapp.engine import LANGUAGES, Text
from quizapp.simulator.reading import script_problems
from tests.conftest import MACHINES
from tests.content.chinese import HALF_WIDTH, has_chinese
from tests.simulator.stories import IDS, LIBRARY

SOUND = """
[scenario]
id = "story"
machine = "tcp"
chapter = "opening"
order = 1
roles = ["client"]
sources = [{ document = "RFC 9293", section = "3.5" }]
title = { en = "A title", zh = "标题" }
teaches = { en = "One thing.", zh = "一件事。" }
question = { en = "What?", zh = "什么？" }
explanation = { en = "So.", zh = "如此。" }

[[step]]
call = "open-active"
host = "A"

[[step]]
settle = true
"""
LONGEST = {"title": 70, "teaches": 160, "question": 300, "explanation": 620}


def texts(scenario: Scenario) -> dict[str, Text]:
    return {name: getattr(scenario, name) for name in LONGEST}


def written(folder: Path, text: str) -> Path:
    path = folder / "story.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_there_are_many_and_each_chapter_has_some() -> None:
    assert len(IDS) >= 30
    assert {item.chapter for item in LIBRARY.scenarios.values()} == set(CHAPTERS)


def test_they_come_in_the_order_of_chapters() -> None:
    scenarios = tuple(LIBRARY.scenarios.values())
    assert scenarios == in_order(scenarios)
    places = [(item.chapter, item.order) for item in scenarios]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("name", IDS)
def test_its_script_can_be_carried_out(name: str) -> None:
    scenario = LIBRARY.scenario(name)
    assert list(script_problems(scenario.script, MACHINES[scenario.machine])) == []


@pytest.mark.parametrize("name", IDS)
def test_it_says_everything_in_both_languages(name: str) -> None:
    for field, text in texts(LIBRARY.scenario(name)).items():
        for language in LANGUAGES:
            assert 0 < len(text.in_language(language)) <= LONGEST[field], (field, language)
        assert has_chinese(text.zh)
        assert not has_chinese(text.en.replace("半连接队列", "").replace("全连接队列", ""))
        assert not HALF_WIDTH.search(text.zh), field


@pytest.mark.parametrize("name", IDS)
def test_its_roles_are_those_of_the_machine(name: str) -> None:
    scenario = LIBRARY.scenario(name)
    known = {role.id for role in MACHINES[scenario.machine].roles}
    assert scenario.roles
    assert set(scenario.roles) <= known


@pytest.mark.parametrize("name", IDS)
def test_it_holds_no_results(name: str) -> None:
    words = {state.id for state in MACHINES["tcp"].states}
    for step in LIBRARY.scenario(name).script["step"]:
        assert not words & {str(value) for value in step.values()}


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    scenario = read_scenario(written(tmp_path, SOUND))
    assert (scenario.id, scenario.machine, scenario.order) == ("story", "tcp", 1)
    assert scenario.script["step"][1] == {"settle": True}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('id = "story"', 'id = "tale"', "the id is not 'story'"),
        ('machine = "tcp"', "", "'machine' is missing"),
        ('zh = "标题"', 'zh = ""', "'title' has no 'zh'"),
        ('chapter = "opening"', 'chapter = "end"', "chapter = 'end' is unknown"),
        ("order = 1", "order = 100", "order = 100 is out of bounds"),
        ('section = "3.5"', 'page = "3.5"', "'source' is incomplete"),
        ('sources = [{ document = "RFC 9293", section = "3.5" }]', "", "'sources' is missing"),
        ("[scenario]", "[story]", "[scenario] is not one table"),
        ("[[step]]", "[[steps]]", "[steps] is not a section"),
        ("[[step]]", "[[step", "is not TOML"),
        ("order = 1", "order = 1\nends = []", "'ends' is not a key of a scenario"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(
    old: str, new: str, complaint: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError) as caught:
        read_scenario(written(tmp_path, SOUND.replace(old, new)))
    assert complaint in str(caught.value)


def test_a_complaint_about_a_step_has_its_line(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_scenario(written(tmp_path, SOUND), lambda _: [(1, "is odd", "Change it")])
    (complaint,) = caught.value.complaints
    assert str(complaint) == "story.toml:18: step 2: is odd. Change it."


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        read_scenario(tmp_path / "none.toml")
