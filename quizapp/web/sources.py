"""Citations as links, where the cited text is public and its address can be told."""

import re

from flask import Flask
from markupsafe import Markup

from quizapp.engine import Source

RFC = re.compile(r"RFC (\d{1,5})")
NUMBERED = re.compile(r"\d+(?:\.\d+)*")
APPENDIX = re.compile(r"(?:Appendix )?([A-Z](?:\.\d+)*)")
EDITOR = "https://www.rfc-editor.org/rfc/rfc"
LINK = Markup('<a href="{}" rel="noopener noreferrer">{}</a>')


def install(app: Flask) -> None:
    """Give templates the filter ``citation``."""
    app.jinja_env.filters["citation"] = citation


def citation(source: Source) -> Markup:
    """Return a citation, as a link if it is a section of an RFC."""
    address = find_address(source)
    return LINK.format(address, source) if address else Markup.escape(str(source))


def find_address(source: Source) -> str | None:
    """Return where a source is to be read online, or ``None`` if that cannot be told."""
    document = RFC.fullmatch(source.document)
    if document is None:
        return None
    return f"{EDITOR}{int(document[1])}{_fragment(source.section)}"


def _fragment(section: str) -> str:
    if NUMBERED.fullmatch(section):
        return f"#section-{section}"
    appendix = APPENDIX.fullmatch(section)
    return f"#appendix-{appendix[1]}" if appendix else ""
