from collections import deque

from quizapp.simulator import Segment
from quizapp.simulator.explaining import established, keepalive, orders, preludes, without
from quizapp.simulator.followed import Flight


def test_nothing_is_the_first_prelude_of_text() -> None:
    assert list(preludes("ESTABLISHED", Segment(".", 1))) == [()]
    assert list(preludes("SYN-SENT", Segment("S", 1))) == [(), ("abort",)]


def test_a_keepalive_repeats_the_last_octet() -> None:
    control = established(100, 300)
    assert keepalive(control, Segment(".", 99, 300))
    assert not keepalive(control, Segment(".", 100, 300))


def test_what_is_under_way_arrives_as_it_was_sent_or_is_lost() -> None:
    pending = deque([Flight(Segment(".", 1)), Flight(Segment(".", 2))])
    assert list(orders(pending, Segment(".", 3))) == [pending]
    assert list(without(pending, lambda item: item.seq == 1, "lost")) == [pending[1]]
