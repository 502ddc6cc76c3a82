"""What keeps strangers out: headers, the hosts we answer for, cookies, and forged forms."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask_wtf.csrf import (  # type: ignore[import-untyped] # Flask-WTF ships no types
    CSRFProtect,
)

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
        SESSION_COOKIE_NAME="quizapp",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_TIME_LIMIT=None,
    )
    known = frozenset(_host_name(host) for host in hosts)

    def refuse_strange_hosts() -> None:
        if _host_name(request.host) not in known:
            abort(421)

    app.before_request(refuse_strange_hosts)
    app.after_request(_add_headers)


def protect_forms(app: Flask) -> None:
    """Refuse forms that did not come from one of our pages.

    Call it last: what answers a refusal needs everything set up before.
    """
    CSRFProtect(app)


def _host_name(host: str) -> str:
    """Return a host without its port; a page from elsewhere can choose a port, not a name."""
    return (urlsplit(f"//{host}").hostname or "").lower()


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
