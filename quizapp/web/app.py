"""The app factory: nothing is opened, read or connected before it is called."""

from collections.abc import Callable, Sequence
from datetime import datetime

from flask import Flask

from quizapp.services.study import Study
from quizapp.web import failures, frame, language, names, security, sources, visit
from quizapp.web.pages import drill, lab, machines, memory, preferences, review, today

PAGES = (
    today.PAGE,
    review.PAGE,
    drill.PAGE,
    machines.PAGE,
    memory.PAGE,
    lab.PAGE,
    preferences.PAGE,
)


def create_app(
    study: Study,
    *,
    clock: Callable[[], datetime],
    entropy: Callable[[], int],
    hosts: Sequence[str],
) -> Flask:
    """Return the app that shows a study to its learner.

    ``clock`` tells the time and ``entropy`` draws seeds; ``hosts`` are the only names the
    app answers to.
    """
    app = Flask("quizapp.web")
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    security.install(app, secret=study.secret, hosts=hosts)
    visit.install(app, visit.Surroundings(study, clock, entropy))
    language.install(app)
    for part in (frame, names, sources, failures):
        part.install(app)
    security.protect_forms(app)
    for page in PAGES:
        app.register_blueprint(page)
    return app
