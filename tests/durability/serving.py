"""The real server in a process of its own, and a visitor who answers over HTTP."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random
from types import TracebackType
from urllib.parse import urlencode

QUIZAPP = (sys.executable, "-m", "quizapp")
PATIENCE = 30.0
"""Seconds after which a server that does not answer has failed."""

Fields = list[tuple[str, str]]


def environment(data: Path) -> dict[str, str]:
    """The environment of a program that keeps everything in ``data``, and nothing else."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
    return {**kept, "QUIZAPP_DATA": str(data), "LC_ALL": "C.UTF-8"}


class Server:
    """A server on a data folder. Leaving its ``with`` kills it, if nothing else did."""

    def __init__(
        self, data: Path, program: Sequence[str] = QUIZAPP, cwd: Path | None = None
    ) -> None:
        self.data, self.log = data, data.with_name(f"{data.name}.log")
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*program, "serve", "--no-open", "--port", "0"],
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment(data),
                cwd=cwd,
                text=True,
            )
        assert self.process.stdout is not None
        self.greeting = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.greeting)
        if found is None:
            self.kill()
        assert found, self.log.read_text()
        self.port = int(found[1])

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def kill(self) -> None:
        """End the process at once, unless it has ended."""
        if self.process.returncode is None:
            self.stop(signal.SIGKILL)

    def stop(self, number: signal.Signals) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        code = self.process.wait(timeout=PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@dataclass(frozen=True)
class Response:
    """What came back."""

    status: int
    location: str
    text: str


@dataclass
class Visitor:
    """A browser: keeps its cookies, whichever server it talks to."""

    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    language: str = "en"

    def get(self, port: int, path: str) -> Response:
        """Ask for a page, wherever it has gone."""
        response = self._send(port, "GET", path)
        return self.get(port, response.location) if response.location else response

    def post(self, port: int, path: str, fields: Fields) -> Response:
        """Send a form; raises ``OSError`` or ``HTTPException`` if nothing comes back."""
        return self._send(port, "POST", path, urlencode(fields))

    def _send(self, port: int, method: str, path: str, body: str | None = None) -> Response:
        held = "; ".join(f"{name}={cookie.value}" for name, cookie in self.cookies.items())
        headers = {"Cookie": held, "Accept-Language": self.language}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with _connected(port) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
            for cookie in response.headers.get_all("Set-Cookie", []):
                self.cookies.load(cookie)
            return Response(response.status, response.headers.get("Location", ""), text)


@contextmanager
def _connected(port: int) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        yield connection
    finally:
        connection.close()


class _QuestionForm(HTMLParser):
    """The form that answers a question: where it goes, and what can be sent."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.hidden: Fields = []
        self.options: Fields = []
        self._is_inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and "data-question" in values:
            self.action, self._is_inside = values["action"], True
        if tag != "input" or not self._is_inside or not values.get("name"):
            return
        kind = {"hidden": self.hidden, "radio": self.options, "checkbox": self.options}
        if values.get("type") in kind:
            kind[values["type"]].append((values["name"], values.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False


@dataclass(frozen=True)
class Sheet:
    """A question as its page asks it, filled in."""

    action: str
    attempt: str
    fields: Fields


def filled_in(page: str, rng: Random) -> Sheet | None:
    """Answer a page's question: one of the options if there are any, else "I don't know".

    ``None`` for a page that asks nothing.
    """
    form = _QuestionForm(page)
    if not form.action:
        return None
    answer = rng.choice(form.options) if form.options else ("give_up", "1")
    return Sheet(form.action, dict(form.hidden)["attempt_id"], [*form.hidden, answer])
