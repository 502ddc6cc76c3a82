"""The lab: every scenario can be stepped through, acted in, shared and taken away."""

import io
import json
from urllib.parse import parse_qs, urlsplit

import dpkt
import pytest
from hypothesis import given, settings

from quizapp.services.lab_code import encode
from quizapp.services.lab_run import RunError, play_of
from tests.conftest import MACHINES
from tests.simulator.chance import BY_CHANCE, Values, passed_over, scripts
from tests.simulator.stories import IDS, LIBRARY
from tests.web.conftest import Page, Visitor


def act(visitor: Visitor, where: str, do: str, **fields: str) -> Page:
    """Do something and see what comes of it."""
    query = "".join(f"&{name}={value}" for name, value in fields.items())
    answer = visitor.get(f"/lab/act?{where}&do={do}{query}")
    assert answer.status == 303, answer.text
    return visitor.follow(answer)


def where(page: Page) -> str:
    """The fields that say where a page is."""
    hidden = {item["name"]: item["value"] for item in page.all("input", type="hidden")}
    return f"run={hidden['run']}&step={hidden['step']}"


def states(page: Page) -> list[str]:
    return [part.split("<")[0] for part in page.text.split('class="host__now">')[1:]]


def test_the_lab_lists_every_scenario_by_chapter(visitor: Visitor) -> None:
    page = visitor.get("/lab")
    assert page.status == 200
    for name in IDS:
        assert page.all("a", href=f"/lab/{name}")
    assert len(page.all("section", **{"class": "chapter"})) == 7


def test_scenarios_can_be_looked_for(visitor: Visitor, chinese: Visitor) -> None:
    page = visitor.get("/lab?q=flood")
    assert page.all("a", href="/lab/syn-flood")
    assert not page.all("a", href="/lab/normal-close")
    assert chinese.get("/lab?q=挥手").all("a", href="/lab/normal-close")
    assert "No story contains “&lt;zebra”" in visitor.get("/lab?q=<zebra").text


@pytest.mark.parametrize("name", ["normal-close", "syn-flood", "accept-queue-full-reset"])
def test_a_scenario_can_be_walked_by_its_links(name: str, visitor: Visitor) -> None:
    page = visitor.get(f"/lab/{name}")
    assert "What do you think will happen?" in page.text
    steps = 0
    while following := page.all("a", **{"data-shortcut": "step-next"}):
        page = visitor.get(following[0]["href"])
        steps += 1
        assert f"Step {steps} of" in page.text
    assert "What to take away" in page.text


def test_every_scenario_has_its_beginning_and_its_end(
    visitor: Visitor, chinese: Visitor
) -> None:
    for name in IDS:
        assert visitor.get(f"/lab/{name}").status == 200
        assert "<h3>要点</h3>" in chinese.get(f"/lab/{name}?step=99").text


def test_stepping_shows_the_states_of_both_sides(visitor: Visitor) -> None:
    shown = [states(visitor.get(f"/lab/normal-close?step={step}")) for step in range(8)]
    assert shown[0] == ["ESTABLISHED", "ESTABLISHED"]
    assert shown[3] == ["FIN-WAIT-2", "CLOSE-WAIT"]
    assert shown[6] == ["TIME-WAIT", "CLOSED"]
    assert shown[7] == ["CLOSED", "CLOSED"]


def test_a_step_is_explained_with_its_section(visitor: Visitor) -> None:
    page = visitor.get("/lab/normal-close?step=2")
    outcome = LIBRARY.machine("tcp").outcome("established.fin")
    assert outcome.why.en.partition(",")[0] in page.text
    assert f"<cite>{outcome.source}</cite>" in page.text


def test_a_step_beyond_the_end_is_the_last(visitor: Visitor) -> None:
    assert "Step 7 of 7" in visitor.get("/lab/normal-close?step=999").text
    assert "Step 0 of 7" in visitor.get("/lab/normal-close?step=-3").text
    assert "Step 0 of 7" in visitor.get("/lab/normal-close?step=x").text


def test_acting_makes_the_run_ones_own(visitor: Visitor) -> None:
    page = act(visitor, "scenario=normal-close&step=2", "fault:A:crash")
    assert "forked from “Normal close: four segments (Figure 12)” at step 2" in page.text
    assert "Step 3 of 3" in page.text
    assert page.all("a", href="/lab/normal-close?step=2")


def test_the_address_holds_the_whole_run(visitor: Visitor, chinese: Visitor) -> None:
    page = act(visitor, "scenario=normal-close&step=2", "fault:A:crash")
    again = chinese.get(f"/lab?{where(page)}")
    assert states(again)[1] == states(page)[1] == "CLOSE-WAIT"


def test_two_fresh_hosts_can_be_brought_together(visitor: Visitor) -> None:
    page = visitor.follow(visitor.get("/lab/fresh?machine=tcp"))
    assert states(page) == ["CLOSED", "CLOSED"]
    for do in ("call:B:open-passive", "call:A:open-active", "settle"):
        page = act(visitor, where(page), do)
    assert states(page) == ["ESTABLISHED", "ESTABLISHED"]
    back = page.all("a", **{"data-shortcut": "step-back"})[0]["href"]
    assert states(visitor.get(back)) == ["ESTABLISHED", "SYN-RECEIVED"]


def test_an_open_connection_can_be_closed_by_both_at_once(visitor: Visitor) -> None:
    page = visitor.follow(visitor.get("/lab/fresh?machine=tcp&open=1&runs-A=Linux"))
    assert "Linux" in page.text
    for do in ("call:A:close", "call:B:close", "advance", "advance"):
        page = act(visitor, where(page), do)
    assert states(page) == ["CLOSING", "CLOSING"]


@pytest.mark.parametrize("name", ["drop", "copy", "hold", "deliver"])
def test_a_segment_under_way_can_be_played_with(visitor: Visitor, name: str) -> None:
    page = visitor.get("/lab/normal-close?step=1")
    press = next(
        item["value"]
        for item in page.all("button", name="do")
        if item["value"].startswith("flight:") and item["value"].endswith(name)
    )
    after = act(visitor, "scenario=normal-close&step=1", press)
    flying = sum(item["value"].endswith(":drop") for item in after.all("button", name="do"))
    assert flying == {"drop": 0, "copy": 2, "hold": 1, "deliver": 1}[name]


def test_what_would_do_nothing_cannot_be_pressed(visitor: Visitor) -> None:
    page = visitor.get("/lab/three-way-handshake")
    barred = {item["value"] for item in page.all("button", name="do") if "disabled" in item}
    assert {"advance", "settle", "fault:A:exit", "fault:A:kill"} <= barred
    down = act(visitor, "scenario=normal-close&step=0", "fault:A:crash")
    barred = {item["value"] for item in down.all("button", name="do") if "disabled" in item}
    assert {"call:A:close", "socket:A:read", "fault:A:lose"} <= barred
    assert [
        item for item in down.all("button", value="fault:A:reboot") if "disabled" not in item
    ]


def test_every_button_does_something(visitor: Visitor) -> None:
    page = visitor.get("/lab/half-close?step=4")
    presses = [item for item in page.all("button", name="do") if "disabled" not in item]
    assert len(presses) > 40
    fields = {"seconds": "3", "to": "B", "flags": "R"}
    for item in presses:
        after = act(visitor, "scenario=half-close&step=4", item["value"], **fields)
        assert after.status == 200
        assert "happening" in after.text


def test_fields_beside_the_buttons_count(visitor: Visitor) -> None:
    base = "scenario=normal-close&step=0"
    assert "DATA=42" in act(visitor, base, "call:A:send", length="42").text
    assert "1 h: nothing happens" in act(visitor, base, "wait", seconds="3600").text


@pytest.mark.parametrize(
    "query",
    [
        "run=1xx",
        "run=" + "1" * 9000,
        "run=1I2ClcSwBW9GMwx42-HyMO5_G1g",
    ],
)
def test_a_damaged_address_gives_a_page_that_says_so(visitor: Visitor, query: str) -> None:
    page = visitor.get(f"/lab?{query}")
    assert page.status == 400
    assert "its address is damaged" in page.text
    assert "Copy it again, whole." in page.text


@pytest.mark.parametrize(
    "do",
    ["", "boo", "call:C:close", "call:A:dance", "flight:x:drop", "flight:99:drop", "wait",
     "wait:nan", "wait:inf", "wait:-1", "wait:1e9", "fault:A:cut:1", "fault::crash", "wait:1:2",
     "flight:inf:drop", "socket:A:write&length=1e400"],
)  # fmt: skip
def test_what_cannot_be_done_gives_a_page_that_says_so(visitor: Visitor, do: str) -> None:
    page = visitor.get(f"/lab/act?scenario=normal-close&step=2&do={do}")
    assert page.status == 400
    assert "This run cannot be played" in page.text


def test_a_run_that_grows_too_long_says_so(visitor: Visitor) -> None:
    page = visitor.get("/lab/act?scenario=keepalive-answered&step=0&do=wait:9000000")
    assert page.status == 400
    assert "This run is too long" in page.text


def test_a_scenario_there_is_not_gives_a_page_that_says_so(visitor: Visitor) -> None:
    assert visitor.get("/lab/no-such").status == 404
    assert visitor.get("/lab/act?do=advance").status == 404
    assert visitor.get("/lab/fresh?machine=none").status == 404


def test_a_run_can_be_taken_away(visitor: Visitor) -> None:
    base = "scenario=lost-final-ack&step=5"
    svg = visitor.get(f"/lab/file.svg?{base}&theme=dark")
    assert svg.response.content_type == "image/svg+xml; charset=utf-8"
    capture = visitor.get(f"/lab/file.pcap?{base}").response.get_data()
    packets = list(dpkt.pcap.Reader(io.BytesIO(capture)))
    document = json.loads(visitor.get(f"/lab/file.json?{base}").text)
    sent = [line for line in document["lines"] if line["kind"] == "sent"]
    assert 0 < len(packets) <= len(sent)
    assert document["script"]["step"][0] == {"call": "close", "host": "A"}
    assert visitor.get(f"/lab/file.toml?{base}").text.startswith("[scenario]")
    assert visitor.get(f"/lab/file.doc?{base}").status == 404
    assert visitor.get(f"/lab/file.svg?{base}&theme=neon").status == 404


def test_a_host_can_follow_somebody_else(visitor: Visitor) -> None:
    page = visitor.follow(visitor.get("/lab/runs?scenario=normal-close&step=3&runs-B=BSD"))
    assert "<option selected>BSD</option>" in page.text
    assert states(page) == ["FIN-WAIT-2", "CLOSE-WAIT"]
    assert visitor.get("/lab/runs?scenario=normal-close&runs-B=x").status == 400


def test_addresses_stay_short(visitor: Visitor) -> None:
    answer = visitor.get("/lab/act?scenario=accept-queue-full-last-ack&step=25&do=advance")
    code = parse_qs(urlsplit(answer.response.headers["Location"]).query)["run"][0]
    assert len(code) < 300


FORGED = "seconds=10&to=A&flags=R&seq=0&ack=0"
"""What the fields beside the buttons hold."""


@settings(BY_CHANCE, max_examples=6)
@given(values=scripts())
def test_any_run_has_its_page_and_files_and_a_press_acts_or_says_why_not(
    values: Values, visitor: Visitor, chinese: Visitor
) -> None:
    with passed_over(RunError):
        play = play_of(MACHINES["tcp"], values)
    run = f"run={encode(play)}&step={play.length}"
    assert chinese.get(f"/lab?{run}").status == 200
    page = visitor.get(f"/lab?{run}")
    buttons = {
        item["value"] for item in page.all("button", name="do") if "disabled" not in item
    }
    assert len(buttons) > 10
    for do in buttons:
        pressed = visitor.get(f"/lab/act?{run}&do={do}&{FORGED}")
        assert pressed.status == 303 or "Nothing was changed." in pressed.text, do
    for kind in ("svg", "pcap", "toml", "json"):
        assert visitor.get(f"/lab/file.{kind}?{run}").status == 200
