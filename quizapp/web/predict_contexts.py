"""What predict mode adds to a page of the lab, as one typed value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.services.predict_sitting import Foretold
from quizapp.services.values import Asked, Marked
from quizapp.web.contexts import FieldError


@dataclass(frozen=True, slots=True, kw_only=True)
class Foresight:
    """What is asked about the next step, and how the last one was predicted."""

    heading: str
    """The heading of the page; empty for the title of the run, which may tell too much."""
    asked: Asked | None
    """The question about the next step; ``None`` if there is none now."""
    host: str
    """The host it is about."""
    connection: int | None
    """The connection it is about; ``None`` if there is only one."""
    segment: str
    """The segment that arrives there; empty if none does."""
    silence: str
    """Why nothing is asked, in words; empty if something is, or a verdict is shown."""
    marked: Marked | None
    """How the prediction of the last step was marked, where that is shown."""
    outcome: str
    """``right``, ``partly``, ``wrong`` or ``told``; empty without a verdict."""
    told: tuple[Foretold, ...]
    """Everything predicted in this sitting up to the step shown."""
    right: int
    """How many of those were right."""
    onward: str
    """The address of the way on; empty while a question is open, and at the end."""
    is_end: bool
    """Whether no step follows."""
    stop: str
    """The address of the same moment without predictions."""
    field_error: FieldError | None
    """Why the answer just sent could not be read."""
    submitted: Mapping[str, Sequence[str]]
    """The fields just sent, so that nothing is lost."""

    @property
    def form(self) -> str:
        """The answer form of the question, which names the template included."""
        return self.asked.question.ref.form.value if self.asked else ""

    @property
    def is_open(self) -> bool:
        """Whether a question waits for its answer."""
        return self.asked is not None and self.marked is None

    @property
    def missed(self) -> tuple[Foretold, ...]:
        """What was not predicted rightly."""
        return tuple(item for item in self.told if not item.is_right)
