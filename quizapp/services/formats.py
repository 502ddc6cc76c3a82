"""The formats that diagrams and tables are written in."""

from collections.abc import Sequence

from quizapp.errors import QuizappError


class UnknownFormatError(QuizappError):
    """A format nothing is written in."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name, self.known = name, known
        super().__init__(f"There is no format {name!r}; choose {', '.join(known)}.")
