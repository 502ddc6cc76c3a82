"""One endpoint over lines of JSON: every line is answered, whatever it holds."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import Machine
from quizapp.services.endpoint import KINDS, MOST_BYTES, Session, lines
from tests.conftest import MACHINES

TCP = MACHINES["tcp"]
OPENED = (
    {"call": "open-active"},
    {"segment": {"flags": "S.", "seq": 300, "ack": 101}},
)


def told(session: Session, record: object) -> dict[str, Any]:
    """Return the answer to one record."""
    answer: dict[str, Any] = json.loads(session.answer(json.dumps(record).encode()))
    return answer


def opened() -> Session:
    """Return a session with a connection: ISS 100, IRS 300."""
    session = Session(TCP, 100)
    for record in OPENED:
        told(session, record)
    return session


def test_a_session_opens_a_connection(tcp: Machine) -> None:
    session = Session(tcp, 100)
    opening = json.loads(session.answer(b'{"call": "open-active"}'))
    assert (opening["state"], opening["sent"][0]["seq"]) == ("SYN-SENT", 100)
    answer = session.answer(b'{"segment": {"flags": "S.", "seq": 300, "ack": 101}}')
    assert json.loads(answer)["state"] == "ESTABLISHED"


def test_an_answer_holds_what_happened_and_where_it_is_written() -> None:
    assert told(opened(), {"call": "close"}) == {
        "state": "FIN-WAIT-1",
        "sent": [{"flags": "F.", "seq": 101, "ack": 301, "length": 0}],
        "returned": "ok",
        "signalled": [],
        "timers": ["retransmission", "user"],
        "outcome": "established.close",
        "source": "RFC 9293 §3.10.4",
    }


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"{}", b'{"call": 1}', b'{"call": "status", "call": "abort"}', b"\xff"]
)
def test_what_cannot_be_read_changes_nothing(tcp: Machine, line: bytes) -> None:
    session = Session(tcp, 100)
    session.answer(b'{"call": "open-passive"}')
    assert json.loads(session.answer(line))["error"].startswith("Line 2: ")
    assert json.loads(session.answer(b'{"call": "status"}'))["state"] == "LISTEN"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"7", "not a JSON object"),
        (b"[" * 50_000, "not JSON"),
        (b'{"call": "send", "length": NaN}', "NaN is not a number"),
        (b'{"call": "send", "length": Infinity}', "Infinity is not a number"),
        (b'{"call": "send", "length": 1' + b"0" * 5000 + b"}", "not JSON"),
        (b'{"call": "send", "length": true}', "length must be a whole number"),
        (b'{"call": "send", "length": 1.0}', "length must be a whole number"),
        (b'{"call": "send", "length": -1}', "length must be between 0 and 1073741824"),
        (b'{"call": "send", "push": 1}', "push must be true or false"),
        (b'{"call": "close", "length": 1}', "The key 'length' is not known here"),
        (b'{"call": "open-active", "remote": null}', "remote must be true or false"),
        (b'{"call": "' + b"x" * 41 + b'"}', "call is too long"),
        (b'{"call": "knock"}', "knock"),
        (b'{"timeout": "lunch"}', "lunch"),
        (b'{"timeout": "user", "length": 1}', "The key 'length' is not known here"),
        (b'{"drain": 1}', "drain must be true or false"),
        (b'{"drain": true, "length": 1}', "The key 'length' is not known here"),
        (b'{"call": "close", "timeout": "user"}', "Give exactly one of the keys"),
        (b'{"segment": []}', "segment must be an object"),
        (b'{"segment": {}}', "flags must be a string"),
        (b'{"segment": {"flags": "X"}}', "use each of"),
        (b'{"segment": {"flags": "SS"}}', "use each of"),
        (b'{"segment": {"flags": "S", "seq": 4294967296}}', "between 0 and 4294967295"),
        (b'{"segment": {"flags": "S", "length": 65536}}', "between 0 and 65535"),
        (b'{"segment": {"flags": "S", "' + b"k" * 99 + b'": 1}}', "kkk\u2026' is not known"),
        (b'{"call": "' + b" " * MOST_BYTES + b'"}', "longer than 64 KB"),
    ],
    ids=lambda value: value[:24].decode() if isinstance(value, bytes) else None,
)
def test_a_line_is_refused_in_a_sentence(line: bytes, complaint: str) -> None:
    session = opened()
    assert complaint in json.loads(session.answer(line))["error"]
    assert told(session, {"call": "status"})["state"] == "ESTABLISHED"


@given(line=st.binary(max_size=60))
@settings(derandomize=True, deadline=None)
def test_any_octets_are_answered_by_one_line(line: bytes) -> None:
    answer = Session(TCP, 100).answer(line)
    assert "\n" not in answer
    assert {"error", "state"} & set(json.loads(answer))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from((*KINDS, "flags", "seq", "length", "")), inner, max_size=4
        )
    ),
    max_leaves=6,
)


@given(values=st.dictionaries(st.sampled_from((*KINDS, "length", "push", "x")), JSON))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_any_object_is_taken_or_refused_and_then_changes_nothing(
    values: dict[str, Any],
) -> None:
    session = opened()
    answer = told(session, values)
    if "error" in answer:
        assert answer["error"].startswith("Line 3: ")
        assert told(session, {"call": "status"})["state"] == "ESTABLISHED"
    else:
        assert told(session, {"call": "status"})["state"] == answer["state"]


def test_text_is_read_at_once_unless_nobody_reads() -> None:
    session = opened()
    text = {"segment": {"flags": ".", "seq": 301, "ack": 101, "length": 40_000}}
    assert [one["ack"] for one in told(session, text)["sent"]] == [40_301]
    told(session, {"drain": False})
    more = {"segment": {"flags": ".", "seq": 40_301, "ack": 101, "length": 65_535}}
    told(session, more)
    beyond = {"segment": {"flags": ".", "seq": 105_836, "ack": 101, "length": 1}}
    assert told(session, beyond)["outcome"] == "open.outside"
    update = told(session, {"drain": True})["sent"]
    assert [(one["flags"], one["ack"], one["length"]) for one in update] == [(".", 105_836, 0)]


def test_lines_are_counted_from_the_first() -> None:
    session = Session(TCP, 100)
    session.answer(b'{"call": "status"}')
    session.answer(b"nonsense")
    assert told(session, {"call": "sing"})["error"].startswith("Line 3: ")


@pytest.mark.parametrize(
    ("stream", "found"),
    [
        (b"", []),
        (b"a", [b"a"]),
        (b"a\nb", [b"a\n", b"b"]),
        (b"\n\n", [b"\n", b"\n"]),
        (b"a\r\nb\r\n", [b"a\r\n", b"b\r\n"]),
    ],
)
def test_a_stream_is_cut_into_lines(stream: bytes, found: list[bytes]) -> None:
    assert list(lines(BytesIO(stream))) == found


def test_an_endless_line_is_cut() -> None:
    first, second = lines(BytesIO(b"x" * (3 * MOST_BYTES) + b"\nshort\n"))
    assert MOST_BYTES < len(first) <= MOST_BYTES + 2
    assert second == b"short\n"


def test_a_line_as_long_as_may_be_is_read_and_a_longer_one_is_not() -> None:
    record = b'{"call": "status"}'
    for blanks, key in ((MOST_BYTES - len(record), "state"), (MOST_BYTES, "error")):
        (line,) = lines(BytesIO(record + b" " * blanks + b"\n"))
        assert key in json.loads(Session(TCP, 100).answer(line))
