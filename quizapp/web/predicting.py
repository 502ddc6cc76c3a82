"""Put together what predict mode shows beside a moment of the lab."""

from quizapp.errors import AnswerError
from quizapp.services import predict_sitting
from quizapp.services.lab_run import Play
from quizapp.services.predict import Prediction, Silence, predict
from quizapp.services.predict_sitting import Outlook
from quizapp.services.values import Marked
from quizapp.simulator import Kind, Line
from quizapp.simulator.trace import FIRST, STRANGERS
from quizapp.web.fields import field_error, submitted
from quizapp.web.lab_contexts import Place
from quizapp.web.language import msgid, say
from quizapp.web.predict_contexts import Foresight
from quizapp.web.visit import now, study
from quizapp.web.wording import outcome_of

SILENCES = {
    Silence.UNDECIDED: msgid("Nothing is to be predicted of the next step: it just happens."),
    Silence.OTHERWISE: msgid("In the next step a host goes its own way. Watch what it does."),
    Silence.AGAIN: msgid("The next step brings what this run has shown before."),
    Silence.END: "",
}
HEADING = msgid("What happens next?")
ANSWERED = msgid("You have predicted the next step already.")
ACT = msgid("Do something below: before it happens, you are asked what will come of it.")


def foresight(
    play: Play, step: int, place: Place, *, told: bool, error: AnswerError | None = None
) -> Foresight | None:
    """Return what predict mode shows after a step; ``None`` outside of it."""
    if not place.sitting:
        return None
    here = study()
    outlook = predict_sitting.outlook(here, play, step, place.sitting, now())
    marked = predict_sitting.verdict(here, play, step, place.sitting, now()) if told else None
    foretold = predict_sitting.foretold(here, play, step, place.sitting)
    return Foresight(
        heading=_heading(outlook, play),
        asked=outlook.asked,
        host=outlook.line.host if outlook.line else "",
        connection=_connection(outlook.line),
        segment=_segment(outlook.line),
        silence=_silence(outlook, play),
        marked=marked,
        outcome=outcome_of(marked) if marked else "",
        told=foretold,
        right=sum(item.is_right for item in foretold),
        onward=_onward(outlook, marked, step, place),
        is_end=outlook.silence is Silence.END,
        stop=place.without_predictions().at(step),
        field_error=field_error(error) if error else None,
        submitted=submitted() if error else {},
    )


def stop_after(play: Play, at: int) -> int:
    """Return the step to show after something was done: before it happens, if it is asked."""
    return at if isinstance(predict(play, at), Prediction) else min(at + 1, play.length)


def _heading(outlook: Outlook, play: Play) -> str:
    """Return what stands in place of a story's title, which may tell too much."""
    return "" if outlook.silence is Silence.END or play.is_own else say(HEADING)


def _connection(line: Line | None) -> int | None:
    """Return the connection a line is about, unless it goes without saying."""
    return line.connection if line and FIRST < line.connection < STRANGERS else None


def _segment(line: Line | None) -> str:
    """Return the segment that decides; it is on the wire for everybody to see."""
    return str(line.segment) if line and line.kind is Kind.ARRIVED and line.segment else ""


def _silence(outlook: Outlook, play: Play) -> str:
    if outlook.answered:
        return say(ANSWERED)
    if outlook.silence is Silence.END and play.is_own:
        return say(ACT)
    return say(SILENCES[outlook.silence]) if outlook.silence else ""


def _onward(outlook: Outlook, marked: Marked | None, step: int, place: Place) -> str:
    if outlook.silence is Silence.END:
        return ""
    if outlook.asked:
        return place.at(step) if marked else ""
    return place.at(step + 1, told=outlook.answered)
