"""The same over HTTP: answer, verdict and next question, on one connection kept alive."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from time import perf_counter
from urllib.parse import urlencode

from benchmarks.answers import Fields, right_fields
from benchmarks.database import Sample, make_due
from benchmarks.server import BARE
from quizapp.questions import build
from quizapp.services.study import Study

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
QUESTION = "/review"
FOUND, SENT_ON = 200, 303


@contextmanager
def served(sample: Sample) -> Iterator[HTTPConnection]:
    """Start the server of a sample and hand out a connection to it."""
    command = [sys.executable, "-m", "benchmarks.server", str(sample.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline())
            with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
                yield connection
        finally:
            process.kill()


class Browsing:
    """A learner at a browser who answers one question after another, always rightly."""

    def __init__(self, connection: HTTPConnection, study: Study) -> None:
        self._connection, self._study = connection, study
        self._cookie = ""
        self._page = ""
        self._verdict = ""

    def bare_page(self) -> float:
        """Fetch the bare page; return the seconds it took."""
        start = perf_counter()
        self._send("GET", f"{BARE}/", FOUND)
        return perf_counter() - start

    def answer_and_next(self) -> float:
        """Send the answer and fetch the next question; return the seconds it took.

        These are two requests, and one more for a drawing, which has an address of its own.
        """
        form = urlencode(self._filled_in(), doseq=True)
        start = perf_counter()
        _, self._verdict = self._send("POST", "/answers", SENT_ON, form=form)
        self._page = self._next_page()
        return perf_counter() - start

    def verdict(self) -> float:
        """Fetch the verdict on the answer sent last; return the seconds it took."""
        start = perf_counter()
        self._send("GET", self._verdict, FOUND)
        return perf_counter() - start

    def begin_again(self) -> None:
        """Make every card due again, so that there is always a question."""
        make_due(self._study, self._study.library.first(), datetime.now(UTC))
        self._page = self._next_page()

    def _next_page(self) -> str:
        page, elsewhere = self._send("GET", QUESTION, FOUND, SENT_ON)
        return self._send("GET", elsewhere, FOUND)[0] if elsewhere else page

    def _filled_in(self) -> Fields:
        fields = dict(HIDDEN.findall(self._page))
        if "token" not in fields:
            self.begin_again()
            fields = dict(HIDDEN.findall(self._page))
        machine = self._study.library.first()
        ticket = self._study.signer.read(machine, fields["token"], datetime.now(UTC))
        key = build(machine, ticket.ref).key
        return {**{name: [value] for name, value in fields.items()}, **right_fields(key)}

    def _send(
        self, method: str, path: str, *expected: int, form: str | None = None
    ) -> tuple[str, str]:
        """Return the body and the place one is sent on to."""
        headers = {"Cookie": self._cookie} if self._cookie else {}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, form, headers)
        response = self._connection.getresponse()
        body = response.read().decode()
        assert response.status in expected, (response.status, body)
        self._cookie = response.headers.get("Set-Cookie", self._cookie).partition(";")[0]
        return body, response.headers.get("Location", "")
