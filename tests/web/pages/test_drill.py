"""Drills: begun, kept while they are drawn, sent, and read about."""

import json
from typing import Any

import pytest
from flask import Flask

from quizapp.engine import Machine
from quizapp.grading import Level, LevelKind
from quizapp.grading.sheet import write_sheet
from quizapp.services.drill_sheets import first_sheet
from tests.services.test_drill_marking import Hand
from tests.web.conftest import HOST, Page, Visitor

EMPTY: dict[str, Any] = {"version": 1, "states": [], "edges": []}
ONE = {"version": 1, "states": [{"id": "s1", "name": "LISTEN", "x": 1, "y": 2}], "edges": []}


def begin(visitor: Visitor, **chosen: str) -> str:
    """Begin a drill; return its address."""
    fields = {"machine": "tcp", "kind": "blank-page", "limit": "300", **chosen}
    return visitor.post("/drill", **fields).response.headers["Location"]


def send_json(visitor: Visitor, method: str, path: str, body: Any) -> Page:
    """Send JSON as the canvas does."""
    token = visitor.get("/settings").value("csrf_token")
    answer = visitor.client.open(
        path,
        method=method,
        data=body if isinstance(body, bytes) else json.dumps(body),
        content_type="application/json",
        base_url=HOST,
        headers={**visitor.headers, "X-CSRF-Token": token},
    )
    return Page(answer)


def config(page: Page) -> dict[str, Any]:
    """What the canvas is told."""
    (canvas,) = page.all("div", **{"data-keys": "own"})
    found: dict[str, Any] = json.loads(canvas["data-config"])
    return found


@pytest.fixture
def whole(tcp: Machine) -> str:
    """The whole figure, as the canvas sends it."""
    return write_sheet(Hand(tcp).sheet(tcp.drawn())).decode()


def test_everything_can_be_chosen(visitor: Visitor, tcp: Machine) -> None:
    page = visitor.get("/drill")
    assert page.all("button", name="machine", value="tcp")
    kinds = [field["value"] for field in page.all("input", name="kind")]
    assert sorted(kinds) == sorted(LevelKind)
    roles = [field["value"] for field in page.all("input", name="role")]
    assert roles == ["", *(role.id for role in tcp.roles)]


def test_the_choice_made_elsewhere_is_kept(visitor: Visitor) -> None:
    page = visitor.get("/drill?machine=tcp&role=server&size=7&kind=labels")
    chosen = {
        field["name"]: field["value"] for field in page.all("input") if "checked" in field
    }
    assert (chosen["role"], chosen["kind"]) == ("server", "labels")
    assert page.value("size") == "7"


@pytest.mark.parametrize("kind", [kind.value for kind in LevelKind])
def test_every_level_begins_with_a_canvas(visitor: Visitor, kind: str, tcp: Machine) -> None:
    page = visitor.get(begin(visitor, kind=kind, size="3"))
    told = config(page)
    given = first_sheet(tcp, Level(LevelKind(kind)), (), "auto")
    assert len(told["drawing"]["states"]) == len(given.states)
    allowed = "labels" if LevelKind(kind).gives_arrows else kind
    assert (told["level"], told["limit"], told["revision"]) == ({"kind": allowed}, 300, 0)


@pytest.mark.parametrize(
    ("chosen", "offered"),
    [({"strictness": "expert"}, False), ({}, False), ({"strictness": "beginner"}, True)],
)
def test_names_of_states_are_offered_to_beginners_only(
    visitor: Visitor, chosen: dict[str, str], offered: bool
) -> None:
    assert bool(config(visitor.get(begin(visitor, **chosen)))["states"]) is offered


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("size", "0"),
        ("size", "many"),
        ("size", "9" * 5000),
        ("kind", "scribble"),
        ("strictness", "cruel"),
        ("limit", "soon"),
    ],
)
def test_an_impossible_choice_is_complained_about_beside_its_field(
    visitor: Visitor, field: str, value: str
) -> None:
    page = visitor.post("/drill", machine="tcp", **{field: value})
    assert page.status == 422
    assert page.all("p", id=f"{field}-error-tcp")


@pytest.mark.parametrize("minutes", ["", "0", "601", "x"])
def test_a_limit_of_ones_own_needs_its_minutes(visitor: Visitor, minutes: str) -> None:
    page = visitor.post("/drill", machine="tcp", limit="own", minutes=minutes)
    assert page.status == 422
    assert page.all("p", id="minutes-error-tcp")


def test_a_limit_of_ones_own_is_taken(visitor: Visitor) -> None:
    told = config(visitor.get(begin(visitor, limit="own", minutes="7")))
    assert told["limit"] == 420


def test_a_drawing_is_saved_and_taken_up_again(visitor: Visitor) -> None:
    drill = begin(visitor)
    saved = send_json(visitor, "PUT", f"{drill}/drawing", {"revision": 0, "drawing": ONE})
    assert (saved.status, json.loads(saved.text)["revision"]) == (200, 1)
    told = config(visitor.get(drill))
    assert [state["name"] for state in told["drawing"]["states"]] == ["LISTEN"]
    assert "/drill" in visitor.get("/drill").text
    assert visitor.get("/drill").all("a", href=drill)


def test_a_tab_that_is_behind_is_told_what_is_there(visitor: Visitor) -> None:
    drill = begin(visitor)
    send_json(visitor, "PUT", f"{drill}/drawing", {"revision": 0, "drawing": ONE})
    late = send_json(visitor, "PUT", f"{drill}/drawing", {"revision": 0, "drawing": EMPTY})
    told = json.loads(late.text)
    assert (late.status, told["revision"]) == (409, 1)
    assert told["drawing"]["states"][0]["name"] == "LISTEN"
    assert told["sent"] is False


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe", 400),
        ([], 400),
        ({"revision": "0"}, 400),
        ({"revision": 0}, 422),
        ({"revision": 0, "drawing": {"states": 5}}, 422),
        ({"revision": 0, "drawing": {"edges": [{"id": "e"}]}}, 422),
    ],
)
def test_what_is_no_drawing_is_refused_in_one_sentence(
    visitor: Visitor, body: Any, status: int
) -> None:
    drill = begin(visitor)
    refused = send_json(visitor, "PUT", f"{drill}/drawing", body)
    assert refused.status == status
    assert json.loads(refused.text)["problem"]
    assert config(visitor.get(drill))["revision"] == 0


def test_without_its_token_nothing_is_saved(visitor: Visitor) -> None:
    drill = begin(visitor)
    answer = visitor.client.put(
        f"{drill}/drawing", json={"revision": 0, "drawing": ONE}, base_url=HOST
    )
    assert answer.status_code == 400
    assert config(visitor.get(drill))["revision"] == 0


def test_labels_are_read_in_the_language_of_the_page(
    visitor: Visitor, chinese: Visitor
) -> None:
    for who, says in ((visitor, "rcv SYN / snd SYN,ACK"), (chinese, "收到 SYN / 发送 SYN,ACK")):
        path = f"{begin(who)}/labels"
        read = send_json(who, "POST", path, {"labels": ["recv syn, send syn ack", "?!"]})
        first, second = json.loads(read.text)["read"]
        assert (first["event"], first["says"]) == ("segment-syn", says)
        assert second["problem"]
    assert send_json(visitor, "POST", path, {"labels": [5]}).status == 400


def test_tidy_gives_places(visitor: Visitor) -> None:
    path = f"{begin(visitor)}/tidy"
    places = json.loads(send_json(visitor, "POST", path, {"drawing": ONE}).text)["places"]
    assert len(places["s1"]) == 2
    assert send_json(visitor, "POST", path, {"drawing": 5}).status == 422


def test_a_hint_says_what_it_costs(visitor: Visitor) -> None:
    told = json.loads(send_json(visitor, "POST", f"{begin(visitor)}/hint", {}).text)
    assert "counts as missed" in told["says"]


def test_the_whole_figure_is_praised(visitor: Visitor, whole: str) -> None:
    drill = begin(visitor)
    page = visitor.follow(visitor.post(drill, drawing=whole))
    assert page.status == 200
    assert "Every arrow is right." in page.text
    assert "21 of 21 edges" in page.text
    assert "11 of 11 states" in page.text
    assert "you know this diagram as a whole" in page.text.lower()


def test_mistakes_are_named_in_place_and_in_words(
    visitor: Visitor, tcp: Machine, whole: str
) -> None:
    drawing = json.loads(whole)
    gone, turned = drawing["edges"].pop(), drawing["edges"][2]
    turned["from"], turned["to"] = turned["to"], turned["from"]
    page = visitor.follow(visitor.post(begin(visitor), drawing=json.dumps(drawing)))
    assert "Not all of it yet." in page.text
    assert "the arrow points the other way" in page.text
    assert f'data-edge="{turned["id"]}"' in page.text
    assert page.text.count('class="edge edge--free missed"') == 1
    assert "The shortest way to a difference" in page.text
    assert gone["id"] not in [edge["id"] for edge in drawing["edges"]]


def test_a_run_is_played_on_both_step_by_step(visitor: Visitor, whole: str) -> None:
    drawing = json.loads(whole)
    drawing["edges"] = drawing["edges"][:8]
    drill = begin(visitor)
    visitor.post(drill, drawing=json.dumps(drawing))
    for step in ("", "0", "1", "99", "x", "-1"):
        page = visitor.get(f"{drill}?step={step}")
        assert page.status == 200
        assert 'id="played"' in page.text


def test_an_empty_drawing_is_not_sent(visitor: Visitor) -> None:
    drill = begin(visitor)
    refused = visitor.post(drill, drawing=json.dumps(EMPTY))
    assert refused.response.status_code == 303
    page = visitor.follow(refused)
    assert "Not sent: Draw at least one arrow before you send it." in page.text
    assert "data-refused" in page.text
    assert "data-refused" not in visitor.get(drill).text


def test_without_a_label_there_is_nothing_to_send(visitor: Visitor) -> None:
    drill = begin(visitor, kind="labels")
    given = json.dumps(config(visitor.get(drill))["drawing"])
    assert (
        "Give at least one arrow its label"
        in visitor.follow(visitor.post(drill, drawing=given)).text
    )


def test_rows_without_script_are_a_drawing_and_kept_when_refused(visitor: Visitor) -> None:
    drill = begin(visitor)
    rows = {"from": ["LISTEN"], "to": [""], "event": ["rcv SYN"], "send": ["SYN,ACK"]}
    refused = visitor.post(drill, **rows)
    assert refused.status == 422
    assert refused.all("input", name="event", value="rcv SYN")
    assert refused.all("p", id="row-1-to-error")
    rows["to"] = ["SYN-RECEIVED"]
    page = visitor.follow(visitor.post(drill, **rows))
    assert "1 of 21 edges" in page.text


def test_what_is_sent_twice_is_read_the_same(visitor: Visitor, whole: str) -> None:
    drill = begin(visitor)
    first = visitor.follow(visitor.post(drill, drawing=whole))
    again = visitor.follow(visitor.post(drill, drawing=json.dumps(EMPTY)))
    assert "21 of 21 edges" in first.text
    assert "21 of 21 edges" in again.text


def test_an_attempt_leads_to_its_drill_and_can_be_taken_back(
    visitor: Visitor, whole: str
) -> None:
    drill = begin(visitor)
    visitor.post(drill, drawing=whole)
    attempt = drill.removeprefix("/drill/")
    assert visitor.get(f"/answers/{attempt}").response.headers["Location"] == drill
    visitor.post(f"/answers/{attempt}/undo")
    assert "counts for nothing" in visitor.get(drill).text


def test_only_what_was_wrong_is_asked_again(visitor: Visitor, whole: str) -> None:
    drawing = json.loads(whole)
    drawing["edges"] = drawing["edges"][:-3]
    drill = begin(visitor)
    visitor.post(drill, drawing=json.dumps(drawing))
    mended = visitor.post(f"{drill}/mend").response.headers["Location"]
    told = config(visitor.get(mended))
    assert told["level"] == {"kind": "missing-edges"}
    assert len(told["drawing"]["edges"]) == 18


def test_a_state_that_was_forgotten_may_be_placed_and_is_not_named(
    visitor: Visitor, tcp: Machine
) -> None:
    kept = [rule for rule in tcp.drawn() if "CLOSING" not in (rule.origin, rule.target)]
    drill = begin(visitor)
    visitor.post(drill, drawing=write_sheet(Hand(tcp).sheet(tuple(kept))).decode())
    page = visitor.get(visitor.post(f"{drill}/mend").response.headers["Location"])
    assert "CLOSING" not in page.text
    assert config(page)["level"] == {"kind": "blank-page"}


def test_a_drill_that_was_not_sent_can_be_discarded(visitor: Visitor, whole: str) -> None:
    drill, kept = begin(visitor), begin(visitor)
    changes = [{"at": 2.0, "what": "add-state", "states": [], "edges": [], "gone": []}]
    body = {"revision": 0, "drawing": ONE, "changes": changes}
    send_json(visitor, "PUT", f"{drill}/drawing", body)
    assert visitor.post(f"{drill}/discard").response.headers["Location"] == "/drill"
    assert visitor.get(drill).status == 404
    assert visitor.get("/drill").all("a", href=kept)
    assert not visitor.get("/drills").all("a", href=drill)
    visitor.post(kept, drawing=whole)
    assert visitor.post(f"{kept}/discard").status == 404
    assert "21 of 21 edges" in visitor.get(kept).text


def test_without_its_token_nothing_is_discarded(visitor: Visitor) -> None:
    drill = begin(visitor)
    assert visitor.client.post(f"{drill}/discard", base_url=HOST).status_code == 400
    assert visitor.get(drill).status == 200


def test_three_open_drills_are_shown_and_the_others_folded(visitor: Visitor) -> None:
    for _ in range(5):
        begin(visitor)
    page = visitor.get("/drill").text
    shown, folded = page.split("2 older ones")
    assert shown.count("/drill/drill-") == 2 * 3
    assert folded.count("/drill/drill-") == 2 * 2


def test_nothing_to_mend_is_no_drill(visitor: Visitor, whole: str) -> None:
    drill = begin(visitor)
    visitor.post(drill, drawing=whole)
    assert visitor.post(f"{drill}/mend").status == 404


def test_two_drawings_lie_side_by_side(visitor: Visitor, whole: str) -> None:
    drawing = json.loads(whole)
    drawing["edges"] = drawing["edges"][:-1]
    first, second = begin(visitor), begin(visitor)
    visitor.post(first, drawing=json.dumps(drawing))
    visitor.post(second, drawing=whole)
    other = first.removeprefix("/drill/")
    page = visitor.get(f"{second}/beside/{other}")
    assert "20 of 21 edges" in page.text
    assert "21 of 21 edges" in page.text
    assert page.text.count('class="diagram diagram--sketch"') == 2


def test_the_making_can_be_seen_again(visitor: Visitor, whole: str) -> None:
    drill = begin(visitor)
    drawing = json.loads(whole)
    changes = [
        {
            "at": 2.0,
            "what": "add-state",
            "states": drawing["states"][:1],
            "edges": [],
            "gone": [],
        },
        {
            "at": 9.5,
            "what": "add-state",
            "states": drawing["states"][1:],
            "edges": [],
            "gone": [],
        },
        {"at": 70, "what": "add-edge", "states": [], "edges": drawing["edges"], "gone": []},
        {"at": 71, "what": "remove", "states": [], "edges": [], "gone": ["e0", 5, None]},
        {"at": "x", "what": "bogus", "states": 5, "edges": [7], "gone": {}},
    ]
    body = {"revision": 0, "drawing": drawing, "changes": changes}
    send_json(visitor, "PUT", f"{drill}/drawing", body)
    counts = [
        visitor.get(f"{drill}/replay?step={step}").text.count("node__box") for step in range(3)
    ]
    assert counts == [0, 1, 11]
    edges = [
        visitor.get(f"{drill}/replay?step={step}").text.count('class="edge edge--free')
        for step in (3, 4, 5, 99)
    ]
    assert edges == [21, 20, 20, 20]


@pytest.mark.parametrize("kind", ["svg", "json"])
def test_a_drawing_can_be_taken_away(visitor: Visitor, whole: str, kind: str) -> None:
    drill = begin(visitor)
    visitor.post(drill, drawing=whole)
    file = visitor.get(f"{drill}/drawing.{kind}").response
    assert file.status_code == 200
    assert "attachment" in file.headers["Content-Disposition"]
    assert "filename=tcp-drawing-20" in file.headers["Content-Disposition"]
    assert "LISTEN" in file.get_data(as_text=True)


def test_earlier_drawings_are_listed(visitor: Visitor, whole: str) -> None:
    assert "There are none yet." in visitor.get("/drills").text
    drill = begin(visitor)
    assert "Not sent yet" in visitor.get("/drills").text
    visitor.post(drill, drawing=whole)
    page = visitor.get("/drills?machine=tcp")
    assert page.all("a", href=drill)
    assert "21 of 21 edges" in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/drill/drill-none",
        "/drill/none/replay",
        "/drill/none/beside/other",
        "/drill/none/drawing.svg",
        "/drills?machine=udp",
    ],
)
def test_what_is_not_there_is_no_page(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status == 404


def test_an_unknown_format_or_theme_is_no_page(visitor: Visitor) -> None:
    drill = begin(visitor)
    assert visitor.get(f"{drill}/drawing.gif").status == 404
    assert visitor.get(f"{drill}/drawing.svg?theme=neon").status == 404


def test_hostile_words_stay_words(visitor: Visitor) -> None:
    bad = "</script><script>alert(1)</script>"
    drawing = {
        "version": 1,
        "states": [{"id": "a", "name": bad}, {"id": "b", "name": "'\"><img src=x>"}],
        "edges": [{"id": "e", "from": "a", "to": "b", "label": bad}],
    }
    drill = begin(visitor)
    send_json(visitor, "PUT", f"{drill}/drawing", {"revision": 0, "drawing": drawing})
    for page in (
        visitor.get(drill),
        visitor.follow(visitor.post(drill, drawing=json.dumps(drawing))),
    ):
        assert "<script>alert" not in page.text
        assert "<img" not in page.text


@pytest.mark.parametrize("size", ["0", "-1", "many", "", "1.5", "1000", "9" * 5000])
def test_a_few_arrows_at_once_need_a_number(visitor: Visitor, size: str) -> None:
    page = visitor.post("/drill", machine="tcp", kind="missing-edges", size=size)
    assert page.status == 422
    assert page.all("p", id="size-error-tcp")


def test_more_arrows_than_there_are_means_all(visitor: Visitor) -> None:
    drill = begin(visitor, kind="missing-edges", size="999")
    assert config(visitor.get(drill))["drawing"]["edges"] == []


def test_an_unknown_machine_or_role_is_no_drill(visitor: Visitor, app: Flask) -> None:
    assert visitor.post("/drill", machine="udp").status == 404
    assert visitor.post("/drill", machine="tcp", role="nobody").status == 404
