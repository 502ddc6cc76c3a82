from quizapp.simulator.listener import Arrival, Listener, cookie


def test_the_accept_queue_is_full_when_it_holds_more_than_the_backlog() -> None:
    listener = Listener(backlog=1)
    listener.complete = [1]
    assert not listener.is_full
    listener.complete = [1, 2]
    assert listener.is_full


def test_a_syn_is_queued_while_there_is_room() -> None:
    assert Listener().judge(1) is Arrival.QUEUED


def test_a_syn_is_dropped_when_either_queue_is_full() -> None:
    assert Listener(backlog=0, complete=[1]).judge(2) is Arrival.DROPPED
    assert Listener(syn_limit=1, half_open=[1]).judge(2) is Arrival.DROPPED


def test_a_repeated_syn_has_its_place_already() -> None:
    assert Listener(syn_limit=1, half_open=[1]).judge(1) is Arrival.QUEUED


def test_cookies_are_used_only_when_the_syn_queue_is_full() -> None:
    listener = Listener(syn_limit=1, cookies=True)
    assert listener.judge(1) is Arrival.QUEUED
    listener.half_open = [1]
    assert listener.judge(2) is Arrival.COOKIE


def test_a_connection_moves_from_queue_to_queue() -> None:
    listener = Listener()
    listener.note(1, "SYN-RECEIVED")
    assert (listener.half_open, listener.complete) == ([1], [])
    listener.note(1, "ESTABLISHED")
    assert (listener.half_open, listener.complete) == ([], [1])
    assert listener.accept() == 1
    assert listener.accept() is None


def test_a_request_that_ends_leaves_the_queue() -> None:
    listener = Listener(half_open=[1])
    listener.note(1, "LISTEN")
    assert (listener.half_open, listener.complete) == ([], [])


def test_a_cookie_says_whose_syn_it_answers() -> None:
    assert cookie(1, 100) == cookie(1, 100)
    assert len({cookie(1, 100), cookie(2, 100), cookie(1, 101)}) == 3
