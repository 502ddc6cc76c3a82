"""Machines as the pages ask for them."""

from quizapp.diagrams import Layout, Picture
from quizapp.engine import Machine
from quizapp.services import pictures, tables
from quizapp.services.study import Study
from quizapp.services.tables import Row


def machine(study: Study, machine_id: str) -> Machine:
    """Return a machine; raises ``UnknownMachineError``."""
    return study.library.machine(machine_id)


def machine_or_first(study: Study, machine_id: str | None) -> Machine:
    """Return a machine, the first of the library by default; raises ``UnknownMachineError``."""
    return machine(study, machine_id) if machine_id else study.library.first()


def machines(study: Study) -> tuple[Machine, ...]:
    """Return every machine that can be studied."""
    return tuple(study.library.machines.values())


def picture(
    study: Study, machine_id: str, language: str, role: str | None = None
) -> tuple[Picture, Layout]:
    """Return a machine's diagram, or one role's part of it, with its layout.

    Raises ``UnknownMachineError``, ``UnknownRoleError`` or a Graphviz error.
    """
    return drawing(study, machine(study, machine_id), language, role)


def drawing(
    study: Study, of: Machine, language: str, role: str | None = None
) -> tuple[Picture, Layout]:
    """Return the diagram of a machine that may be no machine of the library.

    Raises ``UnknownRoleError`` or a Graphviz error.
    """
    return pictures.picture_and_layout(of, study.graphviz, language, role)


def export(
    study: Study,
    machine_id: str,
    file_format: str,
    language: str,
    role: str | None = None,
    theme: str = "light",
) -> str:
    """Return the diagram as the text of a file; raises ``UnknownFormatError``."""
    of = machine(study, machine_id)
    return pictures.export_machine(of, study.graphviz, file_format, language, role, theme)


def table(study: Study, machine_id: str, file_format: str, language: str) -> str:
    """Return a machine's whole table as text; raises ``UnknownFormatError``."""
    return tables.table(machine(study, machine_id), file_format, language)


def table_rows(of: Machine) -> tuple[Row, ...]:
    """Return every cell of a machine's table: each configuration with each event."""
    return tables.table_rows(of)
