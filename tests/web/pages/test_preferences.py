"""Settings."""

import pytest

from quizapp.services.preferences import preferences
from quizapp.services.study import Study
from quizapp.services.values import Preferences
from tests.web.conftest import Visitor

CHOICE = {
    "language": "en",
    "zone": "Asia/Shanghai",
    "rollover_hour": "3",
    "new_per_day": "20",
    "retention": "92.5",
    "theme": "dark",
    "shortcuts": "on",
}
WRONG = [
    ("zone", "Mars/Base"),
    ("rollover_hour", "24"),
    ("rollover_hour", "four"),
    ("rollover_hour", ""),
    ("new_per_day", "-1"),
    ("new_per_day", "1000"),
    ("new_per_day", "9999999999999999999999"),
    ("retention", "most"),
    ("retention", "50"),
    ("retention", "1.2.3"),
    ("theme", "neon"),
    ("language", "xx"),
]


def test_what_is_chosen_is_kept(visitor: Visitor, study: Study) -> None:
    answer = visitor.post("/settings", **CHOICE)
    assert answer.status == 303
    assert "Saved." in visitor.follow(answer).text
    assert preferences(study) == Preferences("en", "Asia/Shanghai", 3, 20, 0.925, "dark", True)


def test_the_page_shows_what_is_in_force(visitor: Visitor) -> None:
    visitor.post("/settings", **CHOICE)
    page = visitor.get("/settings")
    assert page.value("zone") == "Asia/Shanghai"
    assert page.value("retention") == "92.5"
    assert "checked" in page.all("input", name="theme", value="dark")[0]
    assert "checked" in page.all("input", name="shortcuts")[0]


def test_shortcuts_can_be_switched_off(visitor: Visitor) -> None:
    visitor.post("/settings", **{key: CHOICE[key] for key in CHOICE if key != "shortcuts"})
    page = visitor.get("/settings")
    assert page.all("html", **{"data-shortcuts": "off", "data-theme": "dark"})
    assert "checked" not in page.all("input", name="shortcuts")[0]


def test_the_language_can_be_left_to_the_browser_again(
    visitor: Visitor, chinese: Visitor
) -> None:
    visitor.post("/settings", **CHOICE)
    assert '<html lang="en"' in chinese.get("/").text
    visitor.post("/settings", **{**CHOICE, "language": ""})
    assert '<html lang="zh-Hans"' in chinese.get("/").text


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_value_is_complained_about_beside_its_field_and_nothing_is_lost(
    visitor: Visitor, study: Study, field: str, value: str
) -> None:
    page = visitor.post("/settings", **{**CHOICE, field: value})
    assert page.status == 422
    assert page.all("p", id=f"{field}-error")
    kept = {name: page.value(name) for name in ("zone", "rollover_hour", "new_per_day")}
    assert kept == {name: {**CHOICE, field: value}[name] for name in kept}
    assert preferences(study) == Preferences()


def test_complaints_are_translated(chinese: Visitor) -> None:
    page = chinese.post("/settings", **{**CHOICE, "zone": "Mars/Base"})
    assert "没有“Mars/Base”这个时区" in page.text


def test_every_zone_can_be_picked_from_a_list(visitor: Visitor) -> None:
    zones = {option["value"] for option in visitor.get("/settings").all("option")}
    assert {"UTC", "Asia/Shanghai", "Europe/Berlin"} <= zones


def test_a_stored_zone_that_is_gone_is_told_and_can_be_chosen_anew(
    study: Study, visitor: Visitor
) -> None:
    with study.store.writing() as connection:
        connection.exec_driver_sql("UPDATE learner SET zone = 'Mars/Olympus'")
    for path in ("/", "/settings"):
        assert "the defaults stand in: Time zone." in visitor.get(path).text
    assert visitor.get("/settings").value("zone") == "UTC"
    assert visitor.get("/review").status == 200
