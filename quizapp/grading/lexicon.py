"""The words of a machine's labels: its own names, and how people say receive, send, nothing.

A name is known by its letters alone: width, case, spaces, hyphens, commas and articles make no
difference. Only a slash does, because on an arrow it parts the event from what is sent.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import permutations

from quizapp.engine import Event, Machine


class Word(StrEnum):
    """What a phrase may be in a label."""

    EVENT = "event"
    SEGMENT = "segment"
    RECEIVE = "receive"
    RECEIVED = "received"
    SEND = "send"
    SENT = "sent"
    NOTHING = "nothing"
    CALL = "call"
    EXPIRES = "expires"
    GUARD = "guard"
    ASIDE = "aside"
    FILLER = "filler"


class Mark(StrEnum):
    """What a piece of a label is, before it is looked up."""

    WORD = "word"
    SLASH = "slash"
    BREAK = "break"
    LINE = "line"
    SOFT = "soft"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text and where it stands."""

    mark: Mark
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a phrase may mean."""

    word: Word
    value: str = ""
    kind: str = ""
    """The kind of an event: ``call``, ``segment`` or ``timeout``."""
    cost: int = 0


LANGUAGE = {
    Word.RECEIVE: """
        rcv recv receive receives receiving rx get gets got incoming ? on-receiving
        on-receipt-of 收到 接收 接收到 收 接到 收取
    """,
    Word.RECEIVED: "received rcvd arrives arrived comes 收到 到达 到来 到了 来了 到",
    Word.SEND: """
        snd send sends sending tx xmit transmit transmits reply replies reply-with answer
        answers answer-with respond respond-with emit emits output !
        发送 发出 发 回复 回 应答 回应 送出 发回 回发 回送
    """,
    Word.SENT: "sent 发出 已发送 发送",
    Word.NOTHING: """
        nothing none nil no x null empty ∅ ε no-action send-nothing snd-nothing no-output
        无 不发 不发送 什么也不发 什么也不发送 什么都不发 什么都不发送 空 没有 不发报文 不回复
        无动作
    """,
    Word.CALL: """
        call calls called app application user process the-user the-application
        应用 应用程序 应用层 用户 调用 进程 发起 执行
    """,
    Word.EXPIRES: """
        expires expired expiry elapses elapsed fires timer timeout wait waiting
        到期 超时 等待 等 过后 定时器 计时器
    """,
    Word.FILLER: """
        then to from peer segment packet message msg it we after when upon on if with
        报文段 报文 包 并 并且 然后 则 就 后 再 时 从 对端 对方 给 当 若 如果 之后 以后 经过
        而 的
    """,
}
"""How people write the verbs of labels; a hyphen stands for a space."""

DROPPED = frozenset(re.split(" ", "a an the our my its own and plus 了 和 与 及 加 个 一"))
"""Words that change no name, in names and in texts alike."""

_ARROW = r"->|=>|-->|→|⇒|⟶|➔|/|\||\\|:"
RARE = 2
"""What a name costs that may be meant otherwise; all others cost 1."""

_DASHES = "‐‑‒–—―−·、“”‘’"
_PIECES = re.compile(
    rf"(?P<line>[\r\n]+)|(?P<slash>{_ARROW})|(?P<break>[;。])|(?P<cjk>[\u3400-\u9fff])"
    r"|(?P<word>(?:(?![\u3400-\u9fff])[^\W_])+|[?!](?=\s*\w)|∅)"
    rf"|(?P<soft>(?:(?!{_ARROW})[^\S\r\n]|(?!{_ARROW})[-,+&()\[\]{{}}\"'=._*^~{_DASHES}])+)"
    r"|(?P<other>.)",
    re.DOTALL,
)


def plain(text: str) -> str:
    """Return a text with width and case evened out; its length may change.

    >>> plain("ＳＹＮ，ACK")
    'syn,ack'
    """
    return unicodedata.normalize("NFKC", text).casefold()


def pieces(text: str) -> tuple[Piece, ...]:
    """Cut a plain text into words and separators; Chinese characters stand alone."""
    return tuple(_piece(found) for found in _PIECES.finditer(text))


def _piece(found: re.Match[str]) -> Piece:
    text, start, end = found[0], found.start(), found.end()
    kind = found.lastgroup or "other"
    mark = Mark.WORD if kind == "cjk" else Mark(kind)
    if mark is Mark.WORD and text in DROPPED:
        mark = Mark.SOFT
    return Piece(mark, text, start, end)


def letters(name: str) -> str:
    """Return what identifies a name: its words run together, with slashes.

    >>> letters("The SYN + ACK"), letters("SYN/ACK")
    ('synack', 'syn/ack')
    """
    kept = (piece for piece in pieces(plain(name)) if piece.mark in (Mark.WORD, Mark.SLASH))
    return "".join("/" if piece.mark is Mark.SLASH else piece.text for piece in kept)


@dataclass(frozen=True)
class Lexicon:
    """Every phrase a label of one machine may hold, with all that it may mean."""

    machine: Machine

    @cached_property
    def phrases(self) -> dict[str, tuple[Meaning, ...]]:
        """Return the meanings of each phrase, by its letters."""
        table: dict[str, dict[Meaning, None]] = {}
        for name, meaning in self._entries():
            if name:
                table.setdefault(name, {})[meaning] = None
        return {name: tuple(meanings) for name, meanings in table.items()}

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Return every beginning of a phrase, so that a search knows when to stop."""
        return frozenset(name[:size] for name in self.phrases for size in range(len(name) + 1))

    def bare(self, event: Event) -> str:
        """Return the letters of an event's label without the verb of arriving."""
        return letters(_bare(event.label.en)) or letters(event.label.en)

    def _entries(self) -> Iterator[tuple[str, Meaning]]:
        for word, names in LANGUAGE.items():
            for name in names.split():
                yield (name if name in "?!∅" else letters(name)), Meaning(word)
        for event in self.machine.events:
            yield from self._named(event)
        for segment in self.machine.segments():
            for name in _orders(segment.split(",")):
                yield name, Meaning(Word.SEGMENT, segment, cost=_cost(name))
        yield from self._remembered()
        for aside in self.machine.asides:
            for said in aside.words:
                yield letters(said), Meaning(Word.ASIDE, aside.id)

    def _named(self, event: Event) -> Iterator[tuple[str, Meaning]]:
        for name in event_letters(event, self._flags):
            yield name, Meaning(Word.EVENT, event.id, event.kind, _cost(name))
        # Nobody writes an id, so that it yields to what people do write.
        yield letters(event.id), Meaning(Word.EVENT, event.id, event.kind, RARE)

    def _remembered(self) -> Iterator[tuple[str, Meaning]]:
        for variable in self.machine.variables:
            for value, label in zip(variable.values, variable.labels, strict=True):
                for name in (value, label.en, label.zh, f"{variable.id} {value}"):
                    yield letters(name), Meaning(Word.GUARD, f"{variable.id}={value}", cost=1)

    @cached_property
    def _flags(self) -> frozenset[str]:
        return frozenset(
            plain(flag) for item in self.machine.segments() for flag in item.split(",")
        )


@lru_cache(maxsize=64)
def lexicon_of(machine: Machine) -> Lexicon:
    """Return the words of a machine's labels."""
    return Lexicon(machine)


def _cost(name: str) -> int:
    """Return what a name costs: one with a slash may as well be two."""
    return RARE if "/" in name else 1


def event_letters(event: Event, flags: frozenset[str]) -> set[str]:
    """Return every way of naming an event, with and without the verb of arriving."""
    names = {letters(name) for name in event_names(event)[1:]}
    if event.kind == "segment":
        names |= {bare for name in event_names(event) if (bare := letters(_bare(name)))}
        for name in event_names(event):
            parts = re.split(r"[,+&]", _bare(plain(name)))
            if len(parts) > 1 and {part.strip() for part in parts} <= flags:
                names |= {order for order in _orders(parts) if "/" not in order}
    return names


def event_names(event: Event) -> tuple[str, ...]:
    """Return an event's own spellings, in every language."""
    return (event.id, event.label.en, event.label.zh, *event.aliases)


_ARRIVING = re.compile(
    r"^(?:segment[-\s]|rcv\s|recv\s|receive\s|收到|收)\s*",
    re.IGNORECASE,
)


def _bare(name: str) -> str:
    return _ARRIVING.sub("", name)


def _orders(parts: Iterable[str]) -> set[str]:
    """Return the letters of a combination in every order, with and without slashes.

    >>> sorted(_orders(["SYN", "ACK"]))
    ['ack/syn', 'acksyn', 'syn/ack', 'synack']
    """
    words = [letters(part) for part in parts]
    orders = permutations(words) if len(words) <= 4 else [tuple(words)]
    return {joiner.join(order) for order in orders for joiner in ("", "/")}
