from quizapp.engine import Machine
from quizapp.simulator.reading import read_script
from quizapp.simulator.script import run

OPEN = [
    {"call": "open-passive", "host": "B"},
    {"call": "open-active", "host": "A"},
    {"settle": True},
]


def test_a_script_is_carried_out_step_by_step(tcp: Machine) -> None:
    trace = run(read_script({"step": OPEN}, tcp), tcp).trace
    assert trace.final == ("ESTABLISHED", "ESTABLISHED")
    assert [str(line.segment.flags) for line in trace.sent() if line.segment] == [
        "S",
        "S.",
        ".",
    ]


def test_a_connection_can_be_there_from_the_beginning(tcp: Machine) -> None:
    values = {"network": {"established": True}, "step": [{"call": "close", "host": "A"}]}
    trace = run(read_script(values, tcp), tcp).trace
    assert trace.prelude > 0
    assert trace.final == ("FIN-WAIT-1", "ESTABLISHED")
