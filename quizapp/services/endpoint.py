"""One endpoint over lines of JSON: calls, segments and timeouts in, what became of them out.

A line that cannot be read is answered with an error and changes nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, NoReturn

from quizapp.engine import Machine
from quizapp.errors import QuizappError
from quizapp.simulator import Control, Endpoint, Handled, Segment
from quizapp.simulator.effects import drained
from quizapp.simulator.endpoint import aggregated

MOST_BYTES = 65_536
"""The longest line that is read."""
MOST_OCTETS = 1 << 30
"""The most one SEND takes."""
KINDS = ("call", "segment", "timeout", "drain")
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "open-active": ("remote",),
    "send": ("length", "push", "remote"),
}
"""What may stand beside a call."""
SEGMENT_KEYS = ("flags", "seq", "ack", "length", "window")


class LineError(QuizappError):
    """A line that cannot be read."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


class Session:
    """One endpoint from its first line to its last."""

    def __init__(self, machine: Machine, iss: int) -> None:
        self._endpoint = Endpoint(machine, lambda: iss)
        self._control = self._endpoint.fresh()
        self._drains = True
        self._lines = 0

    def answer(self, line: bytes) -> str:
        """Take one line and return the line that answers it; never raises for what it reads."""
        self._lines += 1
        try:
            reply = self._handled(_read(line))
        except QuizappError as problem:
            reply = {"error": f"Line {self._lines}: {problem}"}
        return json.dumps(reply, ensure_ascii=False)

    def _handled(self, record: dict[str, Any]) -> dict[str, Any]:
        given = [kind for kind in KINDS if kind in record]
        if len(given) != 1:
            raise LineError(f"Give exactly one of the keys {', '.join(KINDS)}.")
        if given == ["drain"]:
            _only(record, ("drain",))
            self._drains = _flag(record, "drain", True)
            return _reply(self._control, None, self._read_all())
        done = self._taken(given[0], record)
        self._control = done.control
        return _reply(self._control, done, aggregated((*done.sent, *self._read_all())))

    def _taken(self, kind: str, record: dict[str, Any]) -> Handled:
        if kind == "call":
            return self._called(record)
        _only(record, (kind,))
        if kind == "segment":
            return self._endpoint.segment(self._control, _segment(record["segment"]))
        return self._endpoint.timeout(self._control, _text(record, "timeout"))

    def _called(self, record: dict[str, Any]) -> Handled:
        name = _text(record, "call")
        _only(record, ("call", *OPTIONS.get(name, ())))
        return self._endpoint.call(
            self._control,
            name,
            length=_number(record, "length", 0, MOST_OCTETS),
            push=_flag(record, "push", True),
            remote=_flag(record, "remote", True),
            reading=self._drains,
        )

    def _read_all(self) -> tuple[Segment, ...]:
        """Let the user read what arrived, unless told not to; return the window update."""
        if not self._drains or not self._control.unread:
            return ()
        update, self._control = drained(self._control)
        return update


def lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream, of an endless one no more than shows that it is too long."""
    while line := stream.readline(MOST_BYTES + 2):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(MOST_BYTES)
        yield line


def _reply(control: Control, done: Handled | None, sent: Iterable[Segment]) -> dict[str, Any]:
    outcome = done.outcome if done else None
    return {
        "state": control.state,
        "sent": [_sent(segment) for segment in sent],
        "returned": done.returned if done else None,
        "signalled": list(done.signalled) if done else [],
        "timers": sorted(control.timers),
        "outcome": outcome.id if outcome else None,
        "source": str(outcome.source) if outcome else None,
    }


def _sent(segment: Segment) -> dict[str, Any]:
    return {
        "flags": segment.flags,
        "seq": segment.seq,
        "ack": segment.ack,
        "length": segment.length,
    }


def _read(line: bytes) -> dict[str, Any]:
    if len(line.rstrip(b"\r\n")) > MOST_BYTES:
        raise LineError("It is longer than 64 KB.")
    try:
        value = json.loads(
            line.decode(), parse_constant=_no_number, object_pairs_hook=_each_key_once
        )
    except (ValueError, RecursionError) as problem:
        raise LineError("It is not JSON.") from problem
    if not isinstance(value, dict):
        raise LineError("It is not a JSON object.")
    return value


def _no_number(name: str) -> NoReturn:
    raise LineError(f"{name} is not a number of JSON.")


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise LineError("It gives a key twice.")
    return record


def _segment(record: object) -> Segment:
    if not isinstance(record, dict):
        raise LineError("segment must be an object.")
    _only(record, SEGMENT_KEYS)
    most = (1 << 32) - 1
    return Segment(
        flags=_text(record, "flags"),
        seq=_number(record, "seq", 0, most),
        ack=_number(record, "ack", 0, most),
        length=_number(record, "length", 0, 65_535),
        window=_number(record, "window", 65_535, 65_535),
    )


def _only(record: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in record:
        if key not in known:
            raise LineError(
                f"The key {_short(key)} is not known here; known: {', '.join(known)}."
            )


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise LineError(f"{key} must be a string.")
    if len(value) > 40:
        raise LineError(f"{key} is too long: {_short(value)}.")
    return value


def _flag(record: Mapping[str, Any], key: str, default: bool) -> bool:
    value = record.get(key, default)
    if not isinstance(value, bool):
        raise LineError(f"{key} must be true or false.")
    return value


def _number(record: Mapping[str, Any], key: str, default: int, most: int) -> int:
    value = record.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise LineError(f"{key} must be a whole number.")
    if not 0 <= value <= most:
        raise LineError(f"{key} must be between 0 and {most}.")
    return value


def _short(value: str) -> str:
    return repr(value if len(value) <= 40 else f"{value[:40]}…")
