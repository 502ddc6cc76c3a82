"""A run as a word for an address: compact, and read back with distrust."""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import replace
from math import isfinite
from typing import Any

from quizapp.content import Library
from quizapp.errors import QuizappError
from quizapp.services.lab_run import Play, RunError, play_of

VERSION = "1"
"""The first letter of a code; the dictionary below belongs to it for ever."""
MOST_LETTERS = 8000
LONG = 3500
"""From here on an address may be too long for some programs."""
MOST_BYTES = 64 * 1024
"""What a code may grow to when it is unpacked."""
KNOWN = (
    b'"iss":"reads":false"retries":"time_wait":"user_timeout":"orphan":"keepalive":'
    b'{"idle":"interval":"probes":"delayed_ack":"delay":{"inject":{"flags":"S"."F.","R","seq":'
    b'"ack":"length":{"fault":"flood","count":"forget","answer":"reset"},{"fault":"delay",'
    b'"seconds":{"fault":"duplicate","fault":"hold","flight":"fault":"copy","fault":"deliver"'
    b'"fault":"drop","flight":{"fault":"kill","host":"B"},{"fault":"exit","host":"A"},'
    b'{"fault":"reboot","host":"B"},{"fault":"crash","host":"B"},{"fault":"repair"},'
    b'{"fault":"cut"},{"fault":"lose","host":"A"},{"fault":"lose","host":"B"},'
    b'{"socket":"linger","host":"A"},{"socket":"accept","host":"B"},{"socket":"poll",'
    b'{"socket":"read","host":"B"},{"socket":"write","length":100,{"socket":"shutdown",'
    b'{"socket":"close","host":"A"},{"socket":"listen","host":"B","backlog":'
    b'{"socket":"connect","host":"A","connection":2},{"call":"status","call":"abort",'
    b'{"call":"receive","host":"A"},{"call":"send","host":"A","length":100},'
    b'{"call":"open-passive","host":"B"},{"call":"open-active","host":"A"},'
    b'{"call":"close","host":"B"},{"call":"close","host":"A"},{"wait":1.0},{"wait":240.0},'
    b'{"advance":1},{"advance":1},{"advance":1},{"m":"tcp","f":["normal-close",'
    b'"n":{"established":true},"h":{"A":{"runs":"Linux"},"B":{"runs":"BSD"}},"s":[{"call":'
)
"""What codes are likely to say, so that it costs next to nothing."""


class CodeError(RunError):
    """A code that is damaged, or was made by somebody else."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"its address is damaged ({reason}). Copy it again, whole.")


def encode(play: Play) -> str:
    """Return a run as a word of letters, digits, ``-`` and ``_``."""
    values = play.values()
    document: dict[str, Any] = {"m": play.machine.id}
    if play.scenario is not None:
        document["f"] = [play.scenario.id, play.forked_at or 0]
    document |= {"n": values["network"], "h": values["host"], "s": values["step"]}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=KNOWN)
    packed = packer.compress(text) + packer.flush()
    return VERSION + urlsafe_b64encode(packed).rstrip(b"=").decode()


def decode(code: str, library: Library) -> Play:
    """Return the run in a code; raises ``CodeError`` for whatever cannot be read."""
    document = _document(_unpacked(code))
    try:
        return _play(document, library)
    except CodeError:
        raise
    except QuizappError as problem:
        raise CodeError(str(problem).splitlines()[0]) from problem


def _unpacked(code: str) -> bytes:
    if len(code) > MOST_LETTERS:
        raise CodeError(f"longer than {MOST_LETTERS} letters")
    if not code.startswith(VERSION):
        raise CodeError("unknown beginning")
    letters = code[1:]
    try:
        packed = urlsafe_b64decode(letters.encode("ascii") + b"=" * (-len(letters) % 4))
        unpacker = zlib.decompressobj(-15, zdict=KNOWN)
        text = unpacker.decompress(packed, MOST_BYTES + 1)
    except (UnicodeEncodeError, Base64Error, ValueError, zlib.error):
        raise CodeError("unreadable") from None
    if len(text) > MOST_BYTES or not unpacker.eof:
        raise CodeError("cut off, or too large")
    return text


def _document(text: bytes) -> dict[str, Any]:
    try:
        document = json.loads(text, parse_float=_number, parse_constant=_number)
    except (ValueError, RecursionError):
        raise CodeError("unreadable") from None
    if not isinstance(document, dict):
        raise CodeError("no run")
    return document


def _number(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError(text)
    return value


def _play(document: dict[str, Any], library: Library) -> Play:
    name, sections = document.get("m"), [document.get(key, {}) for key in "nh"]
    if not isinstance(name, str) or not all(isinstance(item, dict) for item in sections):
        raise CodeError("no run")
    machine = library.machine(name)
    values = {"network": sections[0], "host": sections[1], "step": document.get("s", [])}
    return _with_origin(play_of(machine, values), document.get("f"), library)


def _with_origin(play: Play, origin: object, library: Library) -> Play:
    """Return a run with the scenario it came from, if there still is one of that name."""
    match origin:
        case [str(name), int(step)] if name in library.scenarios:
            at = max(0, min(step, play.length))
            return replace(play, scenario=library.scenarios[name], forked_at=at)
    return play
