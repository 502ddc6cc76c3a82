"""What tests of a comparison with the kernel share."""

from quizapp.engine import Machine, Text
from quizapp.kernel.packets import Packet
from quizapp.kernel.plan import Seen
from quizapp.services.verify_findings import Agreement, Finding, Report, Why
from quizapp.services.verify_sockets import Machines
from quizapp.simulator.script import run_by

WHY = Why("known", Text("It is known.", "原因已知。"), "Linux, net/ipv4/tcp.c")


def machines(tcp: Machine) -> Machines:
    return Machines(tcp, run_by(tcp, "Linux"))


def finding(agreement: Agreement = Agreement.AGREES, why: Why | None = None) -> Finding:
    return Finding(
        place="connect()",
        before="LISTEN",
        step="[S]",
        kernel="CLOSED",
        canon="LISTEN",
        variant="CLOSED",
        agreement=agreement,
        why=why,
    )


def report(*raw: Finding, sockets: tuple[Finding, ...] = ()) -> Report:
    return Report(
        system="Linux 9.9",
        tag="Linux",
        standard="RFC 9293",
        titles=(("connect()", Text("A title", "标题")),),
        raw=raw,
        sockets=sockets,
        reached=1,
        reachable=2,
        seconds=0.5,
    )


def seen(before: int, after: int, injected: str, sent: str = "", answered: str = "") -> Seen:
    """Return what was seen, with segments such as ``S 100 0, . 101 301``."""
    return Seen(
        before=before,
        after=after,
        injected=_packets(injected),
        answered=_packets(answered),
        sent=_packets(sent),
    )


def _packets(text: str) -> tuple[Packet, ...]:
    words = [item.split() for item in text.split(",") if item.strip()]
    return tuple(Packet(flags, *map(int, numbers)) for flags, *numbers in words)
