"""A content file as raw values, with the lines its tables begin on."""

import re
import tomllib
from pathlib import Path
from typing import Any

from quizapp.content.complaints import Complaints

MAX_BYTES = 2_000_000
"""Largest content file that is read."""


def parse(path: Path, complaints: Complaints) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the values of a TOML file and its lines by ``section:number``; complain."""
    try:
        if path.stat().st_size > MAX_BYTES:
            complaints.add(0, "", "the file is too large", f"Keep it below {MAX_BYTES} bytes")
            return {}, {}
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), lines_of_tables(text)
    except OSError as error:
        complaints.add(0, "", f"cannot be read ({error.strerror})", "Name a readable file")
    except UnicodeDecodeError as error:
        complaints.add(0, "", f"is not UTF-8 (byte {error.start})", "Save it as UTF-8")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        complaints.add(0, "", f"is not TOML: {error}", "Correct it there")
    except ValueError:  # Python refuses to read numbers of thousands of digits.
        complaints.add(0, "", "holds a number that is too long", "Shorten it")
    return {}, {}


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
