"""A drawing to take away: as a picture, or as the JSON that the canvas reads."""

from datetime import datetime

from quizapp.diagrams.sketch_svg import export_sketch
from quizapp.grading.sheet import write_sheet
from quizapp.services.drill_sheets import plain_sketch
from quizapp.services.drills import task
from quizapp.services.formats import UnknownFormatError
from quizapp.services.study import Study

FORMATS = ("svg", "json")


def export(
    study: Study, drill_id: str, file_format: str, language: str, theme: str, now: datetime
) -> bytes:
    """Return a drawing as the content of a file.

    Raises ``UnknownDrillError``, ``UnknownFormatError`` or ``UnknownThemeError``.
    """
    if file_format not in FORMATS:
        raise UnknownFormatError(file_format, FORMATS)
    found = task(study, drill_id, now)
    if file_format == "json":
        return write_sheet(found.sheet)
    title = found.machine.title.in_language(language)
    return export_sketch(
        plain_sketch(found.machine, found.sheet, language, title), theme
    ).encode()
