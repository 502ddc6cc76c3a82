"""Every machine and scenario of a folder: the loader lists the folder, so a new file is new."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.content.complaints import Complaint, ContentError
from quizapp.content.machines import read_machine
from quizapp.content.scenarios import Scenario, in_order, read_scenario, scenario_files
from quizapp.engine import Machine
from quizapp.errors import QuizappError, UnknownMachineError


class UnknownScenarioError(QuizappError):
    """A scenario that the library does not hold."""

    def __init__(self, scenario: str, known: tuple[str, ...]) -> None:
        self.scenario, self.known = scenario, known
        super().__init__(
            f"There is no scenario {scenario!r}; `quizapp simulate --list` lists those there "
            "are. A file needs its ending: story.toml."
        )


@dataclass(frozen=True, slots=True)
class Library:
    """The machines that can be studied, by id, in the order of their ids, and the scenarios."""

    machines: Mapping[str, Machine]
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    """Stories to play through, by id, in the order in which one should meet them."""

    def machine(self, machine_id: str) -> Machine:
        """Return a machine; raises ``UnknownMachineError`` for an id it does not hold."""
        if machine_id not in self.machines:
            raise UnknownMachineError(machine_id, tuple(self.machines))
        return self.machines[machine_id]

    def scenario(self, scenario_id: str) -> Scenario:
        """Return a scenario; raises ``UnknownScenarioError`` for an id it does not hold."""
        if scenario_id not in self.scenarios:
            raise UnknownScenarioError(scenario_id, tuple(self.scenarios))
        return self.scenarios[scenario_id]

    def first(self) -> Machine:
        """Return the machine one begins with."""
        return next(iter(self.machines.values()))


def machine_files(content: Path) -> tuple[Path, ...]:
    """Return the machine files of a content folder, sorted by name."""
    return tuple(sorted((content / "machines").glob("*.toml")))


def read_library(content: Path) -> Library:
    """Read a content folder; raises ``ContentError`` with every complaint of every file."""
    machines: dict[str, Machine] = {}
    scenarios: list[Scenario] = []
    complaints: list[Complaint] = []
    for path in machine_files(content):
        try:
            machines[path.stem] = read_machine(path)
        except ContentError as error:
            complaints.extend(error.complaints)
    for path in scenario_files(content):
        try:
            scenarios.append(read_scenario(path))
        except ContentError as error:
            complaints.extend(error.complaints)
    if not machines and not complaints:
        complaints.append(
            Complaint(str(content), 0, "", "holds no machine", "Add machines/<name>.toml")
        )
    if complaints:
        raise ContentError(tuple(complaints))
    return Library(machines, {item.id: item for item in in_order(scenarios)})
