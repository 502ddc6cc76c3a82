from pathlib import Path

import pytest

from quizapp.cli.writing import WritingError, write_or_print


@pytest.mark.parametrize("output", [None, Path("-")])
def test_without_a_file_a_result_is_printed(
    output: Path | None, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write_or_print("états\n".encode(), output, "text")
    assert capsysbinary.readouterr().out == "états\n".encode()


def test_a_file_is_written_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.bin"
    write_or_print(b"\x00" * 1234, path, "pcap")
    assert path.read_bytes() == b"\x00" * 1234
    assert capsys.readouterr().out == f"Wrote {path} (1,234 bytes).\n"


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(WritingError, match=r"cannot be written .* Choose another --output"):
        write_or_print(b"", tmp_path / "no" / "where", "svg")


def test_a_capture_is_not_put_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(WritingError, match="Name a file"):
        write_or_print(b"\xd4", None, "pcap")
