"""Streams that are closed, full or of few signs end in a sentence, never in a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

QUIZAPP = f"{sys.executable} -m quizapp"


def shell(command: str, tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[bytes]:
    kept = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "QUIZAPP_DATA": str(tmp_path)}
    return subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, check=False, env={**kept, **settings}
    )


@pytest.mark.parametrize("arguments", ["table tcp", "--help", "export tcp --output -"])
def test_a_full_disk_is_told(tmp_path: Path, arguments: str) -> None:
    ran = shell(f"{QUIZAPP} {arguments} > /dev/full", tmp_path)
    assert ran.returncode == 1
    assert ran.stderr.startswith(b"Error: The output cannot be used (No space left on device).")
    assert b"Traceback" not in ran.stderr
    assert b"ignored" not in ran.stderr


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("table tcp >&-", 0),
        ("endpoint <&-", 0),
        ("drill --count 1 <&-", 1),
        ("table tcp >&- 2>&- <&-", 0),
        ("nonsense 2>&-", 2),
    ],
)
def test_a_closed_stream_is_an_empty_one(tmp_path: Path, command: str, code: int) -> None:
    ran = shell(f"{QUIZAPP} {command}", tmp_path)
    assert ran.returncode == code
    assert b"Traceback" not in ran.stderr


def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path: Path) -> None:
    ran = shell(f"{QUIZAPP} table tcp | head -1", tmp_path)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_terminal_of_few_signs_shows_what_it_can(
    tmp_path: Path, encoding: str, language: str
) -> None:
    ran = shell(
        f"printf '\\377\\n' | {QUIZAPP} drill --count 1 --language {language}",
        tmp_path,
        PYTHONIOENCODING=encoding,
    )
    assert b"Traceback" not in ran.stderr
    assert b"a)" in ran.stdout
