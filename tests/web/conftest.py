"""An app over a real study, a clock to turn, and a visitor who reads pages and sends forms."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.engine import Machine
from quizapp.grading import Form
from quizapp.questions import Ref, build, catalog, facts
from quizapp.questions.model import Question
from quizapp.services.review import new_ticket, put
from quizapp.services.study import Study
from quizapp.services.values import Asked, Counts, Reason, WhyNow
from quizapp.web import create_app
from tests.conftest import NOW

HOST = "http://127.0.0.1:8017"
COUNTS = Counts(due=0, new_left=0, answered=0)


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **ahead: float) -> None:
        self.now += timedelta(**ahead)


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@dataclass
class Page:
    """A page as it came."""

    response: TestResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @cached_property
    def text(self) -> str:
        return self.response.get_data(as_text=True)

    @cached_property
    def elements(self) -> list[tuple[str, dict[str, str]]]:
        parser = _Elements()
        parser.feed(self.text)
        return parser.found

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and wanted.items() <= attributes.items()
        ]

    def value(self, name: str) -> str:
        return self.all("input", name=name)[0]["value"]


class Visitor:
    """Somebody with a browser."""

    def __init__(self, client: FlaskClient, language: str = "en") -> None:
        self.client = client
        self.headers = {"Accept-Language": language}

    def get(self, path: str) -> Page:
        return Page(self.client.get(path, base_url=HOST, headers=self.headers, buffered=True))

    def post(self, path: str, **fields: str | Iterable[str]) -> Page:
        sent = {"csrf_token": self.get("/settings").value("csrf_token"), **fields}
        answer = self.client.post(path, data=sent, base_url=HOST, headers=self.headers)
        return Page(answer)

    def follow(self, page: Page) -> Page:
        return self.get(page.response.headers["Location"])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(study: Study, clock: Clock) -> Flask:
    seeds = itertools.count(1)
    return create_app(
        study, clock=clock, entropy=lambda: next(seeds), hosts=["127.0.0.1", "localhost"]
    )


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def chinese(app: Flask) -> Visitor:
    return Visitor(app.test_client(), "zh-CN,zh;q=0.9,en;q=0.5")


def refs(of: Machine) -> list[Ref]:
    """One question of every type in every form that suits the machine."""
    return [
        Ref(of.id, fact.id, kind.slug, form, seed=7, size=3)
        for kind in catalog().values()
        for form in sorted({form for _, form in kind.offers})
        for fact in itertools.islice(
            (fact for fact in facts(of) if kind.suits(of, fact, form)), 1
        )
    ]


def ask(study: Study, ref: Ref, *, is_drill: bool = False) -> Asked:
    """Put one particular question."""
    of = study.library.machine(ref.machine)
    ticket = new_ticket(ref, is_drill=is_drill)
    return put(study, of, ticket, Reason(WhyNow.NEW), COUNTS, NOW)


def right_fields(question: Question) -> dict[str, str | list[str]]:
    """The fields that answer a question rightly."""
    key = question.key
    if question.ref.form is Form.DRAW:
        edges = [required.edge for required in key.required]
        return {
            "from": [edge.tail for edge in edges],
            "to": [edge.head for edge in edges],
            "event": [edge.event for edge in edges],
            "send": [";".join(edge.sends) for edge in edges],
        }
    fields: dict[Form, dict[str, str | list[str]]] = {
        Form.CHOOSE: {"option": getattr(key, "option", "")},
        Form.SELECT: {"option": list(getattr(key, "options", ()))},
        Form.TYPE: {"text": getattr(key, "values", ("",))[0]},
        Form.CLICK: {"state": getattr(key, "state", "")},
        Form.TRACE: {
            "option": getattr(key, "option", ""),
            "event": list(getattr(key, "shortest", ())),
        },
    }
    return fields[question.ref.form]


def sent(asked: Asked, **fields: str | Iterable[str]) -> dict[str, str | Iterable[str]]:
    """The fields of an answer with its token."""
    return {"token": asked.token, "attempt_id": asked.attempt_id, "seconds": "2.5", **fields}


def first_ref(of: Machine, form: Form) -> Ref:
    """Some question in one form."""
    return next(ref for ref in refs(of) if ref.form is form)


def a_question(of: Machine, form: Form) -> Question:
    """Some question in one form, built."""
    return build(of, first_ref(of, form))
