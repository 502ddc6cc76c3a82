"""What tests of raw segments share: the acts, and what to do where they are not permitted."""

from quizapp.kernel.namespace import NotPermittedError
from quizapp.kernel.packets import Packet
from quizapp.kernel.plan import Act, Seen, Trial
from quizapp.kernel.raw import see

LISTEN, CONNECT, ACCEPT = Act(call="listen"), Act(call="connect"), Act(call="accept")
SYN, SYN_ACK, ACK, FIN = (Act(flags=flags) for flags in ("S", "S.", ".", "F."))
CONNECTED = (CONNECT, SYN_ACK)


def seen(*trials: Trial) -> tuple[Seen, ...] | None:
    """Return what the kernel did; ``None`` where that is not permitted, and says why."""
    try:
        return see(trials).seen
    except NotPermittedError as refused:
        told = str(refused)
    assert "does not permit" in told
    assert "Run where" in told
    return None


def flags(packets: tuple[Packet, ...]) -> str:
    return " ".join(packet.flags for packet in packets)
