"""Answer a question and get the next, called directly: what the services cost."""

import secrets
from datetime import UTC, datetime
from time import perf_counter

from benchmarks.answers import right_fields
from benchmarks.database import make_due
from benchmarks.timing import Series
from quizapp.services.review import answer, next_question
from quizapp.services.study import Study
from quizapp.services.values import Asked

SEED_BITS = 53


class Learning:
    """A learner who answers one question after another, always rightly."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._asked: Asked | None = None
        self._halves: list[tuple[float, float]] = []

    def answer_and_next(self) -> float:
        """Answer the question at hand and get the next; return the seconds it took."""
        asked = self._asked or self._begin()
        fields = right_fields(asked.question.key)
        start = perf_counter()
        answer(self._study, asked.token, asked.attempt_id, fields, 4.0, datetime.now(UTC))
        half = perf_counter()
        found = next_question(self._study, datetime.now(UTC), _seed())
        end = perf_counter()
        self._asked = found if isinstance(found, Asked) else None
        self._halves.append((half - start, end - half))
        return end - start

    def halves(self, rounds: int) -> dict[str, Series]:
        """Return the seconds of the last rounds' answers, and those of what came next."""
        answers, nexts = zip(*self._halves[-rounds:], strict=True)
        return {"answer": Series(list(answers)), "next": Series(list(nexts))}

    def begin_again(self) -> None:
        """Make every card due again, so that there is always a question."""
        now = datetime.now(UTC)
        make_due(self._study, self._study.library.first(), now)
        self._asked = None

    def _begin(self) -> Asked:
        found = next_question(self._study, datetime.now(UTC), _seed())
        if isinstance(found, Asked):
            return found
        self.begin_again()
        return self._begin()


def _seed() -> int:
    return secrets.randbits(SEED_BITS)
