"""What can be asked: facts, the catalogue of question types, and questions built from refs."""

from quizapp.questions.catalog import build, catalog, choose_ref, question_kind, ways
from quizapp.questions.evidence import describe_answer, evidence_of, right_for
from quizapp.questions.facts import (
    STATE_PREFIX,
    Fact,
    FactKind,
    UnknownFactError,
    are_siblings,
    fact_label,
    facts,
    find_fact,
    get_fact,
)
from quizapp.questions.model import Option, Pretence, Question, Ref, Shows
from quizapp.questions.pictured import COVERED, paired, pictured
from quizapp.questions.trials import Trial, TrialLine, trial_of

__all__ = [
    "COVERED", "STATE_PREFIX", "Fact", "FactKind", "Option", "Pretence", "Question", "Ref",
    "Shows", "Trial", "TrialLine", "UnknownFactError", "are_siblings", "build", "catalog",
    "choose_ref", "describe_answer", "evidence_of", "fact_label", "facts", "find_fact",
    "get_fact", "paired", "pictured", "question_kind", "right_for", "trial_of", "ways",
]  # fmt: skip
