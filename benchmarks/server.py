"""Serve quizapp, and a bare page beside it, as ``quizapp serve`` does: ``… FOLDER``.

Prints the port it listens on.
"""

import secrets
import socket
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from waitress.server import create_server
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from benchmarks.bare import bare_app
from quizapp.cli.commands.serve import SEED_BITS, THREADS
from quizapp.config import Settings
from quizapp.services.study import open_study
from quizapp.web import create_app

BARE = "/bare"
"""Where the bare page is."""


def serve(folder: Path) -> None:
    """Serve a data folder until the process is ended."""
    listener = socket.create_server(("127.0.0.1", 0))
    with closing(open_study(Settings(data=str(folder)), _clock())) as study:
        app = create_app(
            study, clock=_clock, entropy=_entropy, hosts=("127.0.0.1", "localhost")
        )
        both = DispatcherMiddleware(app, {BARE: bare_app()})
        server = create_server(both, sockets=[listener], threads=THREADS)
        print(listener.getsockname()[1], flush=True)
        server.run()


def _clock() -> datetime:
    return datetime.now(UTC)


def _entropy() -> int:
    return secrets.randbits(SEED_BITS)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
