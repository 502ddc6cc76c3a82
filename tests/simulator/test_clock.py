"""RFC 6298's rules, and the other timers of a connection."""

import pytest

from quizapp.simulator import Control, Endpoint, Handled, Segment
from quizapp.simulator.clock import Alarms, Keepalive, Timing
from tests.conftest import MACHINES

ENDPOINT = Endpoint(MACHINES["tcp"], lambda: 100)


class Life:
    """One connection and its alarms, moved on by hand."""

    def __init__(self, timing: Timing | None = None) -> None:
        self.alarms = Alarms(timing or Timing())
        self.control: Control = ENDPOINT.fresh()

    def take(self, done: Handled, now: float = 0.0) -> Handled:
        done = self.alarms.update(now, self.control, done)
        self.control = done.control
        return done

    def call(self, name: str, now: float = 0.0, length: int = 0) -> Handled:
        return self.take(ENDPOINT.call(self.control, name, length=length), now)

    def segment(self, segment: Segment, now: float = 0.0) -> Handled:
        self.alarms.heard(self.control)
        return self.take(ENDPOINT.segment(self.control, segment), now)

    def established(self) -> "Life":
        self.call("open-active")
        self.segment(Segment("S.", 300, 101))
        return self

    def expire(self, name: str) -> str:
        now = self.alarms.due[name]
        event = self.alarms.run_out(name, now, self.control)
        if event in ("retransmission", "user", "time-wait"):
            self.take(ENDPOINT.timeout(self.control, event), now)
        return event


def test_the_first_timeout_comes_after_a_second_and_doubles() -> None:
    life = Life()
    life.call("open-active")
    dues = []
    for _ in range(4):
        dues.append(life.alarms.due["retransmission"])
        life.expire("retransmission")
    assert dues == [1, 3, 7, 15]


def test_it_gives_up_after_the_stated_number_of_retransmissions() -> None:
    life = Life(Timing(retries=2))
    life.call("open-active")
    assert [life.expire("retransmission") for _ in range(3)] == [
        "retransmission",
        "retransmission",
        "user",
    ]
    assert life.control.state == "CLOSED"
    assert not life.alarms.due


def test_the_pause_has_a_limit() -> None:
    life = Life(Timing(retries=12))
    life.call("open-active")
    for _ in range(10):
        life.expire("retransmission")
    before = life.alarms.due["retransmission"]
    life.expire("retransmission")
    assert life.alarms.due["retransmission"] - before == 120


def test_progress_ends_the_back_off() -> None:
    life = Life().established()
    life.call("send", length=10)
    life.expire("retransmission")
    life.segment(Segment(".", 301, 111), 5.0)
    assert "retransmission" not in life.alarms.due
    life.call("send", 6.0, length=10)
    assert life.alarms.due["retransmission"] == 7.0


def test_after_a_late_syn_data_begins_with_three_seconds() -> None:
    life = Life()
    life.call("open-active")
    life.expire("retransmission")
    life.segment(Segment("S.", 300, 101), 2.0)
    life.call("send", 2.0, length=10)
    assert life.alarms.due["retransmission"] == 5.0


def test_a_closed_window_is_probed_as_long_as_the_peer_answers() -> None:
    life = Life(Timing(retries=2)).established()
    life.segment(Segment(".", 301, 101, window=0))
    life.call("send", length=10)
    for _ in range(5):
        assert life.expire("retransmission") == "retransmission"
        life.segment(Segment(".", 301, life.control.snd_nxt, window=0), 0.0)


def test_the_user_timeout_runs_only_if_set_and_only_while_something_waits() -> None:
    assert "user" not in Life().established().alarms.due
    life = Life(Timing(user=5.0)).established()
    assert "user" not in life.alarms.due
    life.call("send", 10.0, length=1)
    assert life.alarms.due["user"] == 15.0
    life.segment(Segment(".", 301, 102), 11.0)
    assert "user" not in life.alarms.due


def test_time_wait_begins_anew_with_a_repeated_fin() -> None:
    life = Life(Timing(time_wait=60.0)).established()
    life.call("close")
    life.segment(Segment(".", 301, 102))
    life.segment(Segment("F.", 301, 102), 1.0)
    assert life.alarms.due == {"time-wait": 61.0}
    life.segment(Segment("F.", 301, 102), 9.0)
    assert life.alarms.due == {"time-wait": 69.0}
    life.segment(Segment(".", 301, 102), 11.0)
    assert life.alarms.due == {"time-wait": 69.0}


def test_keepalive_asks_after_silence_and_gives_up() -> None:
    life = Life(Timing(keepalive=Keepalive(60.0, 10.0, 2))).established()
    assert life.alarms.due == {"keepalive": 60.0}
    life.segment(Segment("P.", 301, 101, 5), 30.0)
    assert life.alarms.due == {"keepalive": 90.0}
    assert [life.expire("keepalive") for _ in range(3)] == ["keepalive", "keepalive", "user"]


def test_an_answer_lets_keepalive_wait_again() -> None:
    life = Life(Timing(keepalive=Keepalive(60.0, 10.0, 2))).established()
    life.expire("keepalive")
    life.segment(Segment(".", 301, 101), 60.1)
    assert life.alarms.due == {"keepalive": pytest.approx(120.1)}


def test_unacknowledged_data_needs_no_keepalive() -> None:
    life = Life(Timing(keepalive=Keepalive(60.0, 10.0, 2))).established()
    life.call("send", length=5)
    assert "keepalive" not in life.alarms.due


def test_fin_wait_2_is_limited_only_for_orphans() -> None:
    life = Life(Timing(orphan=60.0)).established()
    life.call("close")
    life.segment(Segment(".", 301, 102))
    assert "orphan" not in life.alarms.due
    life.control = life.control.changed(reads=False)
    life.call("status", 5.0)
    assert life.alarms.due == {"orphan": 65.0}


def test_a_delayed_ack_waits_for_company() -> None:
    life = Life(Timing(delayed_ack=0.2)).established()
    assert life.segment(Segment("P.", 301, 101, 5)).sent == ()
    assert life.alarms.due == {"delayed-ack": 0.2}
    assert life.call("send", 0.1, length=5).sent[0].ack == 306
    assert "delayed-ack" not in life.alarms.due


def test_every_second_segment_is_acknowledged_at_once() -> None:
    life = Life(Timing(delayed_ack=0.2)).established()
    life.segment(Segment("P.", 301, 101, 5))
    assert life.segment(Segment("P.", 306, 101, 5)).sent[0].ack == 311


def test_the_last_ack_of_the_handshake_never_waits() -> None:
    life = Life(Timing(delayed_ack=0.2))
    life.call("open-active")
    assert life.segment(Segment("S.", 300, 101)).sent == (Segment(".", 101, 301),)


def test_a_delayed_ack_dies_with_its_connection() -> None:
    life = Life(Timing(delayed_ack=0.2)).established()
    life.segment(Segment("P.", 301, 101, 5))
    life.segment(Segment("R", 306))
    assert not life.alarms.due
