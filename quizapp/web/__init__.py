"""The pages: they parse a request, call one service and render; no rule is decided here."""

from quizapp.web.app import create_app

__all__ = ["create_app"]
