"""A machine's whole table as text, CSV, JSON or Markdown, a line for each cell."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass

from quizapp.engine import (
    Configuration,
    Machine,
    Outcome,
    Reaction,
    Transition,
    configurations,
    step,
)
from quizapp.formats.columns import padded
from quizapp.questions.wording import outcome_label
from quizapp.services.formats import UnknownFormatError
from quizapp.services.matrix import matrix

TABLE_FORMATS = ("text", "csv", "json", "markdown", "matrix")


@dataclass(frozen=True, slots=True)
class Row:
    """One cell of the table: a configuration, an event, and what happens."""

    at: Configuration
    event: str
    outcome: Outcome
    after: Configuration


def table_rows(of: Machine) -> tuple[Row, ...]:
    """Return every cell of a machine's table: each configuration with each event."""
    return tuple(
        Row(at, event.id, taken.outcome, taken.after)
        for state in of.states
        for at in configurations(of, state.id)
        for event in of.events
        for taken in (step(of, at, event.id),)
    )


def table(of: Machine, file_format: str, language: str) -> str:
    """Return a machine's whole table as text; raises ``UnknownFormatError``."""
    writers: dict[str, Callable[[Machine, str], str]] = {
        "text": _as_text,
        "csv": _as_csv,
        "json": _as_json,
        "markdown": _as_markdown,
        "matrix": matrix,
    }
    if file_format not in writers:
        raise UnknownFormatError(file_format, TABLE_FORMATS)
    return writers[file_format](of, language)


COLUMNS = ("state", "event", "reaction", "next", "send", "returns", "source", "id")


def _record(row: Row) -> dict[str, str]:
    outcome = row.outcome
    return {
        "state": str(row.at),
        "event": row.event,
        "reaction": outcome.reaction.value,
        "next": str(row.after) if isinstance(outcome, Transition) else "",
        "send": "; ".join(outcome.sends),
        "returns": outcome.returns or "",
        "source": str(outcome.source),
        "id": outcome.id,
    }


def _as_csv(of: Machine, language: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, (*COLUMNS, "why"), lineterminator="\n")
    writer.writeheader()
    for row in table_rows(of):
        writer.writerow({**_record(row), "why": row.outcome.why.in_language(language)})
    return out.getvalue()


def _as_json(of: Machine, language: str) -> str:
    rows = [
        {**_record(row), "why": row.outcome.why.in_language(language)} for row in table_rows(of)
    ]
    document = {"machine": of.id, "title": of.title.in_language(language), "rows": rows}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _as_markdown(of: Machine, language: str) -> str:
    lines = [
        "| " + " | ".join(COLUMNS[:-1]) + " |",
        "|" + "---|" * len(COLUMNS[:-1]),
    ]
    for row in table_rows(of):
        cells = [_record(row)[column].replace("|", "\\|") for column in COLUMNS[:-1]]
        lines.append("| " + " | ".join(cells) + " |")
    return f"# {of.title.in_language(language)}\n\n" + "\n".join(lines) + "\n"


def _as_text(of: Machine, language: str) -> str:
    blocks: list[str] = [of.title.in_language(language)]
    place = ""
    for row in table_rows(of):
        if str(row.at) != place:
            place = str(row.at)
            blocks.append(f"\n{place}")
        label = of.event(row.event).label.in_language(language)
        said = outcome_label(of, row.outcome).in_language(language).rpartition("→ ")[2]
        blocks.append(
            f"  {padded(label, 28)} {padded(_short(row, said), 44)} {row.outcome.source}"
        )
    return "\n".join(blocks) + "\n"


def _short(row: Row, said: str) -> str:
    return "—" if row.outcome.reaction is Reaction.IMPOSSIBLE else said
