"""What is wrong with a content file, where, and what to do about it."""

from dataclasses import dataclass, field
from pathlib import Path

from quizapp.errors import QuizappError


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """One problem: the file, the line (0 if none), the entry, and the remedy."""

    file: str
    line: int
    entry: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Print as ``file:line: entry: problem. remedy``, which editors jump to."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        entry = f"{self.entry}: " if self.entry else ""
        return f"{place}: {entry}{self.problem}. {self.remedy}."


class ContentError(QuizappError):
    """A content file that cannot be used, with every complaint about it."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        self.complaints = complaints
        super().__init__("\n".join(str(complaint) for complaint in complaints))


@dataclass(slots=True)
class Complaints:
    """A collector, so that all problems of a file are reported at once."""

    file: Path
    found: list[Complaint] = field(default_factory=list)

    def add(self, line: int, entry: str, problem: str, remedy: str) -> None:
        """Note one problem and go on."""
        self.found.append(Complaint(self.file.name, line, entry, problem, remedy))

    def raise_any(self) -> None:
        """Raise ``ContentError`` if anything was found."""
        if self.found:
            raise ContentError(tuple(sorted(self.found)))
