"""What the learner answered last: one row of an index."""

from sqlalchemy import Connection, bindparam, literal_column, select

from quizapp.storage.reviews import Kind
from quizapp.storage.schema import REVIEW

_LATEST = (
    select(REVIEW.c.machine, REVIEW.c.fact)
    .where(
        REVIEW.c.learner_id == bindparam("learner"),
        REVIEW.c.kind == literal_column(f"'{Kind.ANSWER.value}'"),
    )
    .order_by(REVIEW.c.at.desc())
    .limit(1)
)


def find_latest(connection: Connection, learner: str) -> tuple[str, str] | None:
    """Return the machine and fact answered last, or ``None`` before the first answer."""
    row = connection.execute(_LATEST, {"learner": learner}).one_or_none()
    return None if row is None else (row[0], row[1])
