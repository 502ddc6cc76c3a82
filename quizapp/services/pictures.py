"""Machines as diagrams, on pages and in files."""

from quizapp.diagrams import Layout, Picture, lay_out_by, picture_of
from quizapp.diagrams.standalone import export_dot, export_json, export_svg
from quizapp.engine import Machine
from quizapp.services.formats import UnknownFormatError

EXPORT_FORMATS = ("svg", "dot", "json")
THEMES = ("light", "dark", "print")


def picture_and_layout(
    of: Machine, graphviz: str, language: str, role: str | None
) -> tuple[Picture, Layout]:
    """Return a machine's diagram, or one role's part of it, with its layout.

    Raises ``UnknownRoleError`` or a Graphviz error.
    """
    drawn = picture_of(of, language, role=role)
    return drawn, lay_out_by(graphviz, drawn)


def export_machine(
    of: Machine, graphviz: str, file_format: str, language: str, role: str | None, theme: str
) -> str:
    """Return the diagram as the text of a file; raises ``UnknownFormatError``."""
    if file_format not in EXPORT_FORMATS:
        raise UnknownFormatError(file_format, EXPORT_FORMATS)
    drawn, layout = picture_and_layout(of, graphviz, language, role)
    if file_format == "svg":
        return export_svg(drawn, layout, theme)
    if file_format == "dot":
        return export_dot(drawn)
    return export_json(of, drawn, layout)
