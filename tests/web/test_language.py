"""The language of a page, and that both are complete."""

import pytest
from flask import Flask

from quizapp.web.language import NAMES
from tests.web import messages
from tests.web.conftest import HOST, Visitor

ENGLISH = [("en", "en"), ("de, en;q=0.5", "en"), ("fr", "en"), ("", "en"), ("zh;q=0, en", "en")]
CHINESE = [("zh-CN", "zh-Hans"), ("zh_TW", "zh-Hans"), ("en;q=0.3, zh-Hans;q=0.8", "zh-Hans")]
OTHERS = sorted(language for language in NAMES if language != "en")


@pytest.mark.parametrize(("asked", "given"), ENGLISH + CHINESE)
def test_the_browser_chooses_the_language(app: Flask, asked: str, given: str) -> None:
    page = Visitor(app.test_client(), asked).get("/")
    assert f'<html lang="{given}"' in page.text


def test_the_learner_overrules_the_browser(visitor: Visitor) -> None:
    assert visitor.post("/language", language="zh").status == 303
    assert "今天" in visitor.get("/").text


def test_switching_the_language_stays_on_the_page(visitor: Visitor) -> None:
    forms = visitor.get("/machines/tcp?role=client").all("form", method="post")
    switch = next(form["action"] for form in forms if form["action"].startswith("/language"))
    answer = visitor.post(switch, language="zh")
    assert answer.response.headers["Location"] == "/machines/tcp?role=client"


@pytest.mark.parametrize(
    "address", ["//evil.example", "/\\evil.example", "http://evil.example", "", "/a\nb"]
)
def test_switching_the_language_never_leads_elsewhere(app: Flask, address: str) -> None:
    client = app.test_client()
    token = Visitor(client).get("/settings").value("csrf_token")
    answer = client.post(
        "/language",
        query_string={"next": address},
        data={"language": "en", "csrf_token": token},
        base_url=HOST,
    )
    assert answer.headers["Location"] == "/"


def test_an_unknown_language_is_refused(visitor: Visitor) -> None:
    assert visitor.post("/language", language="xx").status == 400


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_lacks_a_translation(language: str) -> None:
    known = messages.translation(language)
    wanted = [message.id for message in messages.extracted() if message.id]
    missing = [
        sentence
        for sentence in wanted
        if sentence not in known or not all(_strings(known[sentence].string))
    ]
    assert missing == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_fuzzy_or_unused(language: str) -> None:
    known = messages.translation(language)
    used = messages.extracted()
    assert [message.id for message in known if message.id and message.fuzzy] == []
    assert list(known.obsolete) == []
    assert [m.id for m in known if m.id and m.id not in used] == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_every_place_for_a_value(language: str) -> None:
    wrong = {
        message.id: errors
        for message in messages.translation(language)
        if message.id and (errors := [str(error) for error in message.check()])
    }
    assert wrong == {}


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)
