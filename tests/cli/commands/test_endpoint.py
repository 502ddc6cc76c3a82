"""``quizapp endpoint``: lines in, lines out, and nothing that a line can hold stops it."""

import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.cli import main
from quizapp.services.endpoint import MOST_BYTES, Session, lines
from tests.conftest import MACHINES

ROOT = Path(__file__).parents[3]
KEYS = ["state", "sent", "returned", "signalled", "timers", "outcome", "source"]


def run(given_lines: Sequence[str | bytes], *options: str) -> list[dict[str, Any]]:
    """Return what is answered to some lines; with options, by the command itself."""
    written = [line if isinstance(line, bytes) else line.encode() for line in given_lines]
    text = b"\n".join([*written, b""])
    if not options:
        session = Session(MACHINES["tcp"], 100)
        return [json.loads(session.answer(line)) for line in lines(io.BytesIO(text))]
    done = CliRunner().invoke(main, ["endpoint", *options], input=text)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def call(name: str, **more: object) -> str:
    return json.dumps({"call": name, **more})


def segment(flags: str, seq: int = 0, ack: int = 0, **more: int) -> str:
    return json.dumps({"segment": {"flags": flags, "seq": seq, "ack": ack, **more}})


HANDSHAKE = [call("open-active"), segment("S.", 300, 101)]


def test_the_documented_session_is_what_happens() -> None:
    text = (ROOT / "docs" / "ENDPOINT.md").read_text(encoding="utf-8")
    typed = [line[2:] for line in text.splitlines() if line.startswith("> ")]
    shown = [line[2:] for line in text.splitlines() if line.startswith("< ")]
    done = CliRunner().invoke(main, ["endpoint"], input="\n".join([*typed, ""]))
    assert done.stdout.splitlines() == shown
    assert len(shown) == len(typed) > 10


def test_every_answer_has_its_keys_in_order() -> None:
    for answer in run([*HANDSHAKE, '{"timeout": "user"}', '{"drain": false}']):
        assert list(answer) == KEYS


def test_an_answer_is_exact() -> None:
    assert run(HANDSHAKE)[-1] == {
        "state": "ESTABLISHED",
        "sent": [{"flags": ".", "seq": 101, "ack": 301, "length": 0}],
        "returned": None,
        "signalled": [],
        "timers": ["user"],
        "outcome": "syn-sent.syn-ack",
        "source": "RFC 9293 §3.10.7.3",
    }


def test_without_the_ack_bit_the_acknowledgment_is_0() -> None:
    *_, reset = run([*HANDSHAKE, call("abort")])
    assert reset["sent"] == [{"flags": "R", "seq": 101, "ack": 0, "length": 0}]
    assert (reset["returned"], reset["signalled"]) == ("ok", [])


@pytest.mark.parametrize("iss", [0, 4_294_967_295])
def test_the_first_number_is_ours_to_choose(iss: int) -> None:
    answers = run(
        [call("open-active"), segment("S.", 0, (iss + 1) % 2**32), call("send", length=2)],
        "--iss",
        str(iss),
    )
    assert answers[0]["sent"][0]["seq"] == iss
    assert answers[2]["sent"] == [
        {"flags": "P.", "seq": (iss + 1) % 2**32, "ack": 1, "length": 2}
    ]


@pytest.mark.parametrize(
    ("line", "state", "returned"),
    [
        (call("open-active", remote=False), "CLOSED", "error: remote socket unspecified"),
        (call("open-passive"), "LISTEN", "ok"),
        (call("send", length=3), "CLOSED", "error: connection does not exist"),
        (call("send", length=3, remote=False), "CLOSED", "error: connection does not exist"),
        (call("status"), "CLOSED", "error: connection does not exist"),
        ('{"timeout": "time-wait"}', "CLOSED", None),
        ('{"drain": true}', "CLOSED", None),
        (segment("R"), "CLOSED", None),
    ],
)
def test_each_kind_of_line_is_taken(line: str, state: str, returned: str | None) -> None:
    (answer,) = run([line])
    assert (answer["state"], answer["returned"]) == (state, returned)


def test_numbers_that_are_missing_are_0_and_the_window_is_open() -> None:
    *_, answer = run(
        [call("open-passive"), '{"segment": {"flags": "S"}}', segment(".", 1, 101)]
    )
    assert answer["state"] == "ESTABLISHED"
    *_, sent = run(
        [
            call("open-passive"),
            '{"segment": {"flags": "S"}}',
            segment(".", 1, 101),
            call("send"),
        ]
    )
    assert (sent["sent"], sent["returned"]) == ([], "ok")


def test_a_push_is_on_unless_it_is_off() -> None:
    *_, first, second = run(
        [*HANDSHAKE, call("send", length=1), call("send", length=1, push=False)]
    )
    assert [first["sent"][0]["flags"], second["sent"][0]["flags"]] == ["P.", "."]


def test_a_user_who_drains_reads_at_once_and_closes_one_direction() -> None:
    *_, received, closed, later = run(
        [
            *HANDSHAKE,
            call("receive"),
            segment(".", 301, 101, length=65_535),
            segment(".", 65_836, 101, length=5),
            call("close"),
            segment(".", 65_841, 102, length=5),
        ]
    )[2:]
    assert received["sent"][0]["ack"] == 65_841
    assert closed["outcome"] == "established.close"
    assert (later["state"], later["sent"][0]["ack"]) == ("FIN-WAIT-2", 65_846)


def test_what_is_not_drained_is_unread() -> None:
    start = [*HANDSHAKE, '{"drain": false}', segment(".", 301, 101, length=9)]
    *_, drained, received, closed = run([*start, call("receive"), call("close")])
    assert received["outcome"] == "established.receive-data"
    assert closed["state"] == "FIN-WAIT-1"
    assert drained["sent"][0]["ack"] == 310
    *_, reset = run([*start, call("close")])
    assert (reset["state"], reset["sent"][0]["flags"]) == ("CLOSED", "R")
    *_, drain, read = run([*start, '{"drain": true}', call("close")])
    assert (drain["outcome"], drain["source"], read["state"]) == (None, None, "FIN-WAIT-1")


def test_who_does_not_drain_closes_for_reading_too() -> None:
    lately = [segment(".", 301, 102), segment(".", 301, 102, length=4)]
    *_, unwanted = run([*HANDSHAKE, '{"drain": false}', call("close"), *lately])
    assert unwanted["outcome"] == "fin-wait-2.data-unwanted"
    *_, taken, received = run(
        [*HANDSHAKE, call("close"), '{"drain": false}', *lately, call("receive")]
    )
    assert taken["outcome"] == "fin-wait.data"
    assert received["outcome"] == "half-closed.receive-data"


def test_a_window_that_nobody_empties_closes() -> None:
    full = [segment(".", 301, 101, length=65_535), segment(".", 65_836, 101, length=1)]
    *_, refused, drained, taken = run(
        [*HANDSHAKE, '{"drain": false}', *full, '{"drain": true}', full[1]]
    )
    assert (refused["outcome"], refused["sent"][0]["ack"]) == ("open.outside", 65_836)
    assert [(item["flags"], item["ack"]) for item in drained["sent"]] == [(".", 65_836)]
    assert taken["sent"][0]["ack"] == 65_837


@pytest.mark.parametrize("tag", ["linux", "Linux"])
def test_somebody_elses_outcomes_are_cited_as_theirs(tag: str) -> None:
    *_, answer = run([call("open-passive"), segment("SF", 300)], "--variant", tag)
    assert (answer["state"], answer["outcome"]) == ("LISTEN", "linux.listen.syn-fin")
    assert answer["source"].startswith("Linux, ")


def test_a_listener_of_somebody_elses_still_opens() -> None:
    *_, answer = run(
        [call("open-passive"), segment("S", 300), segment(".", 301, 101)], "--variant", "linux"
    )
    assert answer["state"] == "ESTABLISHED"


def test_an_unknown_variant_names_the_known_ones() -> None:
    done = CliRunner().invoke(main, ["endpoint", "--variant", "windows"])
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: The machine 'tcp' has no variant 'windows'; choose")
    assert "Linux" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("iss", ["-1", "4294967296", "many"])
def test_a_first_number_that_cannot_be_is_refused(iss: str) -> None:
    done = CliRunner().invoke(main, ["endpoint", "--iss", iss])
    assert done.exit_code == 2
    assert "--iss" in done.stderr


BAD = [
    ("", "not JSON"),
    ("status", "not JSON"),
    ('{"call": "status"', "not JSON"),
    ('{"call": "status"} {}', "not JSON"),
    (b'{"call": "\xff"}', "not JSON"),
    ("[" * 60_000, "not JSON"),
    ('{"drain": ' + "9" * 60_000 + "}", "not JSON"),
    ("[]", "not a JSON object"),
    ("null", "not a JSON object"),
    ('"status"', "not a JSON object"),
    ("{}", "exactly one of the keys call, segment, timeout, drain"),
    ('{"cal": "status"}', "exactly one of the keys"),
    ('{"call": "status", "drain": true}', "exactly one of the keys"),
    ('{"call": "status", "call": "status"}', "gives a key twice"),
    ('{"call": "status", "x": 1}', "'x' is not known here; known: call"),
    ('{"call": "close", "length": 1}', "'length' is not known here"),
    ('{"drain": true, "x": 1}', "'x' is not known here"),
    ('{"timeout": "user", "' + "x" * 99 + '": 1}', "x…' is not known here"),
    ('{"call": "shout"}', "There is no 'shout'; use one of open-passive"),
    ('{"call": 1}', "call must be a string"),
    ('{"call": null}', "call must be a string"),
    ('{"call": "' + "x" * 99 + '"}', "call is too long"),
    ('{"timeout": "lunch"}', "There is no 'lunch'; use one of retransmission"),
    ('{"timeout": ["user"]}', "timeout must be a string"),
    ('{"drain": 1}', "drain must be true or false"),
    ('{"drain": "true"}', "drain must be true or false"),
    ('{"call": "open-active", "remote": 0}', "remote must be true or false"),
    ('{"call": "send", "push": null}', "push must be true or false"),
    ('{"call": "send", "length": -1}', "length must be between 0 and 1073741824"),
    ('{"call": "send", "length": 1073741825}', "length must be between 0 and 1073741824"),
    ('{"call": "send", "length": 1.0}', "length must be a whole number"),
    ('{"call": "send", "length": true}', "length must be a whole number"),
    ('{"call": "send", "length": NaN}', "NaN is not a number"),
    ('{"call": "send", "length": -Infinity}', "-Infinity is not a number"),
    ('{"call": "send", "length": 1e999}', "length must be a whole number"),
    ('{"segment": "S"}', "segment must be an object"),
    ('{"segment": {}}', "flags must be a string"),
    ('{"segment": {"flags": "X"}}', "flags='X' cannot be in a segment"),
    ('{"segment": {"flags": "SS"}}', "flags='SS' cannot be in a segment"),
    ('{"segment": {"flags": "\\ud800"}}', "cannot be in a segment"),
    ('{"segment": {"flags": "S", "sequence": 1}}', "'sequence' is not known here"),
    ('{"segment": {"flags": "S", "seq": 4294967296}}', "seq must be between 0 and 4294967295"),
    ('{"segment": {"flags": "S", "ack": -1}}', "ack must be between 0 and 4294967295"),
    ('{"segment": {"flags": "S", "length": 65536}}', "length must be between 0 and 65535"),
    ('{"segment": {"flags": "S", "window": 65536}}', "window must be between 0 and 65535"),
    ('{"segment": {"flags": "S", "seq": "1"}}', "seq must be a whole number"),
    ('{"call": "status", "x": "' + "y" * MOST_BYTES + '"}', "longer than 64 KB"),
]


@pytest.mark.parametrize(("line", "problem"), BAD, ids=[str(item[1]) for item in BAD])
def test_a_bad_line_is_answered_with_its_number_and_changes_nothing(
    line: str | bytes, problem: str
) -> None:
    *_, wrong, status = run([*HANDSHAKE, line, call("status")])
    assert list(wrong) == ["error"]
    assert wrong["error"].startswith("Line 3: ")
    assert problem in wrong["error"]
    assert "\n" not in wrong["error"]
    assert len(wrong["error"]) < 250
    assert status["returned"] == "state = ESTABLISHED"


def test_a_last_line_without_an_end_is_a_line() -> None:
    done = CliRunner().invoke(main, ["endpoint"], input='{"call": "open-passive"}')
    assert json.loads(done.stdout)["state"] == "LISTEN"


def test_windows_line_ends_do_no_harm() -> None:
    done = CliRunner().invoke(main, ["endpoint"], input=b'{"call": "open-passive"}\r\n')
    assert json.loads(done.stdout)["state"] == "LISTEN"


def test_nothing_in_nothing_out() -> None:
    assert run([], "--iss", "5") == []


def test_bad_lines_do_not_change_the_exit_code() -> None:
    wrong, right = run(["nonsense", call("open-passive")], "--iss", "5")
    assert wrong == {"error": "Line 1: It is not JSON."}
    assert right["state"] == "LISTEN"


def test_a_long_line_is_read_in_pieces_and_the_next_line_is_whole() -> None:
    stream = io.BytesIO(b"x" * (5 * MOST_BYTES) + b"\n{}\n" + b"y" * (3 * MOST_BYTES))
    read = list(lines(stream))
    assert [len(line) for line in read] == [MOST_BYTES + 2, 3, MOST_BYTES + 2]


def test_the_longest_line_is_still_read() -> None:
    line = '{"call": "status"}'
    (answer,) = run([line + " " * (MOST_BYTES - len(line))])
    assert answer["returned"] == "error: connection does not exist"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80) | st.from_regex(rb'\{"(call|drain|segment)": .{0,60}\}'))
def test_no_bytes_stop_it(line: bytes) -> None:
    session = Session(MACHINES["tcp"], 100)
    for piece in line.split(b"\n"):
        answer = json.loads(session.answer(piece))
        assert list(answer) in (["error"], KEYS)


def test_a_long_random_session_answers_every_line() -> None:
    rng = random.Random(6)
    session = Session(MACHINES["tcp"], 4_294_967_290)
    calls = ("open-passive", "open-active", "send", "receive", "close", "status")
    state = "CLOSED"
    for _ in range(3_000):
        line = rng.choice(
            (
                call(rng.choice(calls)),
                call("send", length=rng.randrange(99)),
                segment(rng.choice(("S", "S.", ".", "F.", "R")), 300, rng.randrange(5)),
                json.dumps({"timeout": rng.choice(("retransmission", "user", "time-wait"))}),
                json.dumps({"drain": rng.random() < 0.5}),
            )
        )
        answer = json.loads(session.answer(line.encode()))
        assert list(answer) == KEYS
        state = answer["state"]
    assert state


def started(**more: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "quizapp", "endpoint"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        **more,
    )


def test_each_line_is_answered_before_the_next_is_read() -> None:
    with started() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name, state in (("open-passive", "LISTEN"), ("close", "CLOSED")):
            process.stdin.write(call(name).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["state"] == state
        process.stdin.close()
        assert process.wait(20) == 0


def test_a_reader_that_goes_away_is_no_drama() -> None:
    with started() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(call("status").encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(call("status").encode() + b"\n")
        process.stdin.close()
        process.wait(20)
        assert process.stderr.read() == b""


def test_the_variants_are_listed_on_request() -> None:
    done = CliRunner().invoke(main, ["endpoint", "--variants"])
    listed = done.stdout.splitlines()
    assert (done.exit_code, listed) == (0, sorted(listed))
    assert {"Linux", "Linux:tcp_rfc1337", "RFC 793"} <= set(listed)


def test_a_variant_tells_the_user_in_its_own_words() -> None:
    refused = [call("open-active"), segment("R.", 0, 101)]
    assert run(refused)[-1]["signalled"] == ["connection reset"]
    assert run(refused, "--variant", "linux")[-1]["signalled"] == ["ECONNREFUSED"]
