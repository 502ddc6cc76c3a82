"""A network as a page of the lab shows it: hosts with their variables, and the wire."""

from collections.abc import Iterator

from quizapp.engine import Machine, Text, Transition
from quizapp.services import lab_actions, ladders, narration
from quizapp.services.lab_run import Play
from quizapp.services.lab_values import Figure, FlightView, HostView, Timer, WireView
from quizapp.simulator import Control, Host, Line, Network
from quizapp.simulator.host import Connection
from quizapp.simulator.network import Flight
from quizapp.simulator.script import run_by
from quizapp.simulator.trace import FIRST, LISTENING, phase
from quizapp.simulator.words import RUNNING

UNSENT = Text("waiting to be sent", "等待发送")
UNACKED = Text("sent, not acknowledged", "已发送，未确认")
UNREAD = Text("waiting to be read", "等待读取")
HELD = Text("segments kept back", "暂存的报文段")
SYN_QUEUE = Text("SYN queue", "半连接队列")
ACCEPT_QUEUE = Text("accept queue", "全连接队列")
MOST_FLIGHTS = 8
"""So many segments under way are shown one by one."""
FAR = 10
"""Tenths of the way."""


def host_view(
    play: Play, index: int, network: Network, before: Network, lines: tuple[Line, ...],
    connection: int, language: str,
) -> HostView:  # fmt: skip
    """Return what there is to see at one host, in one connection."""
    host, earlier = network.hosts[index], before.hosts[index]
    state = host.state(connection)
    return HostView(
        name=host.name,
        runs=play.runs(host.name),
        is_up=host.is_up,
        state=state,
        was=earlier.state(connection),
        phase=phase(state),
        figures=_figures(_control(host, connection), _control(earlier, connection)),
        queues=tuple(_queues(host, connection, language)),
        timers=tuple(_timers(host, connection, network.now, language)),
        waits=_waits(host, connection),
        taken=tuple(taken(play, host.name, lines, connection)),
        calls=lab_actions.calls(host, language),
        sockets=lab_actions.socket_calls(host, language),
        accidents=lab_actions.accidents(host, language),
        fates=lab_actions.fates(host, language),
    )


def machine_of(play: Play, host: str) -> Machine:
    """Return the machine as a host runs it."""
    return run_by(play.machine, play.runs(host))


def taken(
    play: Play, host: str, lines: tuple[Line, ...], connection: int
) -> Iterator[Transition]:
    """Yield the transitions a host made in some lines, in one connection."""
    machine = machine_of(play, host)
    for line in lines:
        if line.host == host and line.connection == connection:
            for name in line.outcomes:
                found = machine.find_outcome(name)
                if isinstance(found, Transition):
                    yield found


def _control(host: Host, number: int) -> Control | None:
    found = host.connections.get(number)
    return found.control if found and found.control.has_connection else None


def _figures(now: Control | None, before: Control | None) -> tuple[Figure, ...]:
    values, earlier = _values(now), _values(before)
    return tuple(
        Figure(name, value, bool(value) and value != earlier[name])
        for name, value in values.items()
    )


def _values(control: Control | None) -> dict[str, str]:
    """Return the RFC's variables, empty where there are none yet."""
    sends = receives = ("", "", "", "")
    if control is not None:
        numbers = (control.iss, control.snd_una, control.snd_nxt, control.snd_wnd)
        sends = (f"{numbers[0]}", f"{numbers[1]}", f"{numbers[2]}", f"{numbers[3]}")
        if control.has_window:
            receives = (f"{control.irs}", f"{control.rcv_nxt}", f"{control.rcv_wnd}", "")
    return {
        "ISS": sends[0],
        "SND.UNA": sends[1],
        "SND.NXT": sends[2],
        "SND.WND": sends[3],
        "IRS": receives[0],
        "RCV.NXT": receives[1],
        "RCV.WND": receives[2],
    }


def _queues(host: Host, number: int, language: str) -> Iterator[Figure]:
    control = _control(host, number)
    if control is not None:
        flying = control.in_flight
        for words, amount in (
            (UNSENT, control.unsent),
            (UNACKED, flying),
            (UNREAD, control.unread),
        ):
            if amount:
                yield Figure(words.in_language(language), str(amount), False)
        if control.held:
            yield Figure(HELD.in_language(language), str(len(control.held)), False)
    if host.listener is not None:
        half, whole = host.listener.half_open, host.listener.complete
        limits = (host.listener.syn_limit, host.listener.backlog + 1)
        yield Figure(SYN_QUEUE.in_language(language), f"{len(half)} / {limits[0]}", False)
        yield Figure(ACCEPT_QUEUE.in_language(language), f"{len(whole)} / {limits[1]}", False)


def _timers(host: Host, number: int, now: float, language: str) -> Iterator[Timer]:
    for due, connection, name in sorted(host.timers()):
        if connection == number:
            words = RUNNING[name].in_language(language) if name in RUNNING else name
            yield Timer(words, narration.duration(max(0.0, due - now), language))


def _waits(host: Host, number: int) -> tuple[str, ...]:
    found: Connection | None = host.connections.get(number)
    waits = found.socket.waits if found else ()
    return (*(["accept()"] * host.accepting), *(f"{call}()" for call in waits))


def wire_view(network: Network, before: Network, connection: int, language: str) -> WireView:
    """Return what lies between the hosts: the segments under way, and how the cable is."""
    old = {(flight.number, flight.order) for flight in before.in_flight}
    return WireView(
        is_cut=network.is_cut,
        is_forgotten=connection in network.firewall.forgotten,
        flights=tuple(
            _flight_view(flight, network, (flight.number, flight.order) not in old, language)
            for flight in network.in_flight[:MOST_FLIGHTS]
        ),
        more=max(0, len(network.in_flight) - MOST_FLIGHTS),
        buttons=lab_actions.wire(network, connection, language),
    )


def _flight_view(flight: Flight, network: Network, is_new: bool, language: str) -> FlightView:
    left = max(0.0, flight.arrives - network.now)
    several = any(one.connection not in (FIRST, LISTENING) for one in network.in_flight)
    come = 1.0 - left / network.delay if network.delay else 1.0
    return FlightView(
        number=flight.number,
        to=network.hosts[flight.to].name,
        rightwards=flight.to == 1,
        label=narration.prefix_of(flight.connection, several=several)
        + ladders.flags(flight.segment),
        detail=ladders.numbers(flight.segment),
        arrives=narration.duration(left, language),
        connection=flight.connection,
        is_new=is_new,
        is_reset=flight.segment.rst,
        part=min(FAR, max(0, round(come * FAR))),
        buttons=lab_actions.flight(flight, language),
    )
