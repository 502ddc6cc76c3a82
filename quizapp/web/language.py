"""The language of a page: the learner's choice, else the browser's, else English."""

from collections.abc import Mapping
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, current_app, g, has_request_context, request

from quizapp.engine import LANGUAGES, Text
from quizapp.web.visit import preferences

DEFAULT = "en"
NAMES = {"en": "English", "zh": "中文"}
TAGS = {"en": "en", "zh": "zh-Hans"}
"""What ``<html lang>`` says, and what dates are worded by."""


def msgid(sentence: str) -> str:
    """Mark a sentence for translation where it is written, not where it is shown."""
    return sentence


def install(app: Flask) -> None:
    """Read the translations once and give them to the templates."""
    app.extensions["translations"] = {
        language: read_translations(language) for language in LANGUAGES
    }
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # by the extension
        _gettext, _ngettext, newstyle=True
    )
    app.jinja_env.filters["words"] = words


def read_translations(language: str) -> NullTranslations:
    """Return every sentence of the program in a language."""
    if language == DEFAULT:
        return NullTranslations()
    source = files("quizapp") / "translations" / language / "messages.po"
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source.read_bytes()), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def current_language() -> str:
    """Return the language of the page being made; the same from its start to its end."""
    if not has_request_context():
        return DEFAULT
    if "language" not in g:
        chosen = preferences().language
        g.language = chosen if chosen in LANGUAGES else _browser_language()
    return cast(str, g.language)


def _browser_language() -> str:
    for tag, quality in request.accept_languages:
        primary = tag.replace("_", "-").split("-")[0].lower()
        if quality > 0 and primary in LANGUAGES:
            return primary
    return DEFAULT


def words(text: Text) -> str:
    """Return a text in the language of the page."""
    return text.in_language(current_language())


def say(sentence: str, values: Mapping[str, object] | None = None) -> str:
    """Translate a sentence and fill in its places, if values are given for them."""
    translated = _gettext(sentence)
    return translated % values if values else translated


def _translations() -> NullTranslations:
    known = cast(dict[str, NullTranslations], current_app.extensions["translations"])
    return known[current_language()]


def _gettext(sentence: str) -> str:
    return _translations().gettext(sentence) if sentence else ""


def _ngettext(singular: str, plural: str, count: int) -> str:
    return _translations().ngettext(singular, plural, count)
