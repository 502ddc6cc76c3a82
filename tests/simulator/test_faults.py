from quizapp.simulator import Segment
from quizapp.simulator.faults import Answer, Fate, Fates, Firewall


def test_fates_are_dealt_in_order_and_then_all_arrives() -> None:
    fates = Fates()
    fates.add(Fate.LOST, 0.0, 2)
    fates.add(Fate.LATE, 3.0, 1)
    assert [fates.next()[0] for _ in range(4)] == [
        Fate.LOST, Fate.LOST, Fate.LATE, Fate.ARRIVES,
    ]  # fmt: skip


def test_a_forgotten_connection_is_stopped_until_a_new_syn() -> None:
    wall = Firewall()
    wall.forget(1, Answer.SILENCE)
    assert wall.stops(1, Segment(".", 101))
    assert not wall.stops(2, Segment(".", 101))
    assert not wall.stops(1, Segment("S", 100))
    assert not wall.stops(1, Segment(".", 101))


def test_a_firewall_resets_what_acknowledges_and_never_a_reset() -> None:
    wall = Firewall(answer=Answer.RESET)
    assert wall.reply(Segment(".", 101, 301)) == Segment("R", 301)
    assert wall.reply(Segment("R.", 101, 301)) is None
    assert Firewall().reply(Segment(".", 101, 301)) is None
