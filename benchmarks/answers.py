"""The right answer to a question as a browser sends it."""

from quizapp.grading import ChoiceKey, ClickKey, DrawKey, Key, RequiredEdge, SelectKey, TypedKey

Fields = dict[str, list[str]]


def right_fields(key: Key) -> Fields:
    """Return the fields of the form that answer a question rightly."""
    match key:
        case ChoiceKey(option=option):
            return {"option": [option]}
        case SelectKey(options=options):
            return {"option": list(options)}
        case ClickKey(state=state):
            return {"state": [state]}
        case TypedKey(values=values):
            return {"text": [_spelling(key, values[0])]}
        case DrawKey(required=required):
            return drawn_fields(required)


def drawn_fields(arrows: tuple[RequiredEdge, ...]) -> Fields:
    """Return the fields that draw all of these arrows."""
    edges = [arrow.edge for arrow in arrows]
    return {
        "from": [edge.tail for edge in edges],
        "to": [edge.head for edge in edges],
        "event": [edge.event for edge in edges],
        "send": ["; ".join(edge.sends) for edge in edges],
    }


def _spelling(key: TypedKey, value: str) -> str:
    return next(spelling for spelling, known in key.spellings if known == value)
