"""The family of errors quizapp raises; each carries data and composes its own sentence."""


class QuizappError(Exception):
    """Anything quizapp can say about what went wrong, in one sentence with a remedy."""


class UnknownStateError(QuizappError):
    """A state name that a machine does not have."""

    def __init__(self, machine: str, state: str) -> None:
        self.machine, self.state = machine, state
        super().__init__(f"The machine {machine!r} has no state {state!r}.")


class UnknownEventError(QuizappError):
    """An event id that a machine does not have."""

    def __init__(self, machine: str, event: str) -> None:
        self.machine, self.event = machine, event
        super().__init__(f"The machine {machine!r} has no event {event!r}.")


class UnsoundMachineError(QuizappError):
    """A cell of a machine's table without exactly one outcome."""

    def __init__(self, machine: str, state: str, event: str, outcomes: int) -> None:
        self.machine, self.state, self.event, self.outcomes = machine, state, event, outcomes
        super().__init__(
            f"The machine {machine!r} has {outcomes} outcomes for {event!r} in {state!r}; "
            "it needs exactly one. Run `quizapp check` to see all such places."
        )


class UnknownMachineError(QuizappError):
    """A machine that the library does not hold."""

    def __init__(self, machine: str, known: tuple[str, ...]) -> None:
        self.machine, self.known = machine, known
        super().__init__(
            f"There is no machine {machine!r}. The library holds: {', '.join(known)}."
        )


class AnswerError(QuizappError):
    """An answer that cannot be read; the page shows it beside the field.

    ``problem`` is a sentence with ``%(name)s`` places for ``values``, so that it can be
    translated before it is filled in.
    """

    def __init__(self, field: str, problem: str, **values: str) -> None:
        self.field, self.problem, self.values = field, problem, values
        super().__init__(problem % values if values else problem)


class TokenError(QuizappError):
    """A question's token that is forged, too old, or another learner's; nothing changed."""

    STALE = "stale"
    FORGED = "forged"

    def __init__(self, problem: str) -> None:
        self.problem = problem
        reason = "is too old" if problem == self.STALE else "was not put to you"
        super().__init__(f"This question {reason}; nothing was counted. Go on with the next.")


class UnknownAttemptError(QuizappError):
    """An attempt that the learner never made."""

    def __init__(self, attempt_id: str) -> None:
        self.attempt_id = attempt_id
        super().__init__("There is no such answer of yours. Go on with the next question.")


class PreferenceError(QuizappError):
    """A preference that cannot be; shown beside its field, with places as ``AnswerError``."""

    def __init__(self, field: str, problem: str, **values: str) -> None:
        self.field, self.problem, self.values = field, problem, values
        super().__init__(problem % values if values else problem)
