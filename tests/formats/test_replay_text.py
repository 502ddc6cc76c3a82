import json
from collections import Counter
from pathlib import Path

import pytest

from quizapp.engine import LANGUAGES, Machine
from quizapp.formats.replay_text import REASONS, Replay, replay_json, replay_text
from quizapp.simulator import Segment
from tests.formats.captures import opened, replayed


@pytest.fixture
def replay(tcp: Machine, tmp_path: Path) -> Replay:
    """A connection that is opened and closed, with a segment nobody should send."""
    hosts = opened(tcp)
    hosts.call(0, "send", length=5)
    hosts.settle()
    hosts.inject(1, Segment("R", 7))
    hosts.settle()
    followed = replayed(tcp, hosts.trace, tmp_path)
    return Replay("x.pcap", dict(enumerate(followed, 1)), Counter(list(REASONS)))


def test_a_table_shows_both_states_beside_each_packet(replay: Replay) -> None:
    lines = replay_text(replay, "en").splitlines()
    assert lines[0] == "Connection 1: A = 192.0.2.1:1000, B = 192.0.2.2:80, packets: 6"
    assert lines[1].split() == [
        *("#", "time", "way", "segment", "state", "A", "state", "B"),
        *("outcome:", "sender", ">", "receiver", "remark"),
    ]
    assert "[S], seq 0, win 65535, length 0" in lines[2]
    assert lines[2].split()[-5:] == [
        *("SYN-SENT", "SYN-RECEIVED", "closed.open-active", ">", "listen.syn"),
    ]


def test_a_contradiction_is_marked_and_counted(replay: Replay) -> None:
    text = replay_text(replay, "en")
    assert "CONTRADICTION: the table sends no such RST in ESTABLISHED" in text
    assert "contradictions: 1" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_stand_under_one_another(replay: Replay, language: str) -> None:
    lines = replay_text(replay, language).splitlines()
    places = {line.index(" > ") for line in lines[2:8]}
    assert len(places) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_left_out_is_counted_by_reason(replay: Replay, language: str) -> None:
    said = replay_text(replay, language).splitlines()[-1]
    assert all(reason.in_language(language) in said for reason in REASONS.values())


def test_a_file_without_connections_says_so() -> None:
    assert "no TCP connection in x.pcap" in replay_text(Replay("x.pcap", {}), "en")


def test_json_holds_every_row(replay: Replay) -> None:
    document = json.loads(replay_json(replay, "en"))
    rows = document["connections"][0]["rows"]
    assert [row["packet"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[0]["states"] == {"a": "SYN-SENT", "b": "SYN-RECEIVED"}
    assert (rows[0]["ack"], rows[1]["relative_ack"]) == (None, 1)
    assert rows[3]["sent_by"] == ["established.send"]
    assert rows[3]["taken_as"] == ["established.data"]
    assert rows[5]["remarks"][0]["contradicts"] is True
    assert document["contradictions"] == 1
