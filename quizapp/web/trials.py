"""Two diagrams to choose from, and what became of the events that were to tell them apart."""

from markupsafe import Markup

from quizapp.diagrams import DiagramError, render_svg
from quizapp.engine import Machine
from quizapp.questions import Question, paired
from quizapp.services import machines as machine_service
from quizapp.services.values import Asked
from quizapp.web.contexts import Figure
from quizapp.web.language import current_language, words
from quizapp.web.visit import study


def rival_figures(asked: Asked) -> tuple[Figure, ...]:
    """Return the diagrams to choose from, in order; none if a question has no such choice.

    They share one layout, so that all but one arrow of each lies where it lies in the other.
    """
    if not asked.question.rivals:
        return ()
    try:
        return _figures(asked.machine, asked.question)
    except DiagramError as failed:
        return tuple(Figure(Markup(""), str(failed)) for _ in asked.question.rivals)


def _figures(machine: Machine, question: Question) -> tuple[Figure, ...]:
    shown, arrows = paired(machine, question.ref.fact, question.rivals)
    picture, layout = machine_service.drawing(study(), shown, current_language())
    markup = (
        render_svg(
            picture,
            layout,
            hidden=[other for other in arrows if other != arrow],
            title=words(option.label),
            id_prefix=f"diagram-{option.id}",
        )
        for arrow, option in zip(arrows, question.options, strict=True)
    )
    # The renderer escapes every word.
    return tuple(Figure(Markup(one)) for one in markup)  # noqa: S704
