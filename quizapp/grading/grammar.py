"""The grammar of labels: follow every way of cutting a text into known phrases at once.

Each way costs what it takes for granted; nothing in a text is ever passed over but the words
of ``lexicon.LANGUAGE``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from quizapp.grading.lexicon import Lexicon, Mark, Meaning, Piece, Word, pieces, plain

NO_EVENT, BARE_SEND, TURNED, GUESS = 3, 2, 1, 1
"""What a reading pays for what is not written: the event; "send"; the usual order; the rest."""
MOST_PATHS = 12
"""Readings followed at once; more never mattered, and a hostile text has no more."""
MOST_ARROWS = 6
"""Labels that one text may hold."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One arrow's label as understood: the event's id, and what is sent."""

    event: str = ""
    sends: tuple[str, ...] = ()
    guard: tuple[tuple[str, str], ...] = ()
    asides: tuple[str, ...] = ()
    """Ids of what stands there besides, and is not judged."""


class _At(StrEnum):
    """How far a reading has come within one arrow's label."""

    START = "start"
    RECEIVE = "receive"
    WAIT = "wait"
    EVENT = "event"
    SLASH = "slash"
    SEND = "send"
    SENT = "sent"
    LISTED = "listed"
    """After what is sent, with the verb written out."""
    UNSAID = "unsaid"
    """After a segment at the very beginning, whose "sent" must still come."""
    CLOSED = "closed"
    """Nothing more can be named but the next arrow's event."""
    BREAK = "break"
    LINE = "line"
    LISTED_BREAK = "listed-break"


_BROKEN = (_At.BREAK, _At.LINE, _At.LISTED_BREAK)
_BREAKS = {Mark.BREAK: _At.BREAK, Mark.LINE: _At.LINE}
_OPEN = frozenset({_At.RECEIVE, _At.WAIT, _At.SEND, _At.UNSAID})
"""Where something must still come."""


@dataclass(frozen=True, slots=True)
class _Path:
    """One way of reading the text up to a place."""

    at: _At = _At.START
    done: tuple[Reading, ...] = ()
    event: str = ""
    kind: str = ""
    sends: frozenset[str] = frozenset()
    guard: frozenset[str] = frozenset()
    asides: tuple[str, ...] = ()
    named: bool = False
    """Something was named, be it only "nothing"."""
    turned: bool = False
    """What is sent came first, and now the event must come."""

    @property
    def is_whole(self) -> bool:
        """Tell whether a label may end here."""
        return self.at not in _OPEN and self.named

    @property
    def may_begin_anew(self) -> bool:
        """Tell whether the next event is another arrow's."""
        return self.at in _BROKEN and self.named and len(self.done) < MOST_ARROWS - 1

    def closed(self) -> tuple[Reading, ...]:
        """Return all arrows read so far, the present one among them."""
        guard = sorted(item.partition("=") for item in self.guard)
        named = tuple((name, value) for name, _, value in guard)
        return (*self.done, Reading(self.event, tuple(sorted(self.sends)), named, self.asides))


@dataclass(frozen=True, slots=True)
class Stuck:
    """Where no reading went on."""

    start: int
    end: int
    at_end: bool = False
    """Nothing is unknown, but something must still come."""


@dataclass(slots=True)
class _Front:
    """The cheapest way to each state of reading, at one place of the text."""

    paths: dict[_Path, int] = field(default_factory=dict)

    def add(self, path: _Path, cost: int) -> None:
        if cost < self.paths.get(path, cost + 1):
            self.paths[path] = cost

    def best(self) -> list[tuple[_Path, int]]:
        return sorted(self.paths.items(), key=lambda item: item[1])[:MOST_PATHS]


def readings(lexicon: Lexicon, text: str) -> tuple[tuple[Reading, ...], ...] | Stuck:
    """Return the cheapest readings, or the place where every one stops."""
    found = pieces(plain(text))
    fronts = _fronts(lexicon, found)
    blank = not any(piece.mark in _TELLING for piece in found)
    ends = [
        (path.closed(), cost + _eventless(path.closed()))
        for path, cost in fronts[-1].best()
        if path.is_whole or blank
    ]
    if not ends:
        return _stuck(found, fronts)
    least = min(cost for _, cost in ends)
    return tuple(dict.fromkeys(closed for closed, cost in ends if cost == least))


def _fronts(lexicon: Lexicon, found: tuple[Piece, ...]) -> list[_Front]:
    """Follow every way through the text; return how far each has come at each place."""
    fronts = [_Front() for _ in range(len(found) + 1)]
    fronts[0].add(_Path(), 0)
    for place, front in enumerate(fronts[:-1]):
        paths = front.best()
        phrases = list(_phrases(lexicon, found, place)) if paths else []
        for path, cost in paths:
            for after, following, more in _onward(path, found[place], place, phrases):
                fronts[after].add(following, cost + more)
    return fronts


def _eventless(read: tuple[Reading, ...]) -> int:
    return NO_EVENT * sum(not reading.event for reading in read)


def _stuck(found: tuple[Piece, ...], fronts: list[_Front]) -> Stuck:
    """Return the first word that no reading took, or the whole text if only more is wanted."""
    if any(path.at is not _At.UNSAID for path in fronts[-1].paths):
        return Stuck(found[0].start, found[-1].end, at_end=True)
    furthest = max(place for place in range(len(found)) if fronts[place].paths)
    unsaid = any(path.at is _At.UNSAID for path in fronts[furthest].paths)
    piece = found[_word_near(found, furthest, back=unsaid)]
    return Stuck(piece.start, piece.end)


def _word_near(found: tuple[Piece, ...], furthest: int, *, back: bool) -> int:
    """Return the place of the word at or after another, or before it where that is meant."""
    words = [place for place, piece in enumerate(found) if piece.mark in _TELLING]
    before = [place for place in words if place < furthest]
    after = words[len(before) :]
    if back and before and furthest not in words:
        return before[-1]
    return (after or words[-1:] or [furthest])[0]


_TELLING = (Mark.WORD, Mark.OTHER)


def _phrases(
    lexicon: Lexicon, found: tuple[Piece, ...], place: int
) -> Iterator[tuple[int, Meaning]]:
    """Yield each phrase that begins at a piece: the place after it, and what it means."""
    if found[place].mark is not Mark.WORD:
        return
    said = ""
    for after in range(place, len(found)):
        piece = found[after]
        if piece.mark is Mark.SOFT:
            continue
        if piece.mark not in (Mark.WORD, Mark.SLASH):
            return
        said += "/" if piece.mark is Mark.SLASH else piece.text
        if said not in lexicon.beginnings:
            return
        for meaning in lexicon.phrases.get(said, ()):
            yield after + 1, meaning


_Onward = Iterator[tuple[int, _Path, int]]


def _onward(
    path: _Path, piece: Piece, place: int, phrases: list[tuple[int, Meaning]]
) -> _Onward:
    """Yield each way on: the place it leads to, the path as it is then, what it costs."""
    at = _past(path, piece.mark)
    if at is not None:
        yield place + 1, replace(path, at=at), 0
    for after, meaning in phrases:
        for following, cost in _MEANT[meaning.word](path, meaning):
            yield after, following, cost


def _past(path: _Path, mark: Mark) -> _At | None:
    """Return where a path stands after a separator, or ``None`` where none may be."""
    if mark is Mark.SOFT:
        return path.at
    if mark is Mark.SLASH:
        return _past_slash(path)
    if mark not in _BREAKS:
        return None
    if path.at is _At.START:
        return _At.START
    if mark is Mark.BREAK and path.at in (_At.LISTED, _At.LISTED_BREAK):
        return _At.LISTED_BREAK
    return _BREAKS[mark] if path.is_whole else None


def _past_slash(path: _Path) -> _At | None:
    if path.at in (_At.START, _At.EVENT, _At.SLASH):
        return _At.SLASH
    return _At.LISTED if path.at is _At.LISTED and not path.event else None


_Meant = Iterator[tuple[_Path, int]]


def _event(path: _Path, meaning: Meaning) -> _Meant:
    wanted = {_At.RECEIVE: "segment", _At.WAIT: "timeout"}.get(path.at, meaning.kind)
    if wanted != meaning.kind:
        return
    if path.turned or (path.at is _At.LISTED and not path.event):
        at, cost = _At.CLOSED, meaning.cost + TURNED
    elif path.at in (_At.START, _At.RECEIVE, _At.WAIT):
        at, cost = _At.EVENT, meaning.cost
    elif path.may_begin_anew:
        at, cost = _At.EVENT, meaning.cost + (GUESS if path.at is _At.LISTED_BREAK else 0)
        path = _Path(done=path.closed())
    else:
        return
    event, kind = meaning.value, meaning.kind
    yield replace(path, at=at, event=event, kind=kind, named=True, turned=False), cost


def _segment(path: _Path, meaning: Meaning) -> _Meant:
    sends = path.sends | {meaning.value}
    cost = meaning.cost
    if path.at in (_At.SEND, _At.LISTED, _At.LISTED_BREAK):
        yield replace(path, at=_At.LISTED, sends=sends, named=True), cost
    elif path.at in (_At.SLASH, _At.SENT, _At.BREAK, _At.LINE):
        guess = GUESS if path.at is _At.LINE and path.sends else 0
        yield replace(path, at=_At.SENT, sends=sends, named=True), cost + guess
    elif path.at is _At.EVENT:
        yield replace(path, at=_At.SENT, sends=sends, named=True), cost + BARE_SEND
    elif path.at is _At.START:
        yield replace(path, at=_At.UNSAID, sends=sends, named=True), cost


def _receive(path: _Path, _meaning: Meaning) -> _Meant:
    if path.at is _At.START:
        yield replace(path, at=_At.RECEIVE), 0
    elif path.at is _At.LISTED and not path.event:
        yield replace(path, at=_At.RECEIVE, turned=True), 0
    elif path.may_begin_anew:
        yield _Path(_At.RECEIVE, done=path.closed()), 0


def _received(path: _Path, _meaning: Meaning) -> _Meant:
    if path.at in (_At.EVENT, _At.CLOSED) and path.kind == "segment":
        yield path, 0


def _send(path: _Path, _meaning: Meaning) -> _Meant:
    if path.at in (_At.START, _At.EVENT, _At.SLASH, _At.SENT, _At.LISTED, *_BROKEN):
        yield replace(path, at=_At.SEND), GUESS if path.at is _At.SENT else 0


def _sent(path: _Path, _meaning: Meaning) -> _Meant:
    if path.at in (_At.UNSAID, _At.SENT):
        yield replace(path, at=_At.LISTED), 0


def _nothing(path: _Path, _meaning: Meaning) -> _Meant:
    if path.at is _At.START:
        yield replace(path, named=True), 0
    elif not path.sends and path.at in (_At.EVENT, _At.SLASH, _At.SEND, _At.BREAK, _At.LINE):
        yield replace(path, at=_At.CLOSED, named=True), 0


def _call(path: _Path, _meaning: Meaning) -> _Meant:
    if path.at is _At.START or (path.at is _At.EVENT and path.kind == "call"):
        yield path, 0


def _expires(path: _Path, _meaning: Meaning) -> _Meant:
    if path.at is _At.START:
        yield replace(path, at=_At.WAIT), 0
    elif path.at is _At.EVENT and path.kind == "timeout":
        yield path, 0


def _guard(path: _Path, meaning: Meaning) -> _Meant:
    if path.event and path.is_whole:
        yield replace(path, guard=path.guard | {meaning.value}), meaning.cost


def _aside(path: _Path, meaning: Meaning) -> _Meant:
    if path.is_whole and meaning.value not in path.asides:
        asides = tuple(sorted((*path.asides, meaning.value)))
        yield replace(path, asides=asides), 0


def _filler(path: _Path, _meaning: Meaning) -> _Meant:
    yield path, 0


_MEANT: dict[Word, Callable[[_Path, Meaning], _Meant]] = {
    Word.EVENT: _event,
    Word.SEGMENT: _segment,
    Word.RECEIVE: _receive,
    Word.RECEIVED: _received,
    Word.SEND: _send,
    Word.SENT: _sent,
    Word.NOTHING: _nothing,
    Word.CALL: _call,
    Word.EXPIRES: _expires,
    Word.GUARD: _guard,
    Word.ASIDE: _aside,
    Word.FILLER: _filler,
}
