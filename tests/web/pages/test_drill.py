"""Drills."""

import pytest

from tests.web.conftest import Visitor


def test_every_machine_and_role_can_be_chosen(visitor: Visitor) -> None:
    page = visitor.get("/drill")
    assert page.all("button", name="machine", value="tcp")
    roles = [field["value"] for field in page.all("input", name="role")]
    assert roles[0] == ""
    assert "client" in roles


def test_the_choice_made_elsewhere_is_kept(visitor: Visitor) -> None:
    page = visitor.get("/drill?machine=tcp&role=server&size=7")
    (chosen,) = [field for field in page.all("input", name="role") if "checked" in field]
    assert chosen["value"] == "server"
    assert page.value("size") == "7"


@pytest.mark.parametrize("role", ["", "client", "server"])
def test_a_drill_is_a_drawing(visitor: Visitor, role: str) -> None:
    page = visitor.follow(visitor.get(f"/drill/draw?machine=tcp&size=2&role={role}"))
    assert page.status == 200
    assert 'class="reason reason--drill"' in page.text
    assert "answer--draw" in page.text
    assert not page.all("progress")


@pytest.mark.parametrize("size", ["0", "-1", "many", "", "1.5", "9" * 5000])
def test_an_impossible_number_is_complained_about_beside_its_field(
    visitor: Visitor, size: str
) -> None:
    page = visitor.get(f"/drill/draw?machine=tcp&size={size}")
    assert page.status == 422
    (field,) = page.all("input", name="size")
    assert field["aria-invalid"] == "true"
    assert page.all("p", id="size-error-tcp")


def test_more_arrows_than_there_are_means_all(visitor: Visitor) -> None:
    page = visitor.follow(visitor.get("/drill/draw?machine=tcp&size=999"))
    assert "21 arrows" in page.text


def test_a_reload_shows_the_same_drawing(visitor: Visitor) -> None:
    started = visitor.get("/drill/draw?machine=tcp&size=3")
    one, other = visitor.follow(started), visitor.follow(started)
    assert one.value("attempt_id") == other.value("attempt_id")
    assert one.all("g") == other.all("g")


def test_a_drawing_that_was_answered_leads_to_its_verdict(visitor: Visitor) -> None:
    started = visitor.get("/drill/draw?machine=tcp&size=3")
    page = visitor.follow(started)
    token, attempt = page.value("token"), page.value("attempt_id")
    visitor.post("/answers", token=token, attempt_id=attempt, give_up="1")
    assert visitor.follow(started).response.headers["Location"] == f"/answers/{attempt}"


@pytest.mark.parametrize("query", ["machine=nowhere&size=2", "machine=tcp&size=2&role=nobody"])
def test_what_cannot_be_drilled_is_no_page(visitor: Visitor, query: str) -> None:
    assert visitor.get(f"/drill/draw?{query}").status == 404
