"""A question answered by a drawing, asked for without waiting until one is due."""

from datetime import UTC, datetime

from quizapp.services.drill import start
from quizapp.services.study import Study

SEED = 7


def drawing_asked(study: Study, size: int, machine: str = "tcp", seed: int = SEED) -> str:
    """Return where a server with the study's key shows a diagram without some arrows."""
    asked = start(study, machine, size, "", seed, datetime.now(UTC))
    return f"/questions/{asked.token}"
