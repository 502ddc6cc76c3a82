"""What the machine itself costs: a step of the table, of an endpoint, exploring, replaying.

None of it waits for anything, so it is timed in CPU time: what other programs do beside it
counts less. A single step is too short for the clock: steps are done by the thousand, so that
what the table calls a millisecond is a microsecond for each.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from time import process_time

import dpkt

from benchmarks.report import Line, table
from benchmarks.timing import Series, Timed, in_turns, stopwatch
from quizapp.content import Library
from quizapp.engine import Machine, configurations, step
from quizapp.formats.pcap import write_pcap
from quizapp.formats.replay_text import replay_text
from quizapp.services.replay import replay_capture
from quizapp.simulator import Endpoint, Network, Segment
from quizapp.simulator.control import Control
from quizapp.simulator.endpoint import MACHINE
from quizapp.simulator.explore import explore
from quizapp.simulator.script import iss_source

BATCH = 1_000
PACKETS = 10_000
CONNECTIONS = (1, 100)
"""Over how many connections the packets of each capture are spread."""
ISS = (100, 300)
SLOW_ROUNDS = 5


def cpu(work: Callable[[], object]) -> Timed:
    """Return what does a piece of work and returns the CPU seconds it took."""

    def timed() -> float:
        start = process_time()
        work()
        return process_time() - start

    return timed


def step_works(machine: Machine) -> dict[str, Callable[[], object]]:
    """Return a thousand look-ups in a dict, steps of the table, and steps of an endpoint."""
    cells = [
        (at, event.id)
        for state in machine.states
        for at in configurations(machine, state.id)
        for event in machine.events
    ]
    asked = list(islice(cycle(cells), BATCH))
    answers = {(at.state, event): step(machine, at, event) for at, event in cells}
    keys = [(at.state, event) for at, event in asked]
    moves = _moves(machine)

    def look_up() -> None:
        for key in keys:
            answers[key]

    def step_table() -> None:
        for at, event in asked:
            step(machine, at, event)

    def step_endpoint() -> None:
        for move in moves:
            move()

    return {"look-ups": look_up, "table": step_table, "endpoint": step_endpoint}


def _moves(machine: Machine) -> list[Callable[[], object]]:
    """Return a thousand steps of an endpoint through whole lives of a connection."""
    endpoint = Endpoint(machine, iss_source((ISS[0],)))
    moves: list[Callable[[], object]] = []
    while len(moves) < BATCH:
        moves.extend(_life(endpoint))
    return moves[:BATCH]


def _life(endpoint: Endpoint) -> Iterator[Callable[[], object]]:
    """Yield every step two endpoints take from an OPEN to both being done."""
    ends = [endpoint.fresh(), endpoint.fresh()]
    wire: list[tuple[int, Segment]] = []
    calls = [(1, "open-passive"), (0, "open-active"), (0, "send"), (1, "send"), (0, "close")]
    for host, name in [*calls, (1, "close")]:
        ends[host], sent, move = _called(endpoint, ends[host], name)
        yield move
        wire += [(1 - host, segment) for segment in sent]
        while wire:
            to, segment = wire.pop(0)
            ends[to], sent, move = _taken(endpoint, ends[to], segment)
            yield move
            wire += [(1 - to, reply) for reply in sent]


Moved = tuple[Control, tuple[Segment, ...], Callable[[], object]]


def _called(endpoint: Endpoint, control: Control, name: str) -> Moved:
    length = 10 if name == "send" else 0
    done = endpoint.call(control, name, length=length)
    return done.control, done.sent, lambda: endpoint.call(control, name, length=length)


def _taken(endpoint: Endpoint, control: Control, segment: Segment) -> Moved:
    done = endpoint.segment(control, segment)
    after = done.control.changed(unread=0, rcv_wnd=done.control.rcv_wnd + done.control.unread)
    return after, done.sent, lambda: endpoint.segment(control, segment)


def exploring(machine: Machine) -> Callable[[], object]:
    """Return what explores all joint states within the standard bounds."""
    return lambda: explore(machine)


def write_capture(machine: Machine, path: Path, connections: int) -> None:
    """Write a capture of ten thousand packets, shared out among some connections."""
    endpoints = [Endpoint(machine, iss_source((iss,))) for iss in ISS]
    network = Network((endpoints[0], endpoints[1]))
    each = PACKETS // connections
    for connection in range(1, connections + 1):
        network.call(1, "open-passive", connection=connection)
        network.call(0, "open-active", connection=connection)
        network.settle()
        # Three packets open and four close; each SEND is one, and its ACK another.
        for number in range((each - 6) // 2):
            network.call(number % 2, "send", connection=connection, length=100)
            network.settle()
        for host in (0, 1):
            network.call(host, "close", connection=connection)
            network.settle()
    whole = BytesIO()
    write_pcap(network.trace, whole)
    path.write_bytes(whole.getvalue())


def read_bare(path: Path) -> int:
    """Read every packet of a capture with dpkt; return how many hold TCP."""
    with path.open("rb") as file:
        packets = [dpkt.ip.IP(data) for _, data in dpkt.pcap.Reader(file)]
    return sum(isinstance(packet.data, dpkt.tcp.TCP) for packet in packets)


def replaying(library: Library, path: Path) -> Callable[[], object]:
    """Return what replays a capture and words it."""
    return lambda: replay_text(replay_capture(library, path), "en")


def machine_report(library: Library, folder: Path, rounds: int) -> Iterator[str]:
    """Time everything in turns and yield the table."""
    machine = library.machine(MACHINE)
    paths = {number: folder / f"{number}.pcap" for number in CONNECTIONS}
    for number, path in paths.items():
        write_capture(machine, path, number)
    taken = in_turns({name: cpu(work) for name, work in step_works(machine).items()}, rounds)
    slow = {"explore": cpu(exploring(machine))}
    for number, path in paths.items():
        slow[f"bare {number}"] = cpu(partial(read_bare, path))
        slow[f"replay {number}"] = cpu(replaying(library, path))
        slow[f"wall {number}"] = stopwatch(replaying(library, path))
    taken |= in_turns(slow, SLOW_ROUNDS)
    packets = {number: read_bare(path) for number, path in paths.items()}
    return table("The machine, CPU time", list(_lines(taken, packets)))


def _lines(taken: Mapping[str, Series], packets: Mapping[int, int]) -> Iterator[Line]:
    def ratio(name: str, floor: str) -> float:
        return taken[name].median / taken[floor].median

    yield Line("1,000 look-ups in a dict", taken["look-ups"])
    look_up = ratio("table", "look-ups")
    yield Line("1,000 steps of the table (≤ 5 ms)", taken["table"], look_up, None, "look-ups")
    steps = ratio("endpoint", "table")
    name = "1,000 steps of an endpoint (≤ 50 ms)"
    yield Line(name, taken["endpoint"], steps, None, "the table's")
    endpoint = ratio("explore", "endpoint")
    name = "all joint states, 1 fault (≤ 2,000 ms)"
    yield Line(name, taken["explore"], endpoint, None, "1,000 steps of an endpoint")
    for number, count in packets.items():
        what = f"{count:,} packets, connections: {number}"
        yield Line(f"{what}: dpkt reads", taken[f"bare {number}"])
        least = ratio(f"replay {number}", f"bare {number}")
        yield Line(f"{what}: replay", taken[f"replay {number}"], least, None, "dpkt's reading")
        yield Line("  the same, wall time (≤ 2,000 ms)", taken[f"wall {number}"])
