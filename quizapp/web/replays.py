"""The page on which a drawing is made again, step by step."""

from quizapp.services.drill_history import Film
from quizapp.web.drill_contexts import ReplayPage
from quizapp.web.drill_words import clock
from quizapp.web.language import msgid, say
from quizapp.web.sketches import plain_figure

STEPS = {
    "": msgid("The beginning"),
    "add-state": msgid("a state placed"),
    "add-edge": msgid("an arrow drawn"),
    "label": msgid("a label written"),
    "rename": msgid("a state renamed"),
    "remove": msgid("something removed"),
    "move": msgid("something moved"),
    "bend": msgid("an arrow bent"),
    "reconnect": msgid("an arrow led elsewhere"),
    "replace": msgid("the drawing of another tab"),
    "tidy": msgid("tidied up"),
    "undo": msgid("undone"),
    "redo": msgid("done again"),
}
OTHER = msgid("a change")


def page(film: Film) -> ReplayPage:
    """Return the page of a drawing after some steps."""
    task = film.task
    return ReplayPage(
        task=task,
        step=film.step,
        steps=film.steps,
        at=clock(film.at),
        seconds=film.at,
        says=say(STEPS.get(film.what, OTHER)),
        figure=plain_figure(task.machine, film.sheet, {}, "replay"),
    )
