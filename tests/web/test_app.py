"""The app as a whole: importing opens nothing, and a study can be served twice."""

import subprocess
import sys

from flask import Flask

from quizapp.services.study import Study
from quizapp.web import create_app
from tests.conftest import NOW
from tests.web.conftest import Visitor


def test_importing_the_pages_opens_no_database() -> None:
    code = "import quizapp.web, os; print(sorted(os.listdir('.')))"
    done = subprocess.run(  # a process of its own, so that nothing is imported yet
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ".db" not in done.stdout


def test_a_form_outlives_a_restart(app: Flask, study: Study, visitor: Visitor) -> None:
    token = visitor.get("/settings").value("csrf_token")
    again = create_app(study, clock=lambda: NOW, entropy=lambda: 1, hosts=["127.0.0.1"])
    client = again.test_client()
    name = app.config["SESSION_COOKIE_NAME"]
    client.set_cookie(name, _cookie(visitor, name), domain="127.0.0.1")
    answer = client.post(
        "/language",
        data={"language": "en", "csrf_token": token},
        base_url="http://127.0.0.1:8017",
    )
    assert answer.status_code == 303


def _cookie(visitor: Visitor, name: str) -> str:
    cookie = visitor.client.get_cookie(name, domain="127.0.0.1")
    assert cookie is not None
    return cookie.value
