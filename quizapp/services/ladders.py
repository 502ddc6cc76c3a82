"""A trace as a ladder: rows for what happens, arrows for what travels."""

from collections.abc import Iterator, Sequence

from quizapp.diagrams.ladder import Arrow, Ladder, Mark, Row
from quizapp.services import narration
from quizapp.simulator import Kind, Line, Segment, Trace
from quizapp.simulator.trace import FIRST, LISTENING, STRANGERS, phase

NOTABLE = 2.0
"""Seconds without anything after which the ladder is cut short."""
NOTHING_YET = Trace(("", ""), ()).final
"""The states of two hosts to which nothing has happened."""


def ladder_of(trace: Trace, title: str, language: str, *, whole: bool = False) -> Ladder:
    """Return the ladder of a trace's story, or of the whole trace."""
    lines = trace.lines if whole else trace.story
    begins = NOTHING_YET
    if trace.prelude and not whole:
        begins = trace.lines[trace.prelude - 1].states
    builder = _Builder(trace, lines, language, begins)
    builder.build()
    return Ladder(
        title=title,
        description=" ".join(description(lines, language)),
        language=language,
        hosts=trace.hosts,
        begins=(_mark(begins[0]), _mark(begins[1])),
        rows=tuple(builder.rows),
        arrows=tuple(builder.arrows),
    )


def description(lines: Sequence[Line], language: str) -> Iterator[str]:
    """Yield a sentence for each line, for those who hear the picture."""
    for line in lines:
        segment = f" {line.segment}" if line.segment else ""
        states = " / ".join(line.states)
        yield f"{line.at:.2f} s: {narration.event(line, language)}{segment} ({states})."


def _mark(state: str, prefix: str = "") -> Mark:
    return Mark(f"{prefix}{state}", phase(state))


class _Builder:
    """Goes through the lines once, and gathers rows and arrows."""

    def __init__(
        self, trace: Trace, lines: Sequence[Line], language: str, begins: Sequence[str]
    ) -> None:
        self.rows: list[Row] = []
        self.arrows: list[Arrow] = []
        self._hosts = trace.hosts
        self._lines = lines
        self._language = language
        numbered = {line.connection for line in lines}
        own = {number for number in numbered if LISTENING < number < STRANGERS}
        self._several = len(own) > 1
        self._last_at = 0.0
        self._shown: dict[tuple[int, int], str] = {
            (0, FIRST): begins[0],
            (1, FIRST): begins[1],
        }
        self._places: dict[int, int] = {}
        self._sent: dict[int, Line] = {}
        self._arrived: set[int] = set()
        self._uses_sockets = {
            line.host for line in lines if line.kind is Kind.CALL and "()" in line.what
        }

    def build(self) -> None:
        for place, line in enumerate(self._lines):
            self._gap(line)
            if line.kind is Kind.PASSED:
                continue
            row = self._row_for(place, line)
            self._travel(line, row)
        for number, line in self._sent.items():
            if number not in self._arrived:
                self._add(line, number, None, "flying")

    def _gap(self, line: Line) -> None:
        """Cut a long silence short."""
        before = self.rows[-1] if self.rows else None
        passed = line.at - self._last_at if before else 0.0
        if line.kind is Kind.PASSED:
            words = narration.event(line, self._language)
        elif passed >= NOTABLE:
            time = narration.duration(passed, self._language)
            words = narration.LATER.in_language(self._language).format(time=time)
        else:
            self._last_at = line.at
            return
        self._last_at = line.at
        self.rows.append(Row(gap=words))

    def _both_remarks(self, line: Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what is said at either side; of the wire, at both."""
        remarks: list[tuple[str, ...]] = [(), ()]
        remarks[self._hosts.index(line.host)] = self._remarks(line)
        if line.kind is Kind.FAULT and line.what in ("cut", "repair", "forget"):
            remarks[1] = remarks[0]
        return remarks[0], remarks[1]

    def _row_for(self, place: int, line: Line) -> int:
        """Return the row a line belongs to: a new one, or that of what caused it."""
        if line.kind is Kind.LOST and self._was_sent_now(line):
            return self._places[line.flight or 0]
        if line.kind is Kind.SENT and self._follows_cause(place, line):
            return len(self.rows) - 1
        known = [row.time for row in self.rows if row.time]
        time = f"{line.at:.2f} s" if self._language == "en" else f"{line.at:.2f} 秒"
        self.rows.append(
            Row(
                time="" if known and known[-1] == time else time,
                states=self._changes(line),
                remarks=self._both_remarks(line),
                alarm=line.kind in (Kind.FAULT, Kind.LOST, Kind.DROPPED),
                lines=(place,),
            )
        )
        return len(self.rows) - 1

    def _remarks(self, line: Line) -> tuple[str, ...]:
        seen = narration.happening(line, self._language)
        if line.host in self._uses_sockets:
            return seen
        told = [f"“{words}”" for words in line.signalled if words != "ok"]
        return (*seen, *told)

    def _follows_cause(self, place: int, line: Line) -> bool:
        """Tell whether a call or timer in the row above made the host send this."""
        before = self._lines[place - 1] if place else None
        return (
            before is not None
            and before.kind in (Kind.CALL, Kind.TIMEOUT)
            and before.host == line.host
            and bool(self.rows)
            and not self.rows[-1].gap
        )

    def _was_sent_now(self, line: Line) -> bool:
        sent = self._sent.get(line.flight or 0)
        return sent is not None and sent.at == line.at

    def _changes(self, line: Line) -> tuple[Mark | None, Mark | None]:
        prefix = narration.prefix(line, several=self._several)
        marks: list[Mark | None] = [None, None]
        for side, state in enumerate(line.states):
            key = (side, line.connection)
            is_quiet = line.connection >= STRANGERS or key not in self._shown
            if self._shown.get(key) != state and not (is_quiet and phase(state) == "none"):
                marks[side] = _mark(state, prefix)
            self._shown[key] = state
        return marks[0], marks[1]

    def _travel(self, line: Line, row: int) -> None:
        if line.segment is None or line.flight is None:
            return
        if line.kind is Kind.SENT:
            self._sent[line.flight] = line
            self._places[line.flight] = row
            return
        fate = {Kind.LOST: "lost", Kind.DROPPED: "dropped"}.get(line.kind, "arrives")
        last = None if fate == "lost" and self._was_sent_now(line) else row
        self._add(line, line.flight, last, fate)

    def _add(self, line: Line, number: int, last: int | None, fate: str) -> None:
        is_stray = number not in self._sent
        to = self._hosts.index(line.host)
        side = to if fate == "flying" else 1 - to
        segment = line.segment
        if segment is None:
            return
        self.arrows.append(
            Arrow(
                side=side,
                label=narration.prefix(line, several=self._several) + flags(segment),
                detail=numbers(segment),
                first=self._places.get(number, last or 0),
                last=last,
                fate=fate,
                is_stray=is_stray,
                kind="reset" if segment.rst else "",
                is_copy=number in self._arrived,
            )
        )
        self._arrived.add(number)


def flags(segment: Segment) -> str:
    """Return what a segment is, in a word: its flags, or that it carries data."""
    parts = [flag_words(segment.flags), "DATA" if segment.length else ""]
    return ",".join(filter(None, parts)) or "—"


def flag_words(letters: str) -> str:
    """Return flags in the RFC's words from tcpdump's letters.

    >>> flag_words("S.")
    'SYN,ACK'
    """
    names = {"S": "SYN", "F": "FIN", "R": "RST", ".": "ACK"}
    return ",".join(names[flag] for flag in "SFR." if flag in letters)


def numbers(segment: Segment) -> str:
    """Return a segment's numbers, short."""
    ack = f" ACK={segment.ack}" if segment.acks else ""
    data = f" LEN={segment.length}" if segment.length else ""
    return f"SEQ={segment.seq}{ack}{data}"
