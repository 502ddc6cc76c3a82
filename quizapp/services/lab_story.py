"""What happened in one step, told: the event, the table's rulings, why, and who differs."""

from collections.abc import Iterator

from quizapp.engine import Machine, Outcome, Text, Transition, Variant
from quizapp.services import narration
from quizapp.services.lab_run import Play
from quizapp.services.lab_values import Happening, Otherwise, Ruling
from quizapp.services.lab_view import machine_of
from quizapp.services.lab_words import note_words
from quizapp.simulator import Kind, Line
from quizapp.simulator.trace import STRANGERS

FORGED = Text("{words} (for a forged address)", "{words}（针对伪造的地址）")
ON_THE_WAY = Text(
    "The segment on its way to {host} is taken off the wire", "发往 {host} 的报文段在途中被取走"
)
CANON = Text("the standard", "标准")
"""Who does what is not a variant."""
LOST = "lost"
"""How a trace names a segment that somebody takes off the wire."""


def happenings(play: Play, lines: tuple[Line, ...], language: str) -> tuple[Happening, ...]:
    """Return what happened in some lines; what was sent because of it stands with its cause."""
    told: list[Happening] = []
    several = len({line.connection for line in lines}) > 1
    for line, followers in _grouped(lines):
        told.append(
            Happening(
                words=_words(line, several, language),
                note=note_words(line, language),
                segment=str(line.segment or ""),
                alarm=line.kind in (Kind.FAULT, Kind.LOST, Kind.DROPPED),
                rulings=tuple(rulings(play, line, language)),
                sent=tuple(_sent(followers, language)),
            )
        )
    return tuple(told)


def _grouped(lines: tuple[Line, ...]) -> Iterator[tuple[Line, list[Line]]]:
    """Yield each line that stands for itself, with what was sent because of it."""
    heads: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if heads and _follows(line, heads[-1][1]):
            heads[-1][1].append(line)
        else:
            heads.append((line, []))
    yield from heads


def _words(line: Line, several: bool, language: str) -> str:
    """Return who does what; of a forged address, that it is one."""
    words = narration.event(line, language)
    if line.kind is Kind.LOST and line.what == LOST:
        words = ON_THE_WAY.in_language(language).format(host=line.host)
    if line.connection >= STRANGERS:
        return FORGED.in_language(language).format(words=words)
    return narration.prefix(line, several=several) + words


def _follows(line: Line, sent: list[Line]) -> bool:
    """Tell whether a line is what a host sends now, or what became of that at once."""
    lost = line.kind is Kind.LOST and any(one.flight == line.flight for one in sent)
    return lost or line.kind is Kind.SENT


def _sent(lines: list[Line], language: str) -> Iterator[str]:
    lost = {line.flight: line for line in lines if line.kind is Kind.LOST}
    for line in lines:
        if line.kind is Kind.SENT:
            fate = lost.get(line.flight)
            said = narration.event(line, language) + f" {line.segment}"
            why = narration.happening(fate, language)[0] if fate else ""
            yield f"{said} · {why}" if why else said


def rulings(play: Play, line: Line, language: str) -> Iterator[Ruling]:
    """Yield what the table of a host ruled at one line."""
    machine = machine_of(play, line.host)
    state = ""
    for name in line.outcomes:
        outcome = machine.find_outcome(name)
        if outcome is not None:
            ruling = _ruling(play.machine, machine, outcome, state, language)
            state = ruling.after
            yield ruling


def _ruling(
    canon: Machine, machine: Machine, outcome: Outcome, state: str, language: str
) -> Ruling:
    before = state if state in outcome.states else outcome.states[0]
    after = outcome.target if isinstance(outcome, Transition) else before
    return Ruling(
        id=outcome.id,
        event=machine.event(outcome.event).label.in_language(language),
        reaction=outcome.reaction.value,
        before=before,
        after=after,
        sends=outcome.sends,
        why=outcome.why.in_language(language),
        source=str(outcome.source),
        others=tuple(_others(canon, outcome, language)),
    )


def _others(canon: Machine, outcome: Outcome, language: str) -> Iterator[Otherwise]:
    """Yield what others do here; of a variant, what the standard and the rest do."""
    own = next((item for item in canon.variants if item.id == outcome.id), None)
    of = own.of if own else outcome.id
    if own is not None and (plain := canon.find_outcome(of)) is not None:
        who = CANON.in_language(language)
        yield Otherwise(who, plain.why.in_language(language), str(plain.source))
    for variant in canon.variants_of(of):
        if own is None or variant.tag != own.tag:
            yield _variant(variant, language)


def _variant(variant: Variant, language: str) -> Otherwise:
    return Otherwise(variant.tag, variant.why.in_language(language), str(variant.source))
