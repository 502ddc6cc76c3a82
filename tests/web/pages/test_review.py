"""Questions, answers, verdicts."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from quizapp.engine import Machine
from quizapp.grading import Form
from quizapp.questions import Ref, build
from quizapp.services.preferences import preferences, save
from quizapp.services.study import Study
from tests.conftest import MACHINES
from tests.web.conftest import (
    Clock,
    Page,
    Visitor,
    ask,
    first_ref,
    refs,
    right_fields,
    sent,
)

REFS = refs(MACHINES["tcp"])
NAMES = [f"{ref.type}-{ref.form.value}" for ref in REFS]
HIDDEN = {"csrf_token", "token", "attempt_id", "seconds"}


def _answer(visitor: Visitor, study: Study, ref: Ref, *, right: bool = True) -> Page:
    asked = ask(study, ref)
    fields = right_fields(asked.question) if right else {"give_up": "1"}
    return visitor.follow(visitor.post("/answers", **sent(asked, **fields)))


def _shown(visitor: Visitor, study: Study, ref: Ref) -> Page:
    """The question's page, as it comes after an empty answer."""
    return visitor.post("/answers", **sent(ask(study, ref)))


def test_a_question_says_why_it_is_asked_and_how_far_the_day_is(visitor: Visitor) -> None:
    page = visitor.get("/review")
    assert page.status == 200
    assert '<p class="reason reason--new">New</p>' in page.text
    assert "a guess is fine" in page.text
    assert page.all("progress")


def test_a_question_does_not_come_back_with_the_fields_of_another(visitor: Visitor) -> None:
    (form,) = visitor.get("/review").all("form", id="answer")
    assert form["autocomplete"] == "off"


@pytest.mark.parametrize("ref", REFS, ids=NAMES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_question_can_be_shown_in_both_languages(
    app: Flask, study: Study, ref: Ref, language: str
) -> None:
    page = _shown(Visitor(app.test_client(), language), study, ref)
    assert page.status == 422
    assert page.all("form", id="answer")
    assert page.all("p", **{"class": "complaint"})


@pytest.mark.parametrize(("language", "said"), [("en", "Exactly: "), ("zh", "确切地说：")])
def test_the_exact_words_stand_below_a_short_heading(
    app: Flask, study: Study, language: str, said: str
) -> None:
    ref = Ref("tcp", "fin-wait-2.fin", "next-state", Form.CHOOSE, 1)
    page = _shown(Visitor(app.test_client(), language), study, ref)
    heading, note = (
        re.search(rf'<{tag} class="{name}"[^>]*>(.*?)</{tag}>', page.text, re.DOTALL)
        for tag, name in (("h1", "stem"), ("p", "fine-print"))
    )
    assert heading is not None
    assert note is not None
    assert note[1].startswith(said)
    assert len(heading[1]) < len(note[1])


@pytest.mark.parametrize("ref", REFS, ids=NAMES)
def test_the_form_holds_nothing_that_gives_the_answer_away(
    visitor: Visitor, study: Study, tcp: Machine, ref: Ref
) -> None:
    page = _shown(visitor, study, ref)
    question = build(tcp, ref)
    assert {field["name"] for field in page.all("input", type="hidden")} == HIDDEN
    assert all(
        re.fullmatch("[a-z]", field["value"]) for field in page.all("input", name="option")
    )
    assert f'"{ref.fact}"' not in page.text
    assert not [fact for fact in question.hidden if f'"{fact}"' in page.text]


@pytest.mark.parametrize("ref", REFS, ids=NAMES)
def test_a_right_answer_is_called_right_with_the_reason_and_its_section(
    visitor: Visitor, study: Study, tcp: Machine, ref: Ref
) -> None:
    page = _answer(visitor, study, ref)
    assert "verdict--right" in page.text
    assert "<cite>" in page.text
    assert "Returns" in page.text


@pytest.mark.parametrize("ref", REFS, ids=NAMES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_giving_up_shows_the_answer(app: Flask, study: Study, ref: Ref, language: str) -> None:
    page = _answer(Visitor(app.test_client(), language), study, ref, right=False)
    assert "verdict--told" in page.text
    assert {"en": "Here is the answer.", "zh": "答案在这里"}[language] in page.text


def test_a_wrong_answer_stands_beside_the_right_one_with_what_it_would_be_right_for(
    visitor: Visitor, study: Study, tcp: Machine
) -> None:
    asked = ask(study, next(ref for ref in REFS if ref.form is Form.CHOOSE))
    right = right_fields(asked.question)["option"]
    wrong = next(option for option in asked.question.options if option.id != right)
    page = visitor.follow(visitor.post("/answers", **sent(asked, option=wrong.id)))
    assert "verdict--wrong" in page.text
    assert "answers__yours" in page.text
    assert "answers__right" in page.text
    assert "would have been right for" in page.text


def test_the_verdict_is_read_first_and_leads_on_by_one_key(
    visitor: Visitor, study: Study, tcp: Machine
) -> None:
    page = _answer(visitor, study, first_ref(tcp, Form.CHOOSE))
    (heading,) = page.all("h1", id="verdict")
    assert "autofocus" in heading
    (following,) = page.all("a", **{"data-shortcut": "next"})
    assert following["href"] == "/review"


def test_after_a_drill_the_verdict_offers_another(
    visitor: Visitor, study: Study, tcp: Machine
) -> None:
    asked = ask(study, first_ref(tcp, Form.DRAW), is_drill=True)
    page = visitor.follow(
        visitor.post("/answers", **sent(asked, **right_fields(asked.question)))
    )
    (following,) = page.all("a", **{"data-shortcut": "next"})
    assert following["href"] == "/drill?machine=tcp"
    assert "3 of 3 arrows" in page.text


def test_an_answer_that_cannot_be_read_is_complained_about_beside_its_field(
    visitor: Visitor, study: Study, tcp: Machine
) -> None:
    asked = ask(study, first_ref(tcp, Form.TYPE))
    page = visitor.post("/answers", **sent(asked, text="quibble & <co>"))
    (field,) = page.all("input", name="text")
    assert page.status == 422
    assert field["value"] == "quibble & <co>"
    assert field["aria-invalid"] == "true"
    assert "text-error" in field["aria-describedby"]
    assert page.all("p", id="text-error")
    assert page.value("token") == asked.token
    assert page.value("attempt_id") == asked.attempt_id


def test_ticks_are_kept_when_the_answer_cannot_be_read(
    visitor: Visitor, study: Study, tcp: Machine
) -> None:
    asked = ask(study, first_ref(tcp, Form.SELECT))
    page = visitor.post("/answers", **sent(asked, option=["a", "zz"]))
    ticked = [
        field["value"] for field in page.all("input", name="option") if "checked" in field
    ]
    assert ticked == ["a"]


@pytest.mark.parametrize("token", ["", "forged", "a.b.c"])
def test_a_forged_token_gets_a_clear_page_and_counts_nothing(
    visitor: Visitor, token: str
) -> None:
    page = visitor.post("/answers", token=token, attempt_id="x", option="a")
    assert page.status == 400
    assert "This question cannot be answered any more" in page.text
    assert "Draw it from memory." in visitor.get("/").text


def test_a_token_of_another_attempt_is_refused(
    visitor: Visitor, study: Study, tcp: Machine
) -> None:
    asked = ask(study, first_ref(tcp, Form.CHOOSE))
    page = visitor.post("/answers", token=asked.token, attempt_id="another", option="a")
    assert page.status == 400


def test_a_stale_token_is_refused(
    visitor: Visitor, study: Study, tcp: Machine, clock: Clock
) -> None:
    asked = ask(study, first_ref(tcp, Form.CHOOSE))
    clock.turn(days=30)
    assert visitor.post("/answers", **sent(asked, option="a")).status == 400


def test_the_same_answer_sent_twice_is_one_verdict(
    visitor: Visitor, study: Study, tcp: Machine
) -> None:
    asked = ask(study, first_ref(tcp, Form.CHOOSE))
    fields = sent(asked, **right_fields(asked.question))
    places = [visitor.post("/answers", **fields).response.location for _ in range(2)]
    assert places[0] == places[1]


def test_undo_takes_the_answer_back(visitor: Visitor, study: Study, tcp: Machine) -> None:
    asked = ask(study, first_ref(tcp, Form.CHOOSE))
    visitor.post("/answers", **sent(asked, **right_fields(asked.question)))
    page = visitor.follow(visitor.post(f"/answers/{asked.attempt_id}/undo"))
    assert "</span>Undone</h1>" in page.text
    assert "Right." not in page.text
    assert not page.all("button", **{"data-shortcut": "undo"})
    assert not page.all("button", **{"data-shortcut": "guessed"})


def test_a_guess_is_said_to_be_one(visitor: Visitor, study: Study, tcp: Machine) -> None:
    asked = ask(study, first_ref(tcp, Form.CHOOSE))
    visitor.post("/answers", **sent(asked, **right_fields(asked.question)))
    page = visitor.follow(visitor.post(f"/answers/{asked.attempt_id}/guessed"))
    assert "Counted as a guess" in page.text
    assert not page.all("button", **{"data-shortcut": "guessed"})


def test_when_nothing_is_due_the_learner_is_sent_home_with_a_drill(visitor: Visitor) -> None:
    visitor.post("/settings", zone="UTC", rollover_hour="4", new_per_day="0", retention="90",
                 theme="auto")  # fmt: skip
    page = visitor.get("/review")
    assert "Done for today" in page.text
    assert page.all("a", href="/drill?machine=tcp")


def test_a_whole_day_can_be_answered_by_following_the_pages(
    visitor: Visitor, study: Study, tcp: Machine, clock: Clock
) -> None:
    answered = 0
    page = visitor.get("/review")
    while page.all("form", id="answer") and answered < 60:
        fields = {name: page.value(name) for name in ("token", "attempt_id")}
        verdict = visitor.follow(visitor.post("/answers", **fields, give_up="1"))
        assert "verdict--told" in verdict.text
        clock.turn(minutes=1)
        page = visitor.get(verdict.all("a", **{"data-shortcut": "next"})[0]["href"])
        answered += 1
    assert answered >= 12


def test_a_question_says_where_it_is_found_again(visitor: Visitor) -> None:
    page = visitor.get("/review")
    address = page.all("form", id="answer")[0]["data-address"]
    again = visitor.get(address)
    assert again.value("attempt_id") == page.value("attempt_id")
    assert again.all("form", id="answer")[0]["data-address"] == address


def test_switching_the_language_keeps_the_question(visitor: Visitor) -> None:
    page = visitor.get("/review")
    form = page.all("form", **{"class": "language"})[0]
    after = visitor.follow(visitor.post(form["action"], language="zh"))
    assert after.value("attempt_id") == page.value("attempt_id")
    assert '<html lang="zh' in after.text


def test_going_back_after_an_answer_shows_its_verdict(visitor: Visitor) -> None:
    page = visitor.get("/review")
    address = page.all("form", id="answer")[0]["data-address"]
    fields = {name: page.value(name) for name in ("token", "attempt_id")}
    verdict = visitor.post("/answers", **fields, give_up="1").response.headers["Location"]
    assert visitor.get(address).response.headers["Location"] == verdict


def test_a_verdict_cites_with_links_and_explains_its_lines(visitor: Visitor) -> None:
    page = visitor.get("/review")
    fields = {name: page.value(name) for name in ("token", "attempt_id")}
    verdict = visitor.follow(visitor.post("/answers", **fields, give_up="1"))
    links = [link for link in verdict.all("a") if link["href"].startswith("https:")]
    assert links
    for link in links:
        assert link["href"].startswith("https://www.rfc-editor.org/rfc/rfc9293#section-")
        assert link["rel"] == "noopener noreferrer"
    assert verdict.all("ul", **{"class": "legend"})
    assert "the rest of the diagram" in verdict.text


def test_more_new_ones_can_be_asked_for_today_and_only_today(
    visitor: Visitor, study: Study, clock: Clock
) -> None:
    save(study, replace(preferences(study), new_per_day=0))
    rest = visitor.get("/review")
    assert "Learn 5 more new ones today" in rest.text
    question = visitor.follow(visitor.post("/review/more", machine="tcp"))
    assert question.all("form", id="answer")
    visitor.post("/review/more", machine="tcp")
    assert "0 done today, 5 to go" in visitor.get("/review").text
    clock.turn(days=1)
    assert "Learn 5 more new ones today" in visitor.get("/review").text
