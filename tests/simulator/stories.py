"""Scenarios as tests play them."""

from functools import cache

from quizapp.config import shipped
from quizapp.content import Library, read_library
from quizapp.services.simulate import play
from quizapp.simulator import Kind, Trace

LIBRARY: Library = read_library(shipped("content"))
IDS = tuple(LIBRARY.scenarios)


@cache
def told(scenario: str) -> Trace:
    """Return the trace of a scenario."""
    return play(LIBRARY, LIBRARY.scenario(scenario))


def printed(scenario: str) -> list[str]:
    """Return a trace as the RFC's figures print it, one line for a departure or an arrival.

    ``A-STATE --> <SEGMENT> ...`` departs to B, ``... <SEGMENT> --> B-STATE`` arrives there.
    """
    lines = []
    for line in told(scenario).story:
        first, second = line.states
        match line.kind, line.host:
            case Kind.SENT, "A":
                lines.append(f"{first} --> {line.segment} ...")
            case Kind.SENT, "B":
                lines.append(f"... {line.segment} <-- {second}")
            case Kind.ARRIVED, "B":
                lines.append(f"... {line.segment} --> {second}")
            case Kind.ARRIVED, "A":
                lines.append(f"{first} <-- {line.segment} ...")
    return lines


def waypoints(scenario: str, host: str) -> list[str]:
    """Return the states one host goes through, from the beginning of the story."""
    trace = told(scenario)
    place = trace.hosts.index(host)
    before = trace.lines[: trace.prelude][-1:]
    passed = [line.states[place] for line in (*before, *trace.story) if line.connection == 1]
    return [state for at, state in enumerate(passed) if at == 0 or passed[at - 1] != state]


def calls(scenario: str, host: str) -> list[str]:
    """Return what the socket calls of a host returned, in order, at once or later."""
    results = []
    for line in told(scenario).story:
        if line.host == host and line.what.endswith("()") and line.returned != "…":
            results.append(f"{line.what} = {line.returned}")
        if line.host == host:
            results.extend(line.told)
    return results
