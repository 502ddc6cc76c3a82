"""Break the turnstile's file in one place, and collect what the loader says about it."""

import re
from pathlib import Path

import pytest

from quizapp.content import ContentError, read_machine

FILE = Path(__file__).parents[1] / "machines" / "turnstile.toml"
SOUND = FILE.read_text(encoding="utf-8")


def broken(old: str, new: str) -> str:
    """Return the text of the file with the first ``old`` replaced."""
    assert old in SOUND, f"turnstile.toml has no {old!r} to break"
    return SOUND.replace(old, new, 1)


def complaints_of(folder: Path, text: str) -> list[str]:
    """Return every complaint about a text, as printed."""
    path = folder / FILE.name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_machine(path)
    return [str(complaint) for complaint in caught.value.complaints]


def located(complaint: str, text: str) -> str:
    """Put a line for ``@section id``, where that entry begins in the text."""
    found = re.search(r"@(\w+) ([\w.-]+)", complaint)
    if found is None:
        return complaint
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if line == f"[[{found[1]}]]" and f'id = "{found[2]}"' in lines[number + 1]:
            return complaint.replace(found[0], str(number + 1))
    pytest.fail(f"turnstile.toml has no {found[0]}")
