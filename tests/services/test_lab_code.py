"""A run as a word for an address: short, and read back with distrust."""

import json
import zlib
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.services.lab_code import (
    KNOWN,
    LONG,
    MOST_BYTES,
    MOST_LETTERS,
    CodeError,
    decode,
    encode,
)
from quizapp.services.lab_run import RunError, continued, play_of, played
from tests.conftest import MACHINES
from tests.services.test_lab_run import of
from tests.simulator.chance import BY_CHANCE, Values, passed_over, scripts
from tests.simulator.stories import IDS, LIBRARY


def packed(document: Any) -> str:
    """Return what a stranger could make of a document."""
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=KNOWN)
    letters = urlsafe_b64encode(packer.compress(text) + packer.flush())
    return "1" + letters.rstrip(b"=").decode()


@pytest.mark.parametrize("name", IDS)
def test_a_run_survives_its_code(name: str) -> None:
    play = continued(of(name), 1, {"wait": 3})
    again = decode(encode(play), LIBRARY)
    assert (again.script, again.scenario, again.forked_at) == (
        play.script,
        play.scenario,
        play.forked_at,
    )
    assert again.values() == play.values()


@BY_CHANCE
@given(values=scripts())
def test_any_run_survives_its_code(values: Values) -> None:
    with passed_over(RunError):
        play = play_of(MACHINES["tcp"], values)
    assert decode(encode(play), LIBRARY).script == play.script


@pytest.mark.parametrize("name", IDS)
def test_a_whole_scenario_is_short(name: str) -> None:
    assert len(encode(of(name))) < 250


def test_a_hundred_different_steps_fit_into_an_address() -> None:
    play = of("normal-close")
    for number in range(100):
        act = {"call": "send", "host": "AB"[number % 2], "length": 7 * number}
        play = continued(play, number, act)
    assert len(encode(play)) < LONG


def test_the_first_addresses_can_be_read_for_ever() -> None:
    play = decode("1I2ClcSwBW9GMwx42-HyMO5_G1gIA", LIBRARY)
    assert play.scenario is LIBRARY.scenario("normal-close")
    assert [step.act for step in play.script.steps] == ["call", "advance", "advance", "fault"]


@pytest.mark.parametrize(
    "code",
    [
        "",
        "1",
        "2abc",
        "1!!!",
        "1é",
        "1" + "A" * 50,
        "1" + "A" * MOST_LETTERS,
        packed([]),
        packed({}),
        packed({"m": 7}),
        packed({"m": "no-such-machine"}),
        packed({"m": "tcp", "n": []}),
        packed({"m": "tcp", "h": {"C": {}}}),
        packed({"m": "tcp", "h": {"A": []}}),
        packed({"m": "tcp", "h": {"A": {"runs": "Plan 9"}}}),
        packed({"m": "tcp", "s": {}}),
        packed({"m": "tcp", "s": [1]}),
        packed({"m": "tcp", "s": [{}]}),
        packed({"m": "tcp", "s": [{"call": ["close"], "host": "A"}]}),
        packed({"m": "tcp", "s": [{"call": "close", "host": ["A"]}]}),
        packed({"m": "tcp", "s": [{"advance": 1}] * 301}),
        packed({"m": "tcp", "s": [{"advance": 301}]}),
        packed({"m": "tcp", "s": [{"fault": "drop", "flight": 7}]}),
        packed({"m": "tcp", "s": [{"fault": "flood", "host": "B", "count": 1000}]}),
        packed(b'{"m":"tcp","s":[{"wait":NaN}]}'),
        packed(b'{"m":"tcp","s":[{"wait":1e999}]}'),
        packed(b'{"m":"tcp","h":{"A":{"time_wait":Infinity}}}'),
        packed(b"[" * 60_000),
        packed(b" " * (MOST_BYTES + 1)),
        packed(b"7" * 5_000),
        packed(b"\xff\xfe"),
        encode(of("normal-close"))[:-4],
    ],
)
def test_a_bad_code_is_refused_in_one_sentence(code: str) -> None:
    with pytest.raises(CodeError) as refused:
        decode(code, LIBRARY)
    assert str(refused.value).startswith("This run cannot be played: its address is damaged (")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("origin", [7, [], ["no-such"], ["x", 1, 2], ["normal-close", "1"]])
def test_an_origin_that_is_not_there_is_none(origin: object) -> None:
    assert decode(packed({"m": "tcp", "f": origin}), LIBRARY).scenario is None


def test_an_origin_lies_within_the_run() -> None:
    play = decode(packed({"m": "tcp", "f": ["normal-close", 10**9]}), LIBRARY)
    assert play.forked_at == 0


NUMBERS = st.one_of(
    st.integers(-3, 3), st.sampled_from([0.5, 10**6, 2**32, 2**40, 1e308, True])
)
WORDS = st.sampled_from(
    [
        "call",
        "socket",
        "fault",
        "inject",
        "wait",
        "settle",
        "advance",
        "host",
        "connection",
        "length",
        "count",
        "seconds",
        "flight",
        "remote",
        "answer",
        "backlog",
        "syn_queue",
        "cookies",
        "overflow",
        "A",
        "B",
        "close",
        "send",
        "open-active",
        "open-passive",
        "abort",
        "listen",
        "connect",
        "accept",
        "read",
        "write",
        "shutdown",
        "linger",
        "poll",
        "lose",
        "cut",
        "crash",
        "reboot",
        "kill",
        "flood",
        "forget",
        "copy",
        "hold",
        "drop",
        "deliver",
        "S",
        "R",
        "SS",
        "F.",
        "flags",
        "seq",
        "ack",
        "A.ISS",
        "B.RCV.NXT+4294967295",
        "established",
        "delay",
        "iss",
        "retries",
        "time_wait",
        "user_timeout",
        "orphan",
        "keepalive",
        "idle",
        "interval",
        "probes",
        "delayed_ack",
        "runs",
        "Linux",
        "BSD",
        "reads",
    ]
)
VALUES = st.recursive(
    st.one_of(st.none(), NUMBERS, WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=4)
    ),
    max_leaves=12,
)
STEPS = st.one_of(
    st.sampled_from(
        [{"call": name, "host": host} for host in "AB" for name in ("open-active", "close")]
        + [{"socket": name, "host": host} for host in "AB" for name in ("listen", "accept")]
        + [{"fault": name, "host": host} for host in "AB" for name in ("crash", "kill")]
        + [{"advance": 3}, {"settle": True}, {"wait": 300.0}, {"fault": "cut"}]
    ),
    st.dictionaries(WORDS, VALUES, max_size=5),
)


@given(
    st.dictionaries(WORDS, VALUES, max_size=2),
    st.dictionaries(st.sampled_from("AB"), st.dictionaries(WORDS, VALUES, max_size=3)),
    st.lists(STEPS, max_size=6),
)
def test_whatever_a_code_says_is_played_or_refused(
    network: dict[str, Any], hosts: dict[str, Any], steps: list[Any]
) -> None:
    try:
        play = decode(packed({"m": "tcp", "n": network, "h": hosts, "s": steps}), LIBRARY)
        assert len(played(play, play.length).marks) == play.length + 1
    except RunError:
        pass
