"""What a view can reach."""

from flask import Flask

from quizapp.services.study import Study
from quizapp.services.values import Preferences
from quizapp.web import visit
from tests.conftest import NOW


def test_a_view_reaches_the_study_the_clock_and_new_seeds(app: Flask, study: Study) -> None:
    with app.app_context():
        assert visit.study() is study
        assert visit.now() == NOW
        assert visit.seed() != visit.seed()


def test_without_preferences_the_defaults_hold(app: Flask) -> None:
    with app.app_context():
        assert visit.preferences() == Preferences()
