"""Machines built by hand, and both layout programs, for the tests of the diagrams."""

from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.content import read_library
from quizapp.diagrams import GraphvizError, find_engine, lay_out, picture_of
from quizapp.engine import (
    Drawn,
    Event,
    Machine,
    Role,
    Source,
    State,
    Text,
    Transition,
    Variable,
)

SOURCE = Source("RFC 9293", "3.3.2")

EVENTS = {
    "open-passive": Text("passive OPEN", "被动 OPEN"),
    "open-active": Text("active OPEN", "主动 OPEN"),
    "send": Text("SEND", "SEND"),
    "close": Text("CLOSE", "CLOSE"),
    "syn": Text("rcv SYN", "收到 SYN"),
    "syn-ack": Text("rcv SYN,ACK", "收到 SYN,ACK"),
    "ack-of-syn": Text("rcv ACK of SYN", "收到对 SYN 的 ACK"),
    "rst": Text("rcv RST", "收到 RST"),
    "fin": Text("rcv FIN", "收到 FIN"),
    "ack-of-fin": Text("rcv ACK of FIN", "收到对 FIN 的 ACK"),
    "fin-ack-of-fin": Text("rcv FIN, ACK of FIN", "收到 FIN 和对 FIN 的 ACK"),
    "timeout": Text("timeout 2MSL", "2MSL 超时"),
}

FIGURE = """
CLOSED       open-passive   LISTEN       -        server
CLOSED       open-active    SYN-SENT     SYN      client
LISTEN       close          CLOSED       -        -
LISTEN       syn            SYN-RECEIVED SYN,ACK  server
LISTEN       send           SYN-SENT     SYN      -
SYN-SENT     close          CLOSED       -        -
SYN-SENT     syn            SYN-RECEIVED SYN,ACK  -
SYN-SENT     syn-ack        ESTABLISHED  ACK      client
SYN-RECEIVED rst            LISTEN       -        -
SYN-RECEIVED ack-of-syn     ESTABLISHED  -        server
SYN-RECEIVED close          FIN-WAIT-1   FIN      -
ESTABLISHED  close          FIN-WAIT-1   FIN      client
ESTABLISHED  fin            CLOSE-WAIT   ACK      server
FIN-WAIT-1   ack-of-fin     FIN-WAIT-2   -        client
FIN-WAIT-1   fin            CLOSING      ACK      -
FIN-WAIT-1   fin-ack-of-fin TIME-WAIT    ACK      -
FIN-WAIT-2   fin            TIME-WAIT    ACK      client
CLOSING      ack-of-fin     TIME-WAIT    -        -
CLOSE-WAIT   close          LAST-ACK     FIN      server
LAST-ACK     ack-of-fin     CLOSED       -        server
TIME-WAIT    timeout        CLOSED       -        client
"""

RANKS = (
    ("CLOSED",),
    ("LISTEN",),
    ("SYN-RECEIVED", "SYN-SENT"),
    ("ESTABLISHED",),
    ("FIN-WAIT-1", "CLOSE-WAIT"),
    ("FIN-WAIT-2", "CLOSING", "LAST-ACK"),
    ("TIME-WAIT",),
)


def event(name: str, label: Text) -> Event:
    """An event whose meaning is its label."""
    return Event(name, "segment", label, label, SOURCE)


def state(name: str, *variables: str) -> State:
    """A state whose meaning is its name."""
    return State(name, Text.same(name), SOURCE, variables=variables)


def arrow(origin: str, on: str, target: str, sends: str, roles: str) -> Transition:
    """A drawn transition, from one line of the figure."""
    return Transition(
        id=f"{origin}.{on}".lower(),
        states=(origin,),
        event=on,
        target=target,
        source=SOURCE,
        why=Text.same("because"),
        sends=() if sends == "-" else (sends,),
        roles=() if roles == "-" else (roles,),
        drawn=Drawn.NOTE if on == "fin-ack-of-fin" else Drawn.FIGURE,
        when=(("opened", "passive"),) if on == "rst" else (),
        tier=2,
    )


@pytest.fixture(scope="session")
def tcp() -> Machine:
    """The eleven states and the drawn arrows of the printed figure."""
    opened = Variable(
        "opened",
        ("passive", "active"),
        Text("how it was opened", "打开方式"),
        (Text("after a passive OPEN", "被动打开"), Text("after an active OPEN", "主动打开")),
    )
    return Machine(
        id="tcp",
        title=Text("TCP connection", "TCP 连接"),
        source=SOURCE,
        initial="CLOSED",
        states=tuple(state(name) for row in RANKS for name in row),
        events=tuple(event(name, label) for name, label in EVENTS.items()),
        transitions=tuple(arrow(*line.split()) for line in FIGURE.strip().splitlines()),
        variables=(opened,),
        roles=(
            Role("client", Text("client", "客户端"), "heavy"),
            Role("server", Text("server", "服务器"), "dashed"),
        ),
        ranks=RANKS,
    )


def small(*labels: str, states: tuple[str, ...] = ("A", "B")) -> Machine:
    """A machine of a few states, with one arrow between the first and the last per label."""
    return Machine(
        id="small",
        title=Text.same("Small"),
        source=SOURCE,
        initial=states[0],
        states=tuple(state(name) for name in states),
        events=tuple(event(f"ev{i}", Text.same(label)) for i, label in enumerate(labels)),
        transitions=tuple(
            arrow(states[0], f"ev{i}", states[-1], "-", "-") for i in range(len(labels))
        ),
    )


@pytest.fixture(scope="session")
def make_small():
    """The builder of small machines."""
    return small


@pytest.fixture(scope="session")
def role_of():
    """A builder of machines whose first arrow plays roles with these line styles."""

    def build(machine: Machine, *lines: str) -> Machine:
        names = tuple(f"role{number}" for number in range(len(lines)))
        roles = tuple(
            Role(name, Text.same(name), line) for name, line in zip(names, lines, strict=True)
        )
        first, *rest = machine.transitions
        return replace(machine, roles=roles, transitions=(replace(first, roles=names), *rest))

    return build


def _shipped() -> dict[str, Machine]:
    return dict(read_library(Path(__file__).parents[2] / "content").machines)


SHIPPED = _shipped()


@pytest.fixture(params=["figure", *SHIPPED])
def machine(request: pytest.FixtureRequest, tcp: Machine) -> Machine:
    """The hand-built figure, and every machine that is shipped."""
    return SHIPPED.get(request.param, tcp)


@pytest.fixture
def fresh_layouts():
    """Machines of one name are told apart by their content, but start clean anyway."""
    lay_out.cache_clear()
    picture_of.cache_clear()


@pytest.fixture(scope="session", params=["system", "bundled"])
def engine(request: pytest.FixtureRequest) -> Path:
    """Each layout program in turn; a machine without one skips, saying what to install."""
    try:
        return find_engine(request.param)
    except GraphvizError as missing:
        pytest.skip(str(missing))
