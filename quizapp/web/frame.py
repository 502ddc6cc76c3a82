"""What every page shows around its own content, and the one way pages are rendered."""

from dataclasses import dataclass
from typing import ClassVar, Protocol

from flask import Flask, g, render_template, request

from quizapp.web.language import NAMES, TAGS, current_language
from quizapp.web.visit import preferences


class Page(Protocol):
    """The typed context of one page."""

    template: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """The surroundings of every page."""

    language: str
    """The language of the page: ``en`` or ``zh``."""
    tag: str
    """The same as HTML names it."""
    others: tuple[tuple[str, str, str], ...]
    """The languages to switch to: ours, HTML's and their own name."""
    theme: str
    """``auto``, ``light`` or ``dark``."""
    shortcuts: bool
    """Whether single keys do something."""
    here: str
    """The address to come back to after switching the language."""
    section: str
    """The blueprint shown, to mark its entry in the navigation."""


def install(app: Flask) -> None:
    """Give every template its frame."""
    app.context_processor(lambda: {"frame": _frame()})


def _frame() -> Frame:
    chosen, language = preferences(), current_language()
    return Frame(
        language=language,
        tag=TAGS[language],
        others=tuple((key, TAGS[key], name) for key, name in NAMES.items() if key != language),
        theme=chosen.theme,
        shortcuts=chosen.shortcuts,
        here=g.get("here") or _asked_for(),
        section=request.blueprint or "",
    )


def _asked_for() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else ""


def return_to(address: str) -> None:
    """Give the page being made another address than the one that was asked for."""
    g.here = address


def render(page: Page) -> str:
    """Render a page from its context."""
    return render_template(page.template, page=page)
