"""Start the web app on this machine."""

import errno
import secrets
import signal
import socket
import sys
import webbrowser
from collections.abc import Iterator
from types import FrameType
from typing import Any

import click
from waitress.server import create_server

from quizapp.cli.opening import clock, opened, settings, settings_help
from quizapp.errors import QuizappError
from quizapp.web import create_app

THREADS = 8
LIMITS: dict[str, Any] = {
    "ident": "quizapp",
    "max_request_body_size": 1_048_576,
    "connection_limit": 400,
    "channel_timeout": 20,
}
"""What nobody needs more of: octets in a request, connections, seconds of silence."""
PORTS_TRIED = 50
UNNAMED = (OverflowError, TypeError, ValueError)
"""What Python makes of an address that is none."""
SEED_BITS = 53
"""Seeds stay exact in JavaScript and in every database."""


class PortTakenError(QuizappError):
    """A port another program listens on."""

    def __init__(self, host: str, port: int, free: int | None) -> None:
        self.host, self.port, self.free = host, port, free
        offer = (
            f"Port {free} is free: run `make run PORT={free}` or `quizapp serve --port {free}`."
            if free
            else "Choose another with --port."
        )
        super().__init__(f"Port {port} on {host} is taken, perhaps by another quizapp. {offer}")


class AddressError(QuizappError):
    """An address nobody can listen on."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        self.host, self.port = host, port
        super().__init__(
            f"Cannot listen on {host} port {port} ({reason}). "
            "Use 127.0.0.1 and a port above 1023."
        )


@click.command(
    epilog="\b\nSettings (environment variables):\n" + settings_help() + "\n\n\b\n"
    "Examples:\n  quizapp serve\n  quizapp serve --port 9000 --no-open"
)
@click.option("--host", default="", help="Address to listen on.")
@click.option("--port", default="", metavar="NUMBER", help="Port to listen on.")
@click.option("--open/--no-open", "open_browser", default=None, help="Open the browser.")
def command(host: str, port: str, open_browser: bool | None) -> None:
    """Start the web app and print its address."""
    chosen = settings(host=host, port=port)
    listener = _listen(chosen.host, chosen.port_number)
    actual = listener.getsockname()[1]
    with opened(chosen) as study:
        app = create_app(
            study,
            clock=clock,
            entropy=lambda: secrets.randbits(SEED_BITS),
            hosts=_hosts(chosen.host, actual),
        )
        server = create_server(app, sockets=[listener], threads=THREADS, **LIMITS)
        signal.signal(signal.SIGTERM, _stop)
        name = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
        address = f"http://{name}:{actual}/"
        click.echo(f"quizapp is at {address}  (Ctrl+C stops it)")
        if open_browser or (open_browser is None and sys.stdout.isatty()):
            webbrowser.open(address)
        server.run()
        server.close()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; raises ``PortTakenError`` with a port that is free."""
    try:
        return _bound(host, port)
    except UNNAMED as problem:
        raise AddressError(host, port, str(problem)) from problem
    except OSError as problem:
        if problem.errno != errno.EADDRINUSE:
            raise AddressError(host, port, problem.strerror or str(problem)) from problem
        raise PortTakenError(host, port, next(_free_ports(host, port), None)) from problem


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except (OSError, *UNNAMED):
        listener.close()
        raise
    return listener


def _free_ports(host: str, taken: int) -> Iterator[int]:
    for port in range(taken + 1, min(taken + PORTS_TRIED, 65536)):
        try:
            _bound(host, port).close()
        except OSError:
            continue
        yield port


def _hosts(host: str, port: int) -> tuple[str, ...]:
    """Return the Host headers to answer: whoever names us otherwise is not our page."""
    names = {host, "localhost", "127.0.0.1", "[::1]"}
    return tuple(sorted({f"{name}:{port}" for name in names} | names))
