from collections.abc import Iterator

import pytest

from quizapp.kernel.packets import Ends, Packet, from_kernel
from quizapp.kernel.plan import OUR_FIRST, UNKNOWN, Act
from quizapp.kernel.subject import Subject
from quizapp.kernel.tun import Wire


class Recorder(Wire):
    """A wire that only remembers."""

    def __init__(self) -> None:
        self.sent: list[Packet] = []

    def put(self, data: bytes) -> None:
        found = from_kernel(data)
        assert found is not None
        self.sent.append(found[1])


@pytest.fixture
def wire() -> Recorder:
    return Recorder()


@pytest.fixture
def subject(wire: Recorder) -> Iterator[Subject]:
    made = Subject(wire, Ends(("127.0.0.1", 0), ("127.0.0.1", 9)))
    yield made
    made.close()


def test_segments_in_order_move_our_numbers(subject: Subject, wire: Recorder) -> None:
    for act in (
        Act(flags="S"),
        Act(flags="P.", length=10),
        Act(flags="F.", seq=5),
        Act(flags="F."),
    ):
        subject.act(act)
    assert [packet.seq - OUR_FIRST for packet in wire.sent] == [0, 1, 16, 11]
    assert subject.injected == wire.sent


def test_a_reset_moves_nothing(subject: Subject, wire: Recorder) -> None:
    subject.act(Act(flags="R"))
    subject.act(Act(flags="S"))
    assert [packet.seq for packet in wire.sent] == [OUR_FIRST, OUR_FIRST]


def test_acknowledgments_are_relative_to_what_came(subject: Subject, wire: Recorder) -> None:
    subject.act(Act(flags="."))
    subject.take(Packet("S", 2**32 - 1))
    subject.take(Packet(".", 0, 0, 5))
    subject.act(Act(flags=".", ack=-1))
    subject.act(Act(flags="."))
    assert [packet.ack for packet in wire.sent] == [UNKNOWN, 4, 5]


def test_what_is_sent_again_does_not_move_the_kernels_number_back(subject: Subject) -> None:
    subject.take(Packet("S", 100))
    subject.take(Packet("F.", 101, 1))
    subject.take(Packet("S", 100))
    subject.act(Act(flags="."))
    assert subject.injected[0].ack == 102


def test_a_call_without_its_socket_returns_an_error(subject: Subject) -> None:
    for call in ("send", "shutdown", "accept"):
        subject.act(Act(call=call))
    assert subject.returned == ["-1 ENOTCONN", "-1 ENOTCONN", "-1 EINVAL"]


def test_calls_are_made_on_a_real_socket(subject: Subject) -> None:
    for call in ("listen", "accept", "unlisten"):
        subject.act(Act(call=call))
    assert subject.returned == ["0", "-1 EAGAIN", "0"]


def test_nothing_is_owed_before_anything_was_asked(subject: Subject) -> None:
    assert not subject.owes_syn
    subject.act(Act(flags="S"))
    assert not subject.owes_ack
