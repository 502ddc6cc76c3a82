import json
from io import BytesIO

import pytest

from quizapp.engine import Machine
from quizapp.services.endpoint import MOST_BYTES, Session, lines


def test_a_session_opens_a_connection(tcp: Machine) -> None:
    session = Session(tcp, 100)
    opened = json.loads(session.answer(b'{"call": "open-active"}'))
    assert (opened["state"], opened["sent"][0]["seq"]) == ("SYN-SENT", 100)
    answer = session.answer(b'{"segment": {"flags": "S.", "seq": 300, "ack": 101}}')
    assert json.loads(answer)["state"] == "ESTABLISHED"


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"{}", b'{"call": 1}', b'{"call": "status", "call": "abort"}', b"\xff"]
)
def test_what_cannot_be_read_changes_nothing(tcp: Machine, line: bytes) -> None:
    session = Session(tcp, 100)
    session.answer(b'{"call": "open-passive"}')
    assert json.loads(session.answer(line))["error"].startswith("Line 2: ")
    assert json.loads(session.answer(b'{"call": "status"}'))["state"] == "LISTEN"


def test_an_endless_line_is_cut() -> None:
    first, second = lines(BytesIO(b"x" * (3 * MOST_BYTES) + b"\nshort\n"))
    assert MOST_BYTES < len(first) <= MOST_BYTES + 2
    assert second == b"short\n"
