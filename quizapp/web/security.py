"""What keeps strangers out: headers, the hosts we answer for, cookies, and forged forms."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask, Response, abort, request
from flask_wtf.csrf import (  # type: ignore[import-untyped] # Flask-WTF ships no types
    CSRFProtect,
)

STRANGE, UNSAID = "quizapp.strange_host", "localhost"
FIRST_ERROR = 400
MAX_REQUEST = 256 * 1024
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def install(app: Flask, *, secret: bytes, hosts: Sequence[str]) -> None:
    """Guard every route of an app."""
    app.config.from_mapping(
        SECRET_KEY=secret,
        MAX_CONTENT_LENGTH=MAX_REQUEST,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST,
        SESSION_COOKIE_NAME=_cookie_name(secret),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_TIME_LIMIT=None,
    )
    known = frozenset(_host_name(host) for host in hosts)
    inner = app.wsgi_app

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        # Before Flask, which fails at some names before it can answer with a page.
        if _host_name(environ.get("HTTP_HOST", "")) not in known:
            environ[STRANGE] = True
            environ["HTTP_HOST"] = UNSAID
        return inner(environ, start_response)

    app.wsgi_app = guarded  # type: ignore[method-assign] # as Flask's documentation says
    app.before_request(_refuse_strange_hosts)
    app.after_request(_add_headers)


def protect_forms(app: Flask) -> None:
    """Refuse forms that did not come from one of our pages.

    Call it last: what answers a refusal needs everything set up before.
    """
    CSRFProtect(app)


def _cookie_name(secret: bytes) -> str:
    """Return a name of this installation's own: cookies know a host, but no port."""
    code = hmac.new(secret, b"cookie", hashlib.sha256).hexdigest()
    return f"quizapp-{code[:12]}"


def _refuse_strange_hosts() -> None:
    if STRANGE in request.environ:
        abort(421)


def _host_name(host: str) -> str:
    """Return a host without its port; a page from elsewhere can choose a port, not a name."""
    try:
        parts = urlsplit(f"//{host}")
        # Reading the port refuses what is none.
        is_host = parts.netloc == host and "@" not in host and parts.port != 0
    except ValueError:
        return ""
    return (parts.hostname or "").lower() if is_host else ""


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static" or response.status_code >= FIRST_ERROR:
        response.headers.setdefault("Cache-Control", "no-store")
    return response
