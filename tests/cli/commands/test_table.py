import csv
import io
import json

import pytest

from quizapp.engine import Machine
from quizapp.services.tables import TABLE_FORMATS, table
from tests.cli.conftest import Run


@pytest.mark.parametrize("file_format", TABLE_FORMATS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_table_is_printed_in_every_format_and_language(
    run: Run, tcp: Machine, file_format: str, language: str
) -> None:
    result = run("table", "tcp", "--format", file_format, "--language", language)
    assert result.exit_code == 0
    assert result.stdout == table(tcp, file_format, language)


def test_a_printed_table_can_be_read_by_other_programs(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("table", "tcp", "--format", "csv").stdout)))
    document = json.loads(run("table", "tcp", "--format", "json").stdout)
    assert len(rows) == len(document["rows"]) == 12 * 41


def test_text_is_the_format_if_none_is_named(run: Run, tcp: Machine) -> None:
    assert run("table", "tcp").stdout == table(tcp, "text", "en")


def test_a_format_there_is_not_is_told(run: Run) -> None:
    result = run("table", "tcp", "--format", "xls")
    assert result.exit_code == 2
    assert "'xls' is not one of 'text', 'csv', 'json', 'markdown'" in result.output
