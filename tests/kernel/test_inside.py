from collections.abc import Iterator

import pytest

from quizapp.kernel import inside
from quizapp.kernel.packets import Ends, Packet, to_kernel
from quizapp.kernel.plan import Act, Trial
from quizapp.kernel.tun import KERNEL, PEER, Wire


class Loop(Wire):
    """A wire on which a script answers, instead of a kernel."""

    def __init__(self, *answers: Packet) -> None:
        self.put_there: list[bytes] = []
        self._answers = list(answers)

    def put(self, data: bytes) -> None:
        self.put_there.append(data)

    def waiting(self) -> Iterator[bytes]:
        # What goes to the kernel and what comes from it looks the same, ends swapped.
        ends = Ends((PEER, inside.FIRST_PORTS[1]), (KERNEL, inside.FIRST_PORTS[0]))
        yield from (to_kernel(ends, packet) for packet in self._answers)
        self._answers.clear()

    def until(self, deadline: float) -> Iterator[bytes]:
        return self.waiting()


def test_answers_belong_to_the_probe_they_follow() -> None:
    tester = inside.Tester(Loop(Packet("R.", 0, 1_000_001)))
    (seen,) = tester.see([Trial((), (Act(flags="S"),))])
    assert seen.injected == (Packet("S", 1_000_000),)
    assert seen.sent == (Packet("R.", 0, 1_000_001),)
    assert (seen.before, seen.after, seen.answered) == (0, 0, ())


@pytest.mark.parametrize(("later", "kept"), [(0.01, ["F.", "F."]), (0.5, ["F."])])
def test_what_a_timer_sends_again_is_left_out(later: float, kept: list[str]) -> None:
    came = [(0.0, Packet("F.", 7, 1)), (later, Packet("F.", 7, 2))]
    assert [packet.flags for packet in inside._fresh(came, 0)] == kept


def test_an_acknowledgment_repeated_late_is_kept() -> None:
    came = [(0.0, Packet(".", 7, 1)), (0.5, Packet(".", 7, 1))]
    assert len(list(inside._fresh(came, 1))) == 1
