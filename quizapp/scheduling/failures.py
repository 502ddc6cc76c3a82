"""What scheduling refuses; each error composes one sentence with its remedy."""

from quizapp.errors import QuizappError


class SchedulingError(QuizappError):
    """Anything scheduling refuses."""


class UnknownZoneError(SchedulingError):
    """A time zone that the zone database does not have."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        super().__init__(
            f"There is no time zone {zone!r}. Choose an IANA name such as Europe/Berlin, "
            "Asia/Shanghai or UTC."
        )


class RolloverError(SchedulingError):
    """An hour that no day can begin at."""

    def __init__(self, hour: int) -> None:
        self.hour = hour
        super().__init__(f"A day cannot begin at hour {hour}. Choose an hour from 0 to 23.")


class RetentionError(SchedulingError):
    """A wanted retention outside what the scheduler can plan for."""

    def __init__(self, retention: float, lowest: float, highest: float) -> None:
        self.retention, self.lowest, self.highest = retention, lowest, highest
        super().__init__(
            f"A retention of {retention} cannot be planned for. "
            f"Choose a share between {lowest} and {highest}."
        )


class NaiveInstantError(SchedulingError):
    """A date and time without a time zone, which names no instant."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"The time {text} has no time zone, so it names no instant. Pass it in UTC."
        )


class CreditError(SchedulingError):
    """A credit that is not a share of the full mark."""

    def __init__(self, credit: float) -> None:
        self.credit = credit
        super().__init__(f"A credit of {credit} is not a share. Pass a number from 0 to 1.")


class MemoryFormatError(SchedulingError):
    """A stored memory that cannot be read back."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"A stored memory cannot be read ({problem}). "
            "Restore the database from its last backup."
        )
