"""TOML files to values, with located complaints."""

from quizapp.content.complaints import Complaint, ContentError
from quizapp.content.library import Library, machine_files, read_library
from quizapp.content.machines import read_machine
from quizapp.content.scenarios import Scenario, read_scenario, scenario_files

__all__ = [
    "Complaint",
    "ContentError",
    "Library",
    "Scenario",
    "machine_files",
    "read_library",
    "read_machine",
    "read_scenario",
    "scenario_files",
]
