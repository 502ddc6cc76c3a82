import csv
import io
import json
from unicodedata import east_asian_width

import pytest

from quizapp.engine import Configuration, Machine, configurations, step
from quizapp.services.formats import UnknownFormatError
from quizapp.services.tables import COLUMNS, TABLE_FORMATS, table, table_rows
from tests.conftest import MACHINES

Record = dict[str, str]


def _expected(of: Machine, language: str) -> list[Record]:
    """Run the machine through its whole table."""
    records = []
    for state in of.states:
        for at in configurations(of, state.id):
            for event in of.events:
                taken = step(of, at, event.id)
                outcome = taken.outcome
                moved = taken.after.state != at.state
                records.append(
                    {
                        "state": str(at),
                        "event": event.id,
                        "reaction": outcome.reaction.value,
                        "next": str(taken.after) if moved else "",
                        "send": "; ".join(outcome.sends),
                        "returns": outcome.returns or "",
                        "source": str(outcome.source),
                        "id": outcome.id,
                        "why": outcome.why.in_language(language),
                    }
                )
    return records


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_csv_table_reads_back_as_the_machine(machine: Machine, language: str) -> None:
    text = table(machine, "csv", language)
    assert list(csv.DictReader(io.StringIO(text))) == _expected(machine, language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_json_table_reads_back_as_the_machine(machine: Machine, language: str) -> None:
    document = json.loads(table(machine, "json", language))
    assert document["machine"] == machine.id
    assert document["title"] == machine.title.in_language(language)
    assert document["rows"] == _expected(machine, language)


def test_a_markdown_table_reads_back_as_the_machine(machine: Machine) -> None:
    title, empty, head, rule, *rows = table(machine, "markdown", "zh").splitlines()
    assert (title, empty) == (f"# {machine.title.zh}", "")
    columns = COLUMNS[:-1]
    assert head == "| " + " | ".join(columns) + " |"
    assert set(rule) == {"|", "-"}
    cells = [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows]
    expected = [[record[column] for column in columns] for record in _expected(machine, "zh")]
    assert cells == expected


def test_a_text_table_has_a_line_for_every_cell_under_its_place(machine: Machine) -> None:
    title, *blocks = table(machine, "text", "en").rstrip("\n").split("\n\n")
    places = [at for state in machine.states for at in configurations(machine, state.id)]
    assert title == machine.title.en
    assert [block.splitlines()[0] for block in blocks] == [str(at) for at in places]
    for at, block in zip(places, blocks, strict=True):
        for event, line in zip(machine.events, block.splitlines()[1:], strict=True):
            taken = step(machine, at, event.id)
            assert line.startswith(f"  {event.label.en}")
            assert line.endswith(str(taken.outcome.source))
            if taken.after.state != at.state:
                assert f" {taken.after.state}" in line


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ("coin", "  coin OPEN, snd CLICK Handbook §1"),
        ("push", "  push ignored Handbook §1"),
    ],
)
def test_a_text_line_says_what_happens(turnstile: Machine, event: str, line: str) -> None:
    block = table(turnstile, "text", "en").split("\n\n")[1]
    lines = [" ".join(item.split()) for item in block.splitlines()]
    assert " ".join(line.split()) in lines


def test_what_cannot_happen_is_a_dash(turnstile: Machine) -> None:
    off = table(turnstile, "text", "en").split("\n\n")[-1]
    assert any(line.split()[:2] == ["push", "—"] for line in off.splitlines())


def test_every_format_ends_with_one_newline(machine: Machine) -> None:
    for file_format in TABLE_FORMATS:
        text = table(machine, file_format, "en")
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_a_format_there_is_not_is_refused_with_those_there_are(turnstile: Machine) -> None:
    with pytest.raises(UnknownFormatError, match="no format 'xls'; choose text, csv, json"):
        table(turnstile, "xls", "en")


def test_rows_know_where_they_are() -> None:
    rows = table_rows(MACHINES["turnstile"])
    assert len(rows) == 25
    assert rows[0].at == Configuration("LOCKED")
    assert rows[0].after == Configuration("OPEN", (("paid", "coin"),))


def test_chinese_columns_stand_below_each_other(tcp: Machine) -> None:
    lines = [line for line in table(tcp, "text", "zh").splitlines() if " RFC 9293 §" in line]
    starts = set()
    for line in lines:
        before = line[: line.rindex(" RFC 9293 §")]
        starts.add(sum(1 + (east_asian_width(sign) in "WF") for sign in before))
    assert min(starts) == 75
