"""A content file as raw values, with the lines its tables begin on; bounded in every way."""

import re
import tomllib
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from quizapp.content.complaints import Complaints

MAX_BYTES = 2_000_000
"""Largest content file that is read."""
MAX_DEPTH = 32
"""Parts of a key, and levels of lists and tables, beyond which nobody can follow."""
MAX_INTEGER = 1 << 63
DEEP_KEY = re.compile(rf"""(?<![\w"'.-])[\w"'-]++(?:\s*+\.\s*+[\w"'-]++){{{MAX_DEPTH},}}""")
LONG_NUMBER = re.compile(r"(?<![\w.])(?:0[xob][\w]{16,}|[+-]?[0-9_]{19,})")


def parse(path: Path, complaints: Complaints) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the values of a TOML file and its lines by ``section:number``; complain."""
    text = _text(path, complaints)
    if text is None:
        return {}, {}
    if deep := DEEP_KEY.search(text):
        line = _line_at(text, deep.start())
        complaints.add(line, "", "holds a key of too many parts", f"Use {MAX_DEPTH} at most")
        return {}, {}
    try:
        values = tomllib.loads(text)
        if _is_bounded(values, complaints):
            return values, lines_of_tables(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        complaints.add(0, "", f"is not TOML: {error}", "Correct it there")
        return {}, {}
    except ValueError:  # Python refuses to read numbers of thousands of digits.
        pass
    if not complaints.found:
        number = LONG_NUMBER.search(text)
        line = _line_at(text, number.start()) if number else 0
        complaints.add(line, "", "holds a number that is too long", "Shorten it")
    return {}, {}


def _text(path: Path, complaints: Complaints) -> str | None:
    """Return what a file holds, or ``None`` after a complaint."""
    try:
        mode = path.stat().st_mode
        if not (S_ISREG(mode) or S_ISDIR(mode)):  # A pipe would be waited for.
            complaints.add(0, "", "is no regular file", "Put a file there")
            return None
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) <= MAX_BYTES:
            return content.decode("utf-8").replace("\r\n", "\n")
        complaints.add(0, "", "the file is too large", f"Keep it below {MAX_BYTES} bytes")
    except OSError as error:
        complaints.add(0, "", f"cannot be read ({error.strerror})", "Name a readable file")
    except UnicodeDecodeError as error:
        complaints.add(0, "", f"is not UTF-8 (byte {error.start})", "Save it as UTF-8")
    return None


def _is_bounded(values: dict[str, Any], complaints: Complaints) -> bool:
    """Tell whether numbers can be printed and nothing lies too deep; complain of depth."""
    waiting: list[tuple[Any, int]] = [(values, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > MAX_DEPTH:
            complaints.add(0, "", "is nested too deeply", f"Use {MAX_DEPTH} levels at most")
            return False
        if isinstance(value, int) and abs(value) >= MAX_INTEGER:
            return False
        if isinstance(value, dict | list):
            inner = value.values() if isinstance(value, dict) else value
            waiting.extend((item, depth + 1) for item in inner)
    return True


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def lines_of_tables(text: str) -> dict[str, int]:
    r"""Map ``section:number`` to the line of its header: TOML readers keep no lines.

    >>> lines_of_tables("[[step]]\nwait = 1\n[[step]]\n")
    {'step:0': 1, 'step:1': 3}
    """
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\[\s*(\w+)\s*\]\]", line):
            section = header[1]
            lines[f"{section}:{counts.get(section, 0)}"] = number
            counts[section] = counts.get(section, 0) + 1
    return lines
