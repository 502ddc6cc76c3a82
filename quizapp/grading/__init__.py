"""Verdicts: how an answer of each form is read and compared with its key."""

from quizapp.grading import forms
from quizapp.grading.form import AnswerForm, Fields, answer_forms
from quizapp.grading.level import SHARES, Level, LevelKind, Shares, Strictness
from quizapp.grading.spelling import find_value, fold, spellings, state_spellings
from quizapp.grading.values import (
    Answer,
    Choice,
    ChoiceKey,
    Clicked,
    ClickKey,
    DrawKey,
    Drawn,
    Edge,
    EdgeError,
    EdgeMark,
    EdgeStatus,
    Form,
    GaveUp,
    Key,
    RequiredEdge,
    Selected,
    SelectKey,
    Spellings,
    Traced,
    TraceKey,
    Typed,
    TypedKey,
    Verdict,
)


def answer_form(form: Form) -> AnswerForm:
    """Return how answers of a form are read and marked."""
    return answer_forms(forms)[form]


__all__ = [
    "SHARES",
    "Answer",
    "AnswerForm",
    "Choice",
    "ChoiceKey",
    "ClickKey",
    "Clicked",
    "DrawKey",
    "Drawn",
    "Edge",
    "EdgeError",
    "EdgeMark",
    "EdgeStatus",
    "Fields",
    "Form",
    "GaveUp",
    "Key",
    "Level",
    "LevelKind",
    "RequiredEdge",
    "SelectKey",
    "Selected",
    "Shares",
    "Spellings",
    "Strictness",
    "TraceKey",
    "Traced",
    "Typed",
    "TypedKey",
    "Verdict",
    "answer_form",
    "find_value",
    "fold",
    "spellings",
    "state_spellings",
]  # fmt: skip
