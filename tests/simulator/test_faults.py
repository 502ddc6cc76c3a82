from quizapp.simulator import Segment
from quizapp.simulator.faults import Answer, Fate, Fates, Firewall

DATA = Segment("P.", 100, 300, 10)


def test_fates_come_in_the_order_in_which_they_were_decided() -> None:
    fates = Fates()
    fates.add(Fate.LOST, 0.0, 2)
    fates.add(Fate.LATE, 3.0, 1)
    coming = [fates.next() for _ in range(4)]
    assert coming == [(Fate.LOST, 0.0)] * 2 + [(Fate.LATE, 3.0), (Fate.ARRIVES, 0.0)]


def test_a_firewall_stops_what_it_forgot_until_a_new_syn() -> None:
    firewall = Firewall()
    assert not firewall.stops(1, DATA)
    firewall.forget(1, Answer.SILENCE)
    assert firewall.stops(1, DATA)
    assert not firewall.stops(2, DATA)
    assert not firewall.stops(1, Segment("S", 7))
    assert not firewall.stops(1, DATA)


def test_it_answers_only_if_told_so_and_never_a_reset() -> None:
    firewall = Firewall()
    firewall.forget(1, Answer.SILENCE)
    assert firewall.reply(DATA) is None
    firewall.forget(1, Answer.RESET)
    assert firewall.reply(DATA) == Segment("R", 300)
    assert firewall.reply(Segment("R", 300)) is None
