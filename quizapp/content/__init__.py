"""TOML files to values, with located complaints."""

from quizapp.content.complaints import Complaint, ContentError
from quizapp.content.library import Library, machine_files, read_library
from quizapp.content.machines import read_machine

__all__ = [
    "Complaint",
    "ContentError",
    "Library",
    "machine_files",
    "read_library",
    "read_machine",
]
