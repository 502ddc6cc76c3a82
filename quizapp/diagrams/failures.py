"""What can go wrong between a machine and its picture."""

from quizapp.errors import QuizappError


class DiagramError(QuizappError):
    """A picture that cannot be made."""


class UnknownRoleError(DiagramError):
    """A role that a machine does not have."""

    def __init__(self, machine: str, role: str) -> None:
        self.machine, self.role = machine, role
        super().__init__(f"The machine {machine!r} has no role {role!r}.")


class PictureTooLargeError(DiagramError):
    """A picture above the size that is laid out while somebody waits."""

    def __init__(self, what: str, count: int, limit: int) -> None:
        self.what, self.count, self.limit = what, count, limit
        super().__init__(
            f"This diagram has {count} {what}; at most {limit} can be drawn. "
            "Read it as a table instead, or split the machine."
        )


class GraphvizError(DiagramError):
    """Graphviz is missing or did not deliver."""


class GraphvizMissingError(GraphvizError):
    """No layout program where the settings look for one."""

    def __init__(self, preference: str) -> None:
        self.preference = preference
        super().__init__(
            f"No Graphviz found (setting: {preference}). Install the `graphviz-pure` package "
            "with pip, or Graphviz itself so that `dot` is on the PATH."
        )


class GraphvizTimeoutError(GraphvizError):
    """A layout that took too long."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"Graphviz did not finish within {seconds:g} seconds. Draw a smaller machine, "
            "or one role of it."
        )


class GraphvizFailedError(GraphvizError):
    """A layout program that ended with an error or an answer that cannot be read."""

    def __init__(self, program: str, complaint: str) -> None:
        self.program, self.complaint = program, complaint
        super().__init__(
            f"{program} failed: {complaint or 'it said nothing'}. "
            "Choose the other Graphviz in the settings, or reinstall this one."
        )


class UnknownThemeError(DiagramError):
    """A theme no file is coloured in."""

    def __init__(self, theme: str, known: tuple[str, ...]) -> None:
        self.theme, self.known = theme, known
        super().__init__(f"There is no theme {theme!r}; choose {', '.join(known)}.")
