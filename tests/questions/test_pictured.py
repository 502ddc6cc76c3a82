"""What a picture shows that is not the truth, and that it tells nothing else."""

import pytest

from quizapp.diagrams import lay_out_by, picture_of, render_svg
from quizapp.engine import LANGUAGES, Machine
from quizapp.grading import Edge
from quizapp.questions.model import Pretence
from quizapp.questions.pictured import BLANK, COVERED, as_drawn, paired, pictured


def drawn(machine: Machine, pretence: Pretence, language: str = "en") -> str:
    picture = picture_of(pictured(machine, pretence), language)
    return render_svg(picture, lay_out_by("auto", picture))


def test_a_wrong_arrow_takes_the_place_of_the_right_one(tcp: Machine) -> None:
    wrong = Edge("LISTEN", "ESTABLISHED", "segment-fin", ("ACK",))
    shown = pictured(tcp, Pretence(fact="listen.syn", edge=wrong))
    rules = [
        (rule.origin, rule.target, rule.event, rule.sends, rule.roles) for rule in shown.drawn()
    ]
    assert ("LISTEN", "ESTABLISHED", "segment-fin", ("ACK",), ("server",)) in rules
    assert not {rule.id for rule in shown.transitions} & {rule.id for rule in tcp.transitions}
    assert len(rules) == len(tcp.drawn())
    assert [rule.line for rule in shown.roles] == [rule.line for rule in tcp.roles]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_covered_label_is_nowhere_in_the_picture(tcp: Machine, language: str) -> None:
    svg = drawn(tcp, Pretence(fact="time-wait.timeout-time-wait"), language)
    assert "2MSL" not in svg
    assert "time-wait.timeout" not in svg
    assert f'data-fact="{COVERED}"' in svg
    assert f">{BLANK}</text>" in svg


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_covered_name_is_nowhere_in_the_picture(machine: Machine, language: str) -> None:
    touched = {state for rule in machine.drawn() for state in (rule.origin, rule.target)}
    for state in sorted(touched):
        svg = drawn(machine, Pretence(state=state), language)
        names = {
            other.id for other in machine.states if other.id != state and state in other.id
        }
        for name in names:
            svg = svg.replace(name, "")
        assert f">{state}<" not in svg
        assert f'"{state}"' not in svg
        assert f" {state} " not in svg
        assert f"{state.casefold()}." not in svg
        assert f">{BLANK}</text>" in svg


def test_the_machine_itself_stays_as_it_is(tcp: Machine) -> None:
    before = tcp.drawn()
    pictured(tcp, Pretence(state="LISTEN"))
    assert tcp.drawn() == before


def test_two_arrows_stand_where_one_was(tcp: Machine) -> None:
    right = Edge("LISTEN", "SYN-RECEIVED", "segment-syn", ("SYN,ACK",))
    wrong = Edge("LISTEN", "ESTABLISHED", "segment-syn", ("ACK",))
    shown, ids = paired(tcp, "listen.syn", (wrong, right))
    rules = {rule.id: rule for rule in shown.drawn()}
    assert len(rules) == len(tcp.drawn()) + 1
    assert [(rules[one].target, rules[one].fields) for one in ids] == [
        ("ESTABLISHED", ()),
        ("SYN-RECEIVED", ()),
    ]
    assert not set(rules) & {rule.id for rule in tcp.transitions}


def test_a_condition_stays_with_its_own_state(tcp: Machine) -> None:
    rule = next(rule for rule in tcp.drawn() if rule.when)
    ahead = as_drawn(rule, Edge(rule.origin, "CLOSED", rule.event))
    back = as_drawn(rule, Edge(rule.target, rule.origin, rule.event))
    assert (ahead.when, back.when) == (rule.when, ())
