"""Every machine of a folder: the loader lists the folder, so a new file is a new machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizapp.content.complaints import Complaint, ContentError
from quizapp.content.machines import read_machine
from quizapp.engine import Machine
from quizapp.errors import UnknownMachineError


@dataclass(frozen=True, slots=True)
class Library:
    """The machines that can be studied, by id, in the order of their ids."""

    machines: Mapping[str, Machine]

    def machine(self, machine_id: str) -> Machine:
        """Return a machine; raises ``UnknownMachineError`` for an id it does not hold."""
        if machine_id not in self.machines:
            raise UnknownMachineError(machine_id, tuple(self.machines))
        return self.machines[machine_id]

    def first(self) -> Machine:
        """Return the machine one begins with."""
        return next(iter(self.machines.values()))


def machine_files(content: Path) -> tuple[Path, ...]:
    """Return the machine files of a content folder, sorted by name."""
    return tuple(sorted((content / "machines").glob("*.toml")))


def read_library(content: Path) -> Library:
    """Read a content folder; raises ``ContentError`` with every complaint of every file."""
    machines: dict[str, Machine] = {}
    complaints: list[Complaint] = []
    for path in machine_files(content):
        try:
            machines[path.stem] = read_machine(path)
        except ContentError as error:
            complaints.extend(error.complaints)
    if not machines and not complaints:
        complaints.append(
            Complaint(str(content), 0, "", "holds no machine", "Add machines/<name>.toml")
        )
    if complaints:
        raise ContentError(tuple(complaints))
    return Library(machines)
