"""The lab: what there is to play, what a moment shows, where one can go from it."""

import random

import pytest

from quizapp.content.library import UnknownScenarioError
from quizapp.engine import Machine
from quizapp.services import lab
from quizapp.services.lab_actions import FORGED
from quizapp.services.lab_run import play_of
from quizapp.services.lab_values import Button, Moment
from quizapp.simulator import Kind
from tests.services.test_lab_run import of
from tests.simulator.stories import IDS, LIBRARY


def test_every_scenario_stands_in_one_chapter() -> None:
    found = [item.id for chapter in lab.chapters(LIBRARY, "en") for item in chapter.scenarios]
    assert sorted(found) == sorted(IDS)
    assert [chapter.title for chapter in lab.chapters(LIBRARY, "zh")][:2] == [
        "建立连接",
        "关闭连接",
    ]


def test_scenarios_are_found_by_any_word_in_either_language() -> None:
    for wanted in ("挥手", "four segments", "NORMAL-CLOSE"):
        names = [
            one.id for part in lab.chapters(LIBRARY, "en", wanted) for one in part.scenarios
        ]
        assert "normal-close" in names
    assert lab.chapters(LIBRARY, "en", "zebra") == ()


def test_only_what_the_simulator_understands_can_be_played(
    tcp: Machine, turnstile: Machine
) -> None:
    machines = {"tcp": tcp, "turnstile": turnstile}
    assert lab.machines(type(LIBRARY)(machines)) == (tcp,)


def test_an_unknown_scenario_is_refused() -> None:
    with pytest.raises(UnknownScenarioError):
        lab.from_scenario(LIBRARY, "no-such")


def test_a_moment_shows_both_sides_and_the_wire() -> None:
    moment = lab.moment(of("normal-close"), 2, "en")
    assert [host.state for host in moment.hosts] == ["FIN-WAIT-1", "CLOSE-WAIT"]
    assert [host.was for host in moment.hosts] == ["FIN-WAIT-1", "ESTABLISHED"]
    assert [flight.label for flight in moment.wire.flights] == ["ACK"]
    assert moment.headline == "B receives <SEQ=100><ACK=300><CTL=FIN,ACK>"
    assert moment.coming == "a segment arrives or a timer runs out"
    assert [line.number for line in moment.steps] == [1, 2]


def test_before_the_first_step_nothing_is_told() -> None:
    moment = lab.moment(of("normal-close"), 0, "en")
    assert (moment.headline, moment.happenings, moment.steps) == ("", (), ())
    assert moment.before is moment.network
    assert moment.coming == "A: CLOSE"


def test_nothing_comes_after_the_last_step() -> None:
    play = of("normal-close")
    moment = lab.moment(play, 10**6, "en")
    assert (moment.step, moment.is_last, moment.coming) == (play.length, True, "")


@pytest.mark.parametrize("name", IDS)
def test_every_row_of_the_ladder_leads_to_a_step(name: str) -> None:
    play = of(name)
    moment = lab.moment(play, play.length, "en")
    assert list(moment.rows) == sorted(moment.rows)
    assert set(moment.rows) <= {0, *(line.number for line in moment.steps)}


def test_the_rows_of_a_step_stand_out() -> None:
    svg = lab.moment(of("normal-close"), 2, "en").svg
    assert svg.count("ladder__row current") == 2  # what came, and what is sent because of it


def test_the_passage_to_the_next_step_can_be_asked_about() -> None:
    play = of("normal-close")
    passage = lab.passage(play, 1)
    states = [net.hosts[1].state(1) for net in (passage.before, passage.after)]
    assert states == ["ESTABLISHED", "CLOSE-WAIT"]
    assert passage.lines[0].outcomes == ("established.fin",)
    assert [line.segment.flags for line in passage.lines if line.kind is Kind.SENT] == ["."]
    nothing = lab.passage(play, play.length)
    assert (nothing.before.trace, nothing.lines) == (nothing.after.trace, ())


def test_every_connection_can_be_chosen() -> None:
    play = of("accept-queue-full")
    moment = lab.moment(play, play.length, "en", connection=2)
    assert moment.connections == (1, 2)
    assert moment.hosts[0].state == "ESTABLISHED"


def test_the_connection_of_the_step_is_shown_first() -> None:
    play = of("accept-queue-full")
    shown = [lab.moment(play, step, "en").connection for step in range(play.length + 1)]
    assert shown[0] == 1
    assert 2 in shown
    assert lab.moment(play, shown.index(2), "en", connection=1).connection == 1


def test_a_deed_is_done_where_one_stands() -> None:
    play = lab.act(of("normal-close"), 1, lab.Deed("fault:B:kill", {}))
    assert (play.length, play.forked_at) == (2, 1)
    assert lab.moment(play, 2, "zh").headline == "B：kill -9"


def test_a_fresh_start_has_its_name_and_no_steps(tcp: Machine) -> None:
    play = lab.fresh(tcp, is_open=True, runs={"A": "Linux", "B": ""})
    assert (play.length, play.runs("A"), play.runs("B")) == (0, "Linux", "")
    assert lab.title(play, "en") == "An open connection"
    assert lab.title(lab.fresh(tcp, runs={}), "zh") == "两台全新的主机"
    assert lab.from_code(LIBRARY, lab.code_of(play)) == play


def test_one_story_follows_another(tcp: Machine) -> None:
    names = list(LIBRARY.scenarios)
    followed = lab.following(LIBRARY, of(names[0]))
    assert followed is LIBRARY.scenario(names[1])
    assert lab.following(LIBRARY, of(names[-1])) is None
    assert lab.following(LIBRARY, play_of(tcp, {})) is None


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_pressed_there_is_something_to_see(seed: int, tcp: Machine) -> None:
    rng = random.Random(seed)
    play = lab.fresh(tcp, is_open=seed % 2 == 0, runs={"A": rng.choice(["", *lab.stacks(tcp)])})
    fields = {"to": "A", "flags": rng.choice(FORGED), "seq": "A.RCV.NXT", "seconds": "5"}
    for _ in range(20):
        moment = lab.moment(play, play.length, rng.choice(["en", "zh"]), rng.choice([1, 1, 2]))
        deeds = [item.do for item in pressable(moment)]
        play = lab.act(
            play, play.length, lab.Deed(rng.choice(deeds), fields, moment.connection)
        )
    assert lab.from_code(LIBRARY, lab.code_of(play)).script == play.script


def pressable(moment: Moment) -> list[Button]:
    """Return every button of a moment that can be pressed."""
    groups = [moment.times, moment.wire.buttons, (Button(do="inject", label=""),)]
    groups += [flight.buttons for flight in moment.wire.flights]
    for host in moment.hosts:
        groups += [host.calls, host.sockets, host.accidents, host.fates]
    return [item for group in groups for item in group if not item.why_not]


def test_whole_parties_are_offered_and_no_single_cases(tcp: Machine) -> None:
    assert "Linux" in lab.stacks(tcp)
    assert not any(":" in tag for tag in lab.stacks(tcp))
