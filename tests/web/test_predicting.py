"""Predict mode on the page: it asks before each step, tells afterwards, gives nothing away."""

import re

import pytest

from quizapp.services import lab
from quizapp.services.lab_run import Play
from quizapp.services.predict import Prediction, predict
from quizapp.services.predict_sitting import outlook
from quizapp.services.study import Study
from quizapp.web.predicting import stop_after
from tests.conftest import NOW
from tests.services.learning import reviews
from tests.services.test_lab_run import of
from tests.simulator.stories import LIBRARY
from tests.web.conftest import Page, Visitor, right_fields

HERE = "0123456789ab"
ASKS = 'class="stem"'
FIELDS = ("token", "attempt_id", "seconds", "scenario", "run", "step", "predict", "c")


def at(name: str, step: int, told: str = "") -> str:
    return f"/lab/{name}?step={step}&predict={HERE}{told}"


def hidden(page: Page) -> dict[str, str]:
    """The hidden fields of the question's form."""
    form = page.text[page.text.index('id="prediction"') :]
    form = form[: form.index("</form>")]
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return {name: value for name, value in found.items() if name in FIELDS}


def right(study: Study, play: Play, step: int) -> dict[str, str | list[str]]:
    asked = outlook(study, play, step, HERE, NOW).asked
    assert asked is not None
    return right_fields(asked.question)


def onward(page: Page) -> str:
    return page.all("a", **{"data-shortcut": "next"})[0]["href"]


def test_a_sitting_begins_where_one_stands(visitor: Visitor) -> None:
    link = next(
        item["href"]
        for item in visitor.get("/lab/normal-close?step=3").all("a")
        if item["href"].startswith("/lab/predict")
    )
    begun = visitor.get(link)
    assert begun.status == 303
    assert re.fullmatch(
        r"/lab/normal-close\?step=3&predict=[0-9a-f]{12}", begun.response.headers["Location"]
    )
    assert ASKS in visitor.follow(begun).text
    assert visitor.get("/lab/predict?scenario=no-such").status == 404


def test_a_right_prediction_is_marked_counted_and_explained(
    visitor: Visitor, study: Study
) -> None:
    page = visitor.get(at("normal-close", 1))
    answered = visitor.post(
        "/lab/predict", **{**hidden(page), **right(study, of("normal-close"), 1)}
    )
    assert answered.status == 303
    assert answered.response.headers["Location"] == at("normal-close", 2, "&told=1")
    told = visitor.follow(answered)
    assert "Right." in told.text
    assert "1 of 1 predicted" in told.text
    assert "verdict--right" in told.text
    assert [row.fact for row in reviews(study)] == ["established.fin"]
    assert onward(told) == at("normal-close", 2)


def test_a_wrong_prediction_says_what_it_would_have_been_right_for(
    visitor: Visitor, study: Study
) -> None:
    page = visitor.get(at("normal-close", 1))
    key = right(study, of("normal-close"), 1)["option"]
    other = next(letter for letter in "abcd" if letter != key)
    told = visitor.follow(visitor.post("/lab/predict", **hidden(page), option=other))
    assert "Not this time." in told.text
    assert "Your answer would have been right for" in told.text
    assert "0 of 1 predicted" in told.text


def test_one_can_ask_to_be_told(visitor: Visitor) -> None:
    page = visitor.get(at("normal-close", 1))
    told = visitor.follow(visitor.post("/lab/predict", **hidden(page), give_up="1"))
    assert "Here is the answer." in told.text
    assert "0 of 1 predicted" in told.text


def test_an_empty_answer_is_refused_beside_the_field(visitor: Visitor, study: Study) -> None:
    page = visitor.get(at("normal-close", 1))
    again = visitor.post("/lab/predict", **hidden(page))
    assert again.status == 422
    assert 'class="complaint"' in again.text
    assert hidden(again)["attempt_id"] == hidden(page)["attempt_id"]
    assert reviews(study) == []


def test_answering_twice_or_reloading_changes_nothing(visitor: Visitor, study: Study) -> None:
    page = visitor.get(at("normal-close", 1))
    for option in ("a", "b", "c"):
        visitor.post("/lab/predict", **hidden(page), option=option)
    assert len(reviews(study)) == 1
    back = visitor.get(at("normal-close", 1))
    assert ASKS not in back.text
    assert "You have predicted the next step already." in back.text
    assert onward(back) == at("normal-close", 2, "&told=1")
    assert re.search("[01] of 1 predicted", visitor.get(at("normal-close", 2)).text)


def test_a_forged_question_is_refused(visitor: Visitor, study: Study) -> None:
    page = visitor.get(at("normal-close", 1))
    fields = hidden(page) | {"token": hidden(page)["token"][:-2] + "xx"}
    assert visitor.post("/lab/predict", **fields, option="a").status == 400
    assert visitor.post("/lab/predict", **{**hidden(page), "csrf_token": ""}).status == 400
    assert reviews(study) == []


def test_a_step_that_decides_nothing_is_told_in_one_line(visitor: Visitor) -> None:
    page = visitor.get(at("lost-final-ack", 3))
    assert ASKS not in page.text
    assert page.text.count('class="foretell__quiet"') == 1
    assert onward(page) == at("lost-final-ack", 4)


@pytest.mark.parametrize("name", ["lost-final-ack", "syn-in-time-wait-bsd", "linger-zero"])
def test_a_whole_story_can_be_predicted(visitor: Visitor, study: Study, name: str) -> None:
    play, page, asked = of(name), visitor.get(at(name, 0)), 0
    for _ in range(4 * play.length):
        if 'id="prediction"' in page.text:
            step = int(hidden(page)["step"])
            fields = {**hidden(page), **right(study, play, step)}
            page, asked = visitor.follow(visitor.post("/lab/predict", **fields)), asked + 1
        elif "foretell__end" in page.text:
            break
        else:
            page = visitor.get(onward(page))
    expected = [step for step in range(play.length) if is_asked(play, step)]
    assert asked == len(expected) == len(reviews(study))
    assert f"{asked} of {asked} predicted" in page.text
    assert "You predicted everything that was asked." in page.text
    assert page.all("a", href=f"/lab/predict?scenario={following(play)}")


def is_asked(play: Play, step: int) -> bool:
    return isinstance(predict(play, step), Prediction)


def following(play: Play) -> str:
    found = lab.following(LIBRARY, play)
    assert found is not None
    return found.id


def test_what_was_missed_stands_at_the_end_with_its_explanation(visitor: Visitor) -> None:
    page = visitor.get(at("normal-close", 1))
    visitor.post("/lab/predict", **hidden(page), give_up="1")
    end = visitor.get(at("normal-close", 7))
    assert "What you missed" in end.text
    assert end.all("a", href=at("normal-close", 2, "&told=1"))
    assert "The peer has finished sending" in visitor.get(at("normal-close", 2, "&told=1")).text


def test_nothing_predicted_is_said(visitor: Visitor) -> None:
    assert "Nothing was predicted." in visitor.get(at("normal-close", 7)).text


@pytest.mark.parametrize("name", ["linger-zero", "connection-refused"])
def test_before_the_end_neither_title_nor_explanation_is_shown(
    visitor: Visitor, name: str
) -> None:
    play = of(name)
    assert play.scenario is not None
    for step in range(play.length):
        text = visitor.get(at(name, step)).text
        assert play.scenario.title.en not in text
        assert play.scenario.explanation.en[:40] not in text
        assert "<title>What happens next?" in text
    assert play.scenario.title.en in visitor.get(at(name, play.length)).text


def test_a_question_comes_without_later_steps_and_without_the_diagrams(
    visitor: Visitor, study: Study
) -> None:
    page = visitor.get(at("normal-close", 1))
    assert page.all("a", **{"data-lab-step": "1"})
    assert not page.all("a", **{"data-lab-step": "2"})
    assert "lab__figures" not in page.text
    links = [item["href"] for item in page.all("a") if "step=" in item["href"]]
    assert not [href for href in links if re.search(r"step=([2-9]|1\d)", href)]
    asked = outlook(study, of("normal-close"), 1, HERE, NOW).asked
    assert asked is not None
    assert asked.question.ref.fact not in page.text
    assert asked.question.right.en not in page.text.split(ASKS)[0]


def test_a_press_is_asked_about_before_it_is_carried_out(
    visitor: Visitor, study: Study
) -> None:
    begun = visitor.follow(visitor.get("/lab/fresh?machine=tcp&open=1"))
    fields = dict(re.findall(r'name="(run|step)" value="([^"]*)"', begun.text))
    sitting = visitor.get(f"/lab/predict?run={fields['run']}&step=0").response
    page = visitor.get(sitting.headers["Location"])
    assert "Do something below" in page.text
    word = sitting.headers["Location"].split("predict=")[1]
    pressed = visitor.get(f"/lab/act?run={fields['run']}&step=0&predict={word}&do=call:A:close")
    asked = visitor.follow(pressed)
    assert ASKS in asked.text
    assert "Step 0 of 1" in asked.text
    assert "Predict the next step at A" in asked.text
    told = visitor.follow(visitor.post("/lab/predict", **hidden(asked), give_up="1"))
    assert "Here is the answer." in told.text
    assert "Step 1 of 1" in told.text
    assert [row.fact for row in reviews(study)] == ["established.close"]


def test_a_press_that_decides_nothing_is_carried_out_at_once(visitor: Visitor) -> None:
    done = visitor.get(f"/lab/act?scenario=normal-close&step=1&predict={HERE}&do=fault::cut")
    location = done.response.headers["Location"]
    assert "step=2" in location
    assert f"predict={HERE}" in location


def test_a_press_stops_before_what_is_asked() -> None:
    play = of("lost-final-ack")
    assert [stop_after(play, step) for step in (0, 3, play.length)] == [0, 4, play.length]


def test_another_connection_is_named_and_shown(visitor: Visitor) -> None:
    play = of("accept-queue-full")
    found = ((step, predict(play, step)) for step in range(play.length))
    step = next(
        step
        for step, item in found
        if isinstance(item, Prediction) and item.line.connection == 2
    )
    page = visitor.get(at("accept-queue-full", step))
    assert " · Connection 2" in page.text
    shown = page.all("a", **{"aria-current": "page", "data-lab-link": ""})
    assert ["c=2" in item["href"] for item in shown] == [True]


def test_a_forged_address_is_no_connection_to_choose(visitor: Visitor) -> None:
    steps = [step for step in range(of("syn-flood").length) if is_asked(of("syn-flood"), step)]
    for step in steps[:2]:
        assert "Connection 100" not in visitor.get(at("syn-flood", step)).text


def test_the_mode_can_be_left_and_is_kept_by_every_link(visitor: Visitor) -> None:
    page = visitor.get(at("normal-close", 3))
    assert page.all("a", href="/lab/normal-close?step=3")
    links = [item["href"] for item in page.all("a", **{"data-lab-link": ""})]
    assert links
    assert all(f"predict={HERE}" in href for href in links)
    assert page.value("predict") == HERE


@pytest.mark.parametrize("word", ["1", "zz", "%00", HERE + HERE])
def test_a_word_that_is_no_sitting_is_no_predict_mode(visitor: Visitor, word: str) -> None:
    page = visitor.get(f"/lab/normal-close?step=1&predict={word}")
    assert page.status == 200
    assert 'id="predict"' not in page.text


def test_it_is_asked_in_chinese(chinese: Visitor) -> None:
    page = chinese.get(at("normal-close", 1))
    assert "预测 B 的下一步" in page.text
    assert "下一个状态是什么？" in page.text or "会发送什么？" in page.text
    assert "接下来会发生什么？" in page.text
