"""Scripts by chance: everything a person may do in the lab, in any order."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import HealthCheck, reject, settings
from hypothesis import strategies as st

from quizapp.engine import Machine
from quizapp.simulator import Trace
from quizapp.simulator.endpoint import CALLS
from quizapp.simulator.network import EndlessError
from quizapp.simulator.process import SOCKET_CALLS
from quizapp.simulator.reading import read_script
from quizapp.simulator.script import run

Values = dict[str, Any]

HOST = st.sampled_from(("A", "B"))
CONNECTION = st.sampled_from((1, 1, 1, 2, 3))
LENGTH = st.sampled_from((0, 1, 100, 20_000, 65_535))
NUMBERS = (0, 100, 101, 301, 2**32 - 1, "A.SND.NXT", "B.SND.NXT", "B.RCV.NXT-1", "A.RCV.NXT")
FLAGS = ("S", "S.", "R", "R.", ".", "F.", "", "P.", "SF", "SFR.")
SETUPS: tuple[Values, ...] = (
    {"runs": "Linux"},
    {"runs": "BSD"},
    {"reads": False},
    {"retries": 1},
    {"iss": [2**32 - 2]},
    {"time_wait": 0},
    {"user_timeout": 3},
    {"orphan": 1},
    {"delayed_ack": 0.2},
    {"keepalive": {"idle": 5, "interval": 1, "probes": 2}},
)

CALL = st.fixed_dictionaries(
    {"call": st.sampled_from(CALLS), "host": HOST, "connection": CONNECTION}
)
SEND = st.fixed_dictionaries(
    {"call": st.just("send"), "host": HOST, "connection": CONNECTION, "length": LENGTH}
)
SOCKET = st.fixed_dictionaries(
    {"socket": st.sampled_from(SOCKET_CALLS), "host": HOST, "connection": CONNECTION}
)
LISTEN = st.fixed_dictionaries(
    {
        "socket": st.just("listen"),
        "host": HOST,
        "connection": CONNECTION,
        "backlog": st.sampled_from((0, 1, 128)),
        "syn_queue": st.sampled_from((0, 1, 2, 256)),
        "cookies": st.booleans(),
        "overflow": st.sampled_from(("ignore", "reset")),
    }
)
ON_THE_WIRE = st.fixed_dictionaries({"fault": st.sampled_from(("cut", "repair"))})
FORGET = st.fixed_dictionaries(
    {
        "fault": st.just("forget"),
        "connection": CONNECTION,
        "answer": st.sampled_from(("silence", "reset")),
    }
)
NEXT = st.fixed_dictionaries(
    {
        "fault": st.sampled_from(("delay", "duplicate")),
        "host": HOST,
        "count": st.sampled_from((1, 2, 5)),
        "seconds": st.sampled_from((0, 0.01, 3)),
    }
)
AT_A_HOST = st.fixed_dictionaries(
    {
        "fault": st.sampled_from(("lose", "crash", "reboot", "exit", "kill")),
        "host": HOST,
    }
)
FLOOD = st.fixed_dictionaries(
    {"fault": st.just("flood"), "host": HOST, "count": st.sampled_from((1, 3, 300))}
)
INJECT = st.fixed_dictionaries(
    {
        "inject": st.fixed_dictionaries(
            {
                "flags": st.sampled_from(FLAGS),
                "seq": st.sampled_from(NUMBERS),
                "ack": st.sampled_from(NUMBERS),
                "length": st.sampled_from((0, 1, 65_535)),
            }
        ),
        "host": HOST,
        "connection": CONNECTION,
    }
)
TIME = st.one_of(
    st.fixed_dictionaries({"wait": st.sampled_from((0, 0.02, 0.5, 1, 30, 300, 8000))}),
    st.just({"settle": True}),
    st.fixed_dictionaries({"advance": st.sampled_from((1, 2, 5))}),
)
STEPS = st.lists(
    st.one_of(
        CALL, SEND, SOCKET, LISTEN, ON_THE_WIRE, FORGET, NEXT, AT_A_HOST, FLOOD, INJECT, TIME
    ),
    min_size=1,
    max_size=12,
)


BY_CHANCE = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
"""The same scripts at every run."""


def told_by_chance(values: Values, machine: Machine) -> Trace:
    """Return what happens in a script; one in which the hosts find no rest is passed over."""
    with passed_over(EndlessError):
        return run(read_script(values, machine), machine).trace


@contextmanager
def passed_over(error: type[Exception]) -> Iterator[None]:
    """Try another script instead of one that is refused like this."""
    try:
        yield
    except error:
        reject()


def scripts() -> st.SearchStrategy[Values]:
    """Scripts that can be carried out, though two hosts may not come to rest."""
    return st.fixed_dictionaries(
        {
            "network": st.fixed_dictionaries(
                {"delay": st.sampled_from((0, 0.05, 1)), "established": st.booleans()}
            ),
            "host": st.dictionaries(HOST, st.sampled_from(SETUPS)),
            "step": STEPS,
        }
    )
