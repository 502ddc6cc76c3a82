"""What stands around every page."""

import pytest

from tests.web.conftest import Visitor

PAGES = ["/", "/review", "/drill", "/machines", "/machines/tcp", "/settings", "/nowhere"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_main_part_and_a_way_past_the_navigation(
    visitor: Visitor, path: str
) -> None:
    page = visitor.get(path)
    assert len(page.all("h1")) == 1
    assert len(page.all("main", id="main")) == 1
    assert page.all("a", href="#main")


@pytest.mark.parametrize("path", PAGES)
def test_the_language_can_be_switched_from_every_page(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).all("button", name="language", value="zh")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_repeats_an_id(visitor: Visitor, path: str) -> None:
    ids = [
        attributes["id"] for _, attributes in visitor.get(path).elements if "id" in attributes
    ]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(
    ("path", "entry"),
    [("/", "/"), ("/drill", "/drill"), ("/machines", "/machines"), ("/settings", "/settings")],
)
def test_the_navigation_marks_where_one_is(visitor: Visitor, path: str, entry: str) -> None:
    marked = [link["href"] for link in visitor.get(path).all("a", **{"aria-current": "page"})]
    assert entry in marked


def test_theme_and_shortcuts_are_told_to_the_page(visitor: Visitor) -> None:
    assert visitor.get("/").all("html", **{"data-theme": "auto", "data-shortcuts": "on"})
