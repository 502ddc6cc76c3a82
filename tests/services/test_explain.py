from dataclasses import replace

import pytest

from quizapp.content import Library
from quizapp.errors import UnknownAttemptError
from quizapp.grading import EdgeStatus, Form
from quizapp.services.drill import start
from quizapp.services.review import marked
from quizapp.services.study import Study
from tests.conftest import NOW
from tests.questions.asking import drawing_fields
from tests.services.learning import MINUTE, asked_for, give, give_right, ref_to


def test_an_answer_is_shown_beside_its_key(study: Study) -> None:
    asked = asked_for(study, ref_to("listen.syn", form=Form.TYPE), NOW)
    found = marked(study, give(study, asked, {"text": ["syn sent"]}, NOW), NOW)
    assert found.yours.en == "syn sent (SYN-SENT)"
    assert found.right.en == "SYN-RECEIVED"
    assert found.right_for is not None
    assert found.right_for.en == "LISTEN · SEND → SYN-SENT, snd SYN"
    assert not found.verdict.is_right


@pytest.mark.parametrize(
    ("fact", "slug"), [("listen.syn", "sent"), ("state:LISTEN", "meaning")]
)
def test_a_right_answer_would_have_been_right_for_nothing_else(
    study: Study, fact: str, slug: str
) -> None:
    found = marked(
        study, give_right(study, asked_for(study, ref_to(fact, slug), NOW), NOW), NOW
    )
    assert found.right_for is None
    assert found.verdict.is_right


def test_an_explanation_is_the_reason_its_source_and_who_differs(study: Study) -> None:
    asked = asked_for(study, ref_to("syn-sent.syn"), NOW)
    (explained,) = marked(study, give_right(study, asked, NOW), NOW).explanations
    of = study.library.machine("tcp")
    assert explained.why == of.outcome("syn-sent.syn").why
    assert str(explained.source) == "RFC 9293 §3.10.7.3"
    assert explained.label.en == "SYN-SENT · rcv SYN → SYN-RECEIVED, snd SYN,ACK"
    assert [variant.tag for variant in explained.variants] == ["RFC 793"]


def test_a_states_explanation_is_its_meaning(study: Study) -> None:
    asked = asked_for(study, ref_to("state:CLOSING", "meaning"), NOW)
    (explained,) = marked(study, give_right(study, asked, NOW), NOW).explanations
    meaning = study.library.machine("tcp").state("CLOSING").meaning
    assert explained.why.en == f"CLOSING: {meaning.en}"
    assert explained.why.zh == f"CLOSING：{meaning.zh}"
    assert explained.variants == ()


def test_a_drawing_is_explained_arrow_by_arrow(study: Study) -> None:
    asked = start(study, "tcp", 3, "", 1, NOW)
    edge = asked.question.key.required[0].edge  # type: ignore[union-attr]
    found = marked(study, give(study, asked, drawing_fields([edge]), NOW), NOW)
    assert {item.fact for item in found.explanations} == set(asked.question.facts)
    assert [mark.status for mark in found.edges].count(EdgeStatus.RIGHT) == 1


def test_an_attempt_says_whether_it_can_be_taken_back(study: Study) -> None:
    first = give_right(study, asked_for(study, ref_to("listen.syn"), NOW), NOW)
    assert marked(study, first, NOW).can_undo
    later = NOW + 20 * MINUTE
    give_right(study, asked_for(study, ref_to("listen.syn"), later), later)
    assert not marked(study, first, later).can_undo


def test_an_attempt_at_what_left_the_content_is_unknown(study: Study) -> None:
    attempt = give_right(study, asked_for(study, ref_to("listen.syn"), NOW), NOW)
    of = study.library.machine("tcp")
    kept = tuple(item for item in of.transitions if item.id != "listen.syn")
    for library in (Library({"tcp": replace(of, transitions=kept)}), Library({})):
        with pytest.raises(UnknownAttemptError):
            marked(replace(study, library=library), attempt, NOW)
