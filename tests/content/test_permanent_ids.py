"""Reviews point at ids, so an id once published is never renamed, reused or forgotten."""

from collections import Counter
from pathlib import Path

import pytest

from quizapp.config import shipped
from quizapp.content import machine_files, read_machine
from quizapp.engine import Machine

LIST = Path(__file__).with_name("permanent_ids.txt")
SHIPPED = [read_machine(path) for path in machine_files(shipped("content"))]


def listed() -> list[tuple[str, str, str]]:
    """Return every line of the list: machine, kind, id."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [
        (machine, kind, name)
        for machine, kind, name in (line.split(" ", 2) for line in lines if line[:1] != "#")
    ]


def ids_of(machine: Machine) -> set[tuple[str, str, str]]:
    """Return the ids of a machine as the list holds them."""
    found = {
        "state": machine.states,
        "event": machine.events,
        "transition": machine.transitions,
        "response": machine.responses,
        "impossible": machine.impossible,
        "variant": machine.variants,
    }
    return {(machine.id, kind, item.id) for kind, items in found.items() for item in items}


@pytest.mark.parametrize("machine", SHIPPED, ids=lambda machine: machine.id)
def test_every_id_of_the_content_is_in_the_list(machine: Machine) -> None:
    missing = sorted(ids_of(machine) - set(listed()))
    assert not missing, f"add these lines to {LIST.name}: " + "; ".join(
        " ".join(line) for line in missing
    )


def test_every_id_of_the_list_is_in_the_content_or_retired() -> None:
    present = {line for machine in SHIPPED for line in ids_of(machine)}
    retired = {(machine.id, name) for machine in SHIPPED for name in machine.retired}
    gone = [
        line for line in listed() if line not in present and (line[0], line[2]) not in retired
    ]
    assert not gone, "bring these back, or name them in 'retired' of their machine: " + (
        "; ".join(" ".join(line) for line in gone)
    )


def test_no_id_is_listed_twice_or_changes_its_kind() -> None:
    twice = [line for line, count in Counter(listed()).items() if count > 1]
    assert not twice, f"remove the second of: {twice}"
    kinds = Counter(
        (machine, name)
        for machine, kind, name in listed()
        if kind in {"transition", "response", "impossible"}
    )
    changed = [name for name, count in kinds.items() if count > 1]
    assert not changed, f"an outcome of another kind needs a new id: {changed}"
