"""What can happen next, seen from a few configurations."""

from quizapp.engine import Machine
from quizapp.simulator.exploration import Act, Bounds, Move
from quizapp.simulator.explorer import Explorer, Joint

NONE = Bounds(faults=0)


def after(explorer: Explorer, *moves: Move) -> Joint:
    """Return where some moves lead from the beginning."""
    at = explorer.start()
    for move in moves:
        at = dict(explorer.next(at))[move]
    return at


def states(explorer: Explorer, at: Joint) -> tuple[str, str]:
    return explorer.state(at[0]), explorer.state(at[1])


def can(explorer: Explorer, at: Joint) -> set[tuple[Act, int, str]]:
    return {(move.act, move.host, move.name) for move, _ in explorer.next(at)}


LISTENS = Move(Act.CALL, 1, "open-passive")
CONNECTS = Move(Act.CALL, 0, "open-active")
FROM_A, FROM_B = Move(Act.ARRIVE, 0), Move(Act.ARRIVE, 1)
CRASHES, REBOOTS = Move(Act.CRASH, 1), Move(Act.REBOOT, 1)


def test_at_the_beginning_one_can_only_open(tcp: Machine) -> None:
    explorer = Explorer(tcp, Bounds(faults=3, sends=3))
    assert can(explorer, explorer.start()) == {
        (Act.CALL, host, name) for host in (0, 1) for name in ("open-passive", "open-active")
    }


def test_a_handshake(tcp: Machine) -> None:
    explorer = Explorer(tcp, NONE)
    at = after(explorer, LISTENS, CONNECTS, FROM_A, FROM_B, FROM_A)
    assert states(explorer, at) == ("ESTABLISHED", "ESTABLISHED")
    assert at[2:6] == ((), (), (), ())


def test_calls_are_counted(tcp: Machine) -> None:
    explorer = Explorer(tcp, Bounds(faults=0, opens=2, sends=1))
    at = after(explorer, LISTENS, CONNECTS)
    assert at[6][-2:] == (0, 1)
    names = {name for act, _, name in can(explorer, at) if act is Act.CALL}
    assert names == {"send", "close"}
    at = after(explorer, LISTENS, CONNECTS, Move(Act.CALL, 0, "send"))
    assert "send" not in {name for _, _, name in can(explorer, at)}


def test_a_timer_waits_until_the_wire_is_quiet(tcp: Machine) -> None:
    explorer = Explorer(tcp, Bounds(faults=1))
    under_way = after(explorer, CONNECTS)
    assert Act.TIMEOUT not in {act for act, _, _ in can(explorer, under_way)}
    lost = after(explorer, CONNECTS, Move(Act.LOSE, 0))
    assert (Act.TIMEOUT, 0, "retransmission") in can(explorer, lost)


def test_after_its_retries_a_host_gives_up(tcp: Machine) -> None:
    explorer = Explorer(tcp, Bounds(faults=0, retries=1))
    runs_out = Move(Act.TIMEOUT, 0, "retransmission")
    # Nobody listens at B, which is down: each SYN vanishes.
    explorer = Explorer(tcp, Bounds(faults=1, retries=1))
    at = after(explorer, LISTENS, CRASHES, CONNECTS, FROM_A, runs_out, FROM_A)
    assert states(explorer, at)[0] == "SYN-SENT"
    assert states(explorer, dict(explorer.next(at))[runs_out])[0] == "CLOSED"


def test_each_fault_is_paid_for_and_happens_to_a_segment_only_once(tcp: Machine) -> None:
    explorer = Explorer(tcp, Bounds(faults=2))
    at = after(explorer, CONNECTS, Move(Act.DUPLICATE, 0))
    assert at[6][0] == 1
    assert at[2] == (-at[4][0],)
    assert Act.LOSE not in {act for act, _, _ in can(explorer, at)}
    assert {Act.ARRIVE, Act.LATE} <= {act for act, _, _ in can(explorer, at)}


def test_what_is_held_back_can_be_overtaken(tcp: Machine) -> None:
    explorer = Explorer(tcp, Bounds(faults=1))
    at = after(explorer, LISTENS, CONNECTS, Move(Act.DELAY, 0))
    assert (at[2], len(at[4])) == ((), 1)
    again = after(
        explorer,
        *(LISTENS, CONNECTS, Move(Act.DELAY, 0)),
        *(Move(Act.TIMEOUT, 0, "retransmission"), FROM_A, FROM_B, FROM_A, Move(Act.LATE, 0)),
    )
    assert states(explorer, again) == ("ESTABLISHED", "ESTABLISHED")
    assert again[3] != (), "the old SYN was answered with a challenge ACK"


def test_a_host_without_power_hears_nothing_and_forgets(tcp: Machine) -> None:
    explorer = Explorer(tcp, Bounds(faults=1))
    at = after(explorer, LISTENS, CONNECTS, CRASHES, FROM_A)
    assert states(explorer, at) == ("SYN-SENT", "CLOSED")
    assert at[3] == ()
    assert not any(host == 1 and act is Act.CALL for act, host, _ in can(explorer, at))
    up = dict(explorer.next(at))[REBOOTS]
    assert (Act.CALL, 1, "open-passive") in can(explorer, up)


def test_time_wait_outlives_what_is_held_back(tcp: Machine) -> None:
    explorer = Explorer(tcp, Bounds(faults=1))
    close = [Move(Act.CALL, host, "close") for host in (0, 1)]
    at = after(
        explorer,
        *(LISTENS, CONNECTS, FROM_A, FROM_B, FROM_A),
        *(close[0], Move(Act.DUPLICATE, 0), FROM_A, FROM_B, close[1], FROM_B, FROM_A),
    )
    assert states(explorer, at) == ("TIME-WAIT", "CLOSED")
    assert at[4] != ()
    ended = dict(explorer.next(at))[Move(Act.TIMEOUT, 0, "time-wait")]
    assert states(explorer, ended) == ("CLOSED", "CLOSED")
    assert ended[4] == ()
