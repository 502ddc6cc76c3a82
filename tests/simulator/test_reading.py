import pytest

from quizapp.engine import Machine
from quizapp.simulator.clock import Keepalive
from quizapp.simulator.reading import ScriptError, read_script

WAIT = {"wait": 1}


def test_what_is_not_said_is_as_usual(tcp: Machine) -> None:
    script = read_script({"step": [WAIT]}, tcp)
    assert (script.delay, script.established) == (0.05, False)
    assert [host.runs for host in script.hosts] == ["", ""]
    assert script.hosts[0].timing.time_wait == 240


def test_a_host_can_be_set_up(tcp: Machine) -> None:
    host = {
        "runs": "Linux",
        "iss": [7],
        "reads": False,
        "retries": 2,
        "keepalive": {"idle": 60},
    }
    setup = read_script({"host": {"B": host}, "step": [WAIT]}, tcp).hosts[1]
    assert (setup.runs, setup.iss, setup.reads) == ("Linux", (7,), False)
    assert (setup.timing.retries, setup.timing.keepalive) == (2, Keepalive(idle=60))


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        ("wait", "is not a table"),
        ({}, "says 0 things to do"),
        ({"wait": 1, "settle": True}, "says 2 things to do"),
        ({"call": "open", "host": "A"}, "call = 'open' is unknown"),
        ({"call": "close"}, "host = None is no host"),
        ({"call": "close", "host": "C"}, "host = 'C' is no host"),
        ({"call": "close", "host": "A", "length": 5}, "'length' is not for call = 'close'"),
        ({"socket": "write", "host": "A", "length": -1}, "length = -1 is out of bounds"),
        (
            {"socket": "listen", "host": "B", "overflow": "panic"},
            "overflow = 'panic' is unknown",
        ),
        ({"socket": "listen", "host": "B", "cookies": 1}, "cookies = 1 is neither true nor"),
        ({"fault": "flood", "host": "B", "count": 10**6}, "count = 1000000 is out of bounds"),
        ({"fault": "cut", "host": "A"}, "'host' is not for fault = 'cut'"),
        ({"fault": "forget", "answer": "shout"}, "answer = 'shout' is unknown"),
        ({"wait": -1}, "wait = -1 is no time"),
        ({"wait": 1e9}, "wait = 1000000000.0 is no time"),
        ({"wait": "long"}, "wait = 'long' is no time"),
        ({"settle": False}, "settle = False says nothing"),
        ({"advance": 0}, "advance = 0 is no number"),
        ({"inject": {"seq": 5}, "host": "A"}, "inject names no flags"),
        ({"inject": {"flags": "X"}, "host": "A"}, "is no segment"),
        ({"inject": {"flags": "S", "port": 5}, "host": "A"}, "is no segment"),
        ({"inject": {"flags": "S", "seq": "C.ISS"}, "host": "A"}, "seq = 'C.ISS' is no number"),
        (
            {"inject": {"flags": "S", "length": 70_000}, "host": "A"},
            "length = 70000 is no length",
        ),
    ],
)
def test_a_step_that_cannot_be_is_told_with_its_number(
    step: object, complaint: str, tcp: Machine
) -> None:
    with pytest.raises(ScriptError) as caught:
        read_script({"step": [WAIT, step]}, tcp)
    (problem,) = caught.value.problems
    assert problem.step == 1
    assert str(problem).startswith("step 2: ")
    assert complaint in problem.problem
    assert problem.remedy


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"host": {"C": {}}}, "another host than A and B"),
        ({"host": []}, "another host than A and B"),
        ({"host": {"A": 5}}, "[A] is not a table"),
        ({"host": {"A": {"runs": "Plan 9"}}}, "runs 'Plan 9', unknown"),
        ({"host": {"A": {"iss": []}}}, "iss is no list of numbers"),
        ({"host": {"A": {"iss": ["x"]}}}, "iss is no list of numbers"),
        ({"host": {"A": {"retries": 1.5}}}, "retries = 1.5 is no int"),
        ({"host": {"A": {"keepalive": {"ttl": 1}}}}, "keepalive cannot be read"),
        ({"network": {"loss": 0.5}}, "[network] has no key 'loss'"),
        ({"network": {"delay": -1}}, "delay = -1 is no float"),
        ({"network": {"delay": float("nan")}}, "delay = nan is no float"),
        ({"network": {"delay": float("inf")}}, "delay = inf is out of bounds"),
        ({"network": {"delay": 10**400}}, "is out of bounds. Use 0 to 1e+07"),
        ({"host": {"A": {"time_wait": 10**400}}}, "[A] time_wait = 1000"),
        ({"host": {"B": {"user_timeout": 1e8}}}, "user_timeout = 100000000.0 is out of"),
        ({"host": {"B": {"retries": 10**8}}}, "retries = 100000000 is out of bounds"),
        ({"host": {"B": {"keepalive": {"idle": 1e8}}}}, "keepalive cannot be read"),
        ({"step": {}}, "the steps are no list"),
        ({"step": [WAIT] * 501}, "the steps are no list"),
    ],
)
def test_a_setup_that_cannot_be_is_told(
    values: dict[str, object], complaint: str, tcp: Machine
) -> None:
    with pytest.raises(ScriptError) as caught:
        read_script(values, tcp)
    assert complaint in str(caught.value)


def test_everything_wrong_is_told_at_once(tcp: Machine) -> None:
    with pytest.raises(ScriptError) as caught:
        read_script({"network": {"x": 1}, "step": [{"wait": "x"}, {"call": "x"}]}, tcp)
    assert len(caught.value.problems) == 4
