"""Draw on purpose: a diagram with some arrows taken out, whether or not they are due."""

import random
from datetime import datetime

from quizapp.grading import Form
from quizapp.grading.demand import diagram
from quizapp.questions import Ref
from quizapp.questions.types.missing_edges import MissingEdges
from quizapp.services.counts import count
from quizapp.services.drills import EmptyRoleError
from quizapp.services.review import new_ticket, put
from quizapp.services.study import Study
from quizapp.services.values import Asked, Reason, WhyNow
from quizapp.storage import get_or_create_learner


def start(study: Study, machine: str, size: int, role: str, seed: int, now: datetime) -> Asked:
    """Return the diagram with ``size`` arrows missing, at most as many as there are.

    Raises ``UnknownMachineError``, or ``EmptyRoleError`` for a role without arrows.
    """
    of = study.library.machine(machine)
    pool = diagram(of, role)
    if not pool:
        raise EmptyRoleError(role)
    first = random.Random(seed).choice(pool)
    count_of = max(1, min(size, len(pool)))
    ref = Ref(of.id, first.id, MissingEdges.slug, Form.DRAW, seed, count_of, role)
    with study.store.reading() as connection:
        learner = get_or_create_learner(connection, now, study.learner_id)
        counts = count(connection, learner, of, now)
    return put(study, of, new_ticket(ref, is_drill=True), Reason(WhyNow.DRILL), counts, now)
