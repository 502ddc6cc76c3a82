import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from quizapp.engine import Machine
from tests.cli.conftest import Run, failed


def test_an_svg_is_written_and_its_size_told(run: Run, tmp_path: Path, tcp: Machine) -> None:
    target = tmp_path / "tcp.svg"
    result = run("export", "tcp", "--output", target)
    written = target.read_bytes()
    assert result.output == f"Wrote {target} ({len(written):,} bytes).\n"
    root = ElementTree.fromstring(written)
    drawn = {item.get("data-fact") for item in root.iter()} - {None}
    assert drawn == {item.id for item in tcp.drawn()}


def test_dot_and_json_are_printed_for_a_dash(run: Run) -> None:
    dot = run("export", "tcp", "--format", "dot", "--output", "-").stdout
    assert dot.lstrip().startswith(("digraph", "strict digraph"))
    assert dot.count(" -> ") == 21
    document = json.loads(run("export", "tcp", "--format", "json", "--output", "-").stdout)
    assert "TIME-WAIT" in json.dumps(document)


def test_a_role_a_theme_and_a_language_are_drawn(run: Run, tcp: Machine) -> None:
    chosen = ("--role", "client", "--theme", "dark", "--language", "zh")
    text = run("export", "tcp", *chosen, "--output", "-").stdout
    drawn = {item.get("data-fact") for item in ElementTree.fromstring(text.encode()).iter()}
    assert drawn - {None} == {item.id for item in tcp.drawn() if "client" in item.roles}
    assert "TCP 连接" in text
    assert text != run("export", "tcp", "--role", "client", "--output", "-").stdout


def test_an_existing_file_is_replaced(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "tcp.dot"
    target.write_text("old", encoding="utf-8")
    run("export", "tcp", "--format", "dot", "--output", target)
    assert "old" not in target.read_text(encoding="utf-8")[:10]


@pytest.mark.parametrize("name", ["missing/tcp.svg", "."])
def test_a_path_that_cannot_be_written_is_told(run: Run, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    said = failed(run("export", "tcp", "--output", target))
    assert said.startswith(f"{target} cannot be written (")
    assert said.endswith("Choose another --output.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tcp", "--role", "juggler", "--output", "-"), "juggler"),
        (("udp", "--output", "-"), "no machine 'udp'"),
    ],
)
def test_what_there_is_not_is_told(run: Run, arguments: tuple[str, ...], said: str) -> None:
    assert said in failed(run("export", *arguments))


@pytest.mark.parametrize("arguments", [("tcp",), ("tcp", "--format", "png", "--output", "-")])
def test_a_command_without_its_options_is_a_usage_error(
    run: Run, arguments: tuple[str, ...]
) -> None:
    assert run("export", *arguments).exit_code == 2


def test_exporting_makes_no_data_folder(run: Run, data: Path) -> None:
    run("export", "tcp", "--format", "dot", "--output", "-")
    assert not data.exists()
