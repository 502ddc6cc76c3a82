"""Every route is guarded: headers, hosts, forms, size."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from quizapp.config import Settings
from quizapp.engine import Machine
from quizapp.grading import Form
from quizapp.services.study import Study, open_study
from quizapp.web import create_app
from quizapp.web.security import HEADERS, MAX_REQUEST
from tests.conftest import NOW
from tests.web.conftest import HOST, Page, Visitor, ask, first_ref

PAGES = ["/", "/review", "/drill", "/machines"]
PAGES += ["/machines/tcp", "/machines/tcp/diagram.svg", "/machines/tcp/table.csv"]
PAGES += ["/settings", "/static/quizapp.css", "/static/js/main.js", "/nowhere", "/answers/none"]


def assert_nothing_inline(page: Page) -> None:
    for tag, attributes in page.elements:
        assert tag != "style"
        assert "style" not in attributes, attributes
        assert not [name for name in attributes if name.startswith("on")], attributes
        if tag == "script":
            assert attributes["src"].startswith("/static/")


@pytest.mark.parametrize("path", PAGES)
def test_every_route_carries_the_headers(visitor: Visitor, path: str) -> None:
    headers = visitor.get(path).response.headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", [path for path in PAGES if "." not in path])
def test_no_page_has_inline_script_style_or_handlers(visitor: Visitor, path: str) -> None:
    assert_nothing_inline(visitor.get(path))


@pytest.mark.parametrize("form", list(Form))
def test_no_question_has_inline_script_style_or_handlers(
    visitor: Visitor, study: Study, tcp: Machine, form: Form
) -> None:
    token = ask(study, first_ref(tcp, form)).token
    page = visitor.get(f"/questions/{token}")
    assert page.value("token") == token
    assert_nothing_inline(page)


@pytest.mark.parametrize("path", [path for path in PAGES if "." not in path])
def test_pages_load_nothing_from_elsewhere(visitor: Visitor, path: str) -> None:
    page = visitor.get(path)
    addresses = re.findall(r'(?:src|href|action)="([^"]*)"', page.text)
    assert [address for address in addresses if not re.match(r"[/#]", address)] == []


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8017"]
)
@pytest.mark.parametrize("path", ["/", "/static/quizapp.css", "/nowhere"])
def test_a_strange_host_is_refused(app: Flask, host: str, path: str) -> None:
    answer = app.test_client().get(path, base_url=f"http://{host}", buffered=True)
    assert answer.status_code == 421
    assert "does not answer under this name" in answer.get_data(as_text=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9", "LOCALHOST:8017"])
def test_our_hosts_are_answered_on_any_port(app: Flask, host: str) -> None:
    assert app.test_client().get("/", base_url=f"http://{host}").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/answers", "/answers/none/undo", "/answers/none/guessed", "/settings", "/language"],
)
def test_a_form_from_elsewhere_is_refused_with_a_page(app: Flask, path: str) -> None:
    answer = app.test_client().post(path, data={"language": "zh"}, base_url=HOST)
    assert answer.status_code == 400
    assert "This form is no longer valid" in answer.get_data(as_text=True)


def test_a_refused_form_changes_nothing(app: Flask, visitor: Visitor) -> None:
    app.test_client().post("/language", data={"language": "zh"}, base_url=HOST)
    assert '<html lang="en"' in visitor.get("/").text


def test_the_cookie_is_strict_and_out_of_reach_of_scripts(visitor: Visitor) -> None:
    cookie = visitor.get("/settings").response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_too_large_a_request_is_refused_with_a_page(visitor: Visitor) -> None:
    page = visitor.post("/settings", zone="x" * (MAX_REQUEST + 1))
    assert page.status == 413
    assert "too large" in page.text


def test_pages_are_not_kept_by_the_browser(visitor: Visitor) -> None:
    assert visitor.get("/").response.headers["Cache-Control"] == "no-store"


def test_a_malformed_host_is_refused_with_a_page_and_its_headers(app: Flask) -> None:
    malformed = ("[::1", "", "@", "a..b", ".", "a" * 64 + ".b", "[::1]]", "127.0.0.1:x")
    for host in (*malformed, "127.0.0.1:99999", "xn--\xff", "127.0.0.1/x"):
        answer = app.test_client().get("/", headers={"Host": host}, buffered=True)
        assert answer.status_code == 421, host
        assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_two_installations_on_one_host_do_not_share_a_cookie(
    visitor: Visitor, tmp_path: Path
) -> None:
    other = open_study(Settings(data=str(tmp_path / "other")), NOW)
    app = create_app(other, clock=lambda: NOW, entropy=lambda: 1, hosts=["127.0.0.1"])
    with closing(other):
        pages = [visitor.get("/settings"), Visitor(app.test_client()).get("/settings")]
    names = {page.response.headers["Set-Cookie"].partition("=")[0] for page in pages}
    assert len(names) == 2


@pytest.mark.parametrize("path", ["/static/nothing.css", "/nowhere", "/machines/none"])
def test_a_failure_is_not_kept_by_the_browser(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).response.headers["Cache-Control"] == "no-store"
