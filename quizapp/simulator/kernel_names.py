"""The numbers by which kernels call TCP's states, and what a missing number means."""

LINUX = (
    "ESTABLISHED", "SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT",
    "CLOSED", "CLOSE-WAIT", "LAST-ACK", "LISTEN", "CLOSING", "SYN-RECEIVED",
)  # fmt: skip
"""From 1 on (include/net/tcp_states.h); 12 is a SYN-RECEIVED that is only a request as yet."""
NO_SOCKET = "CLOSED"


def state_of(number: int) -> str:
    """Return the state of a number in the kernel's list; 0 stands for no entry.

    >>> state_of(10), state_of(0)
    ('LISTEN', 'CLOSED')
    """
    return LINUX[number - 1] if 0 < number <= len(LINUX) else NO_SOCKET


def numbers_of(state: str) -> tuple[int, ...]:
    """Return every number by which the kernel's list can show a state.

    >>> numbers_of("CLOSED")
    (0, 7)
    """
    known = tuple(number for number in range(1, len(LINUX) + 1) if state_of(number) == state)
    return (0, *known) if state == NO_SOCKET else known


def shown(state: str, is_listening: bool) -> str:
    """Return what is to be seen of a connection: behind a closed one, whoever listens."""
    return "LISTEN" if state == NO_SOCKET and is_listening else state
