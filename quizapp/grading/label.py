"""Understand an arrow's label in the learner's own words, or say what is not understood.

One cheapest reading is an answer; two are a question; none is a complaint that names the place
and offers what may be meant. No label is ever understood by leaving something out of it.
"""

import difflib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from quizapp.engine import Machine, Text
from quizapp.grading.grammar import Reading, Stuck, readings
from quizapp.grading.lexicon import (
    Lexicon,
    Mark,
    Piece,
    Word,
    event_names,
    letters,
    lexicon_of,
    pieces,
    plain,
)
from quizapp.grading.spelling import MAX_TYPED

MOST_NEAR = 3
ALIKE = 0.6
"""How much alike two spellings are from which one is offered for the other."""


class Trouble(StrEnum):
    """Why a label was not understood."""

    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    UNFINISHED = "unfinished"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True)
class Label:
    """What a text says: a reading for each event in it, or else the trouble with it."""

    readings: tuple[Reading, ...]
    trouble: Trouble | None = None
    part: str = ""
    """The words in question."""
    near: tuple[tuple[Reading, ...], ...] = ()
    """What may be meant by the whole text, the likeliest first."""


@lru_cache(maxsize=8192)
def read_label(machine: Machine, text: str) -> Label:
    """Read a label; a blank one is an arrow without event."""
    if len(text) > MAX_TYPED:
        return Label((), Trouble.TOO_LONG, text[:MAX_TYPED])
    lexicon = lexicon_of(machine)
    found = readings(lexicon, text)
    if isinstance(found, Stuck):
        return _not_understood(lexicon, text, found)
    if len(found) > 1:
        return Label((), Trouble.AMBIGUOUS, text.strip(), found[:MOST_NEAR])
    return Label(found[0])


def says(machine: Machine, reading: Reading) -> Text:
    """Return a reading in the words of the machine's own labels."""
    label = machine.event(reading.event).label if reading.event else Text.same("?")
    en, zh = label.en, label.zh
    for title in _remembered(machine, reading):
        en, zh = f"{en} ({title.en})", f"{zh}（{title.zh}）"
    if reading.sends:
        en = f"{en} / snd {'; '.join(reading.sends)}"
        zh = f"{zh} / 发送 {'；'.join(reading.sends)}"
    return Text(en=en, zh=zh)


def trouble_words(machine: Machine, label: Label) -> Text | None:
    """Return what is to be told of a label that was not understood."""
    if label.trouble is None:
        return None
    words = _TROUBLES[label.trouble]
    told = Text(en=words.en.format(label.part), zh=words.zh.format(label.part))
    offers = [
        Text(
            en="; ".join(says(machine, item).en for item in meant),
            zh="；".join(says(machine, item).zh for item in meant),
        )
        for meant in label.near
    ]
    if not offers:
        return told
    return Text(
        en=f"{told.en} Did you mean {' · '.join(f'“{offer.en}”' for offer in offers)}?",
        zh=f"{told.zh}是不是{'、'.join(f'“{offer.zh}”' for offer in offers)}？",
    )


_TROUBLES = {
    Trouble.UNKNOWN: Text(en="I do not understand “{}” here.", zh="这里的“{}”没看懂。"),
    Trouble.AMBIGUOUS: Text(
        en="“{}” can be read in more than one way.", zh="“{}”有不止一种读法。"
    ),
    Trouble.UNFINISHED: Text(
        en="“{}” does not say everything: what happens, or what is sent?",
        zh="“{}”没有写完：是什么事件，还是发送什么？",
    ),
    Trouble.TOO_LONG: Text(
        en="This label is too long: write only the event and what is sent.",
        zh="标注太长了：只写事件和发送的内容。",
    ),
}


def _remembered(machine: Machine, reading: Reading) -> list[Text]:
    known = {variable.id: variable for variable in machine.variables}
    return [
        known[name].labels[known[name].values.index(value)] for name, value in reading.guard
    ]


def _not_understood(lexicon: Lexicon, text: str, stuck: Stuck) -> Label:
    """Return the complaint, with whole labels that may be meant."""
    said = plain(text)
    clause = _clause(lexicon, said, stuck)
    if not clause:
        return Label((), stuck_trouble(stuck), text.strip())
    start, end = clause[0].start, clause[-1].end
    near: list[tuple[Reading, ...]] = []
    for name in _alike(lexicon, said[start:end]):
        meant = readings(lexicon, f"{said[:start]} {name} {said[end:]}")
        if not isinstance(meant, Stuck) and len(meant) == 1 and meant[0] not in near:
            near.append(meant[0])
        if len(near) == MOST_NEAR:
            break
    return Label((), stuck_trouble(stuck), said[start:end], tuple(near))


def stuck_trouble(stuck: Stuck) -> Trouble:
    """Return how a place where no reading went on is called."""
    return Trouble.UNFINISHED if stuck.at_end else Trouble.UNKNOWN


def _clause(lexicon: Lexicon, said: str, stuck: Stuck) -> list[Piece]:
    """Return the pieces about the stuck one, from verb or slash to verb or slash.

    Where only a verb is left ("timeout", "snd"), that is the clause.
    """
    found = [piece for piece in pieces(said) if piece.mark is not Mark.SOFT]
    words = [piece for piece in found if piece.mark is Mark.WORD]
    clause: list[Piece] = []
    for piece in found:
        if _is_part(lexicon, piece):
            clause.append(piece)
        elif piece.end < stuck.end:
            clause = []
        elif clause:
            break
    return clause if clause and not stuck.at_end else words


def _is_part(lexicon: Lexicon, piece: Piece) -> bool:
    """Tell whether a piece belongs to a name; unknown ones may."""
    is_word = piece.mark in (Mark.WORD, Mark.OTHER)
    return is_word and not _is_verb(lexicon, piece)


def _is_verb(lexicon: Lexicon, piece: Piece) -> bool:
    meanings = lexicon.phrases.get(piece.text, ())
    return any(meaning.word not in _NAMES for meaning in meanings)


_NAMES = frozenset({Word.EVENT, Word.SEGMENT, Word.GUARD, Word.ASIDE})


def _alike(lexicon: Lexicon, part: str) -> list[str]:
    """Return names that hold the part, those of the diagram first, then those spelled so."""
    wanted = letters(part)
    drawn = {rule.event for rule in lexicon.machine.drawn()}
    holding = [
        (event.id not in drawn, not bare.startswith(wanted), event.label.en)
        for event in lexicon.machine.events
        if any(wanted in letters(name) for name in event_names(event))
        for bare in (lexicon.bare(event),)
    ]
    holding.sort(key=lambda rank: rank[:2])
    names = [
        name
        for name, meanings in lexicon.phrases.items()
        if any(meaning.word in (Word.EVENT, Word.SEGMENT) for meaning in meanings)
    ]
    spelled = difflib.get_close_matches(wanted, names, n=4 * MOST_NEAR, cutoff=ALIKE)
    segments = [name for name in lexicon.machine.segments() if wanted in letters(name)]
    return [*(label for _, _, label in holding), *segments, *spelled]
