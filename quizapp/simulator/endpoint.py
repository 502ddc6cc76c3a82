"""One endpoint: numbers become events, the table decides, and what it decides is done.

There is no rule of TCP's here about what follows from an event: state, segments, messages
and timers come from the machine's table (RFC 9293 §3.10, read in the content).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from quizapp.engine import Machine, Outcome, Reaction, Step, start, step
from quizapp.errors import QuizappError
from quizapp.simulator.classify import segment_events, within_window
from quizapp.simulator.control import Control
from quizapp.simulator.effects import (
    after_call,
    after_segment,
    after_timeout,
    pumped,
    ready,
    sent_by,
    window_update,
)
from quizapp.simulator.segment import Segment
from quizapp.simulator.sequence import add, before

MACHINE = "tcp"
"""The machine whose segments are understood here."""
CALLS = ("open-passive", "open-active", "send", "receive", "close", "abort", "status")
TIMEOUTS = ("retransmission", "user", "time-wait")

CLOSE_UNDER_WAY = ("FIN-WAIT-1", "CLOSING", "LAST-ACK")
"""States entered by a CLOSE whose FIN may still wait behind text."""
OPENING = ("SYN-SENT", "SYN-RECEIVED")
"""States in which a SYN is a repetition of the one that opened the connection."""


class CallError(QuizappError):
    """A call or timeout that an endpoint does not know."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        super().__init__(f"There is no {name!r}; use one of {', '.join(known)}.")


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of one call, segment or timeout."""

    control: Control
    steps: tuple[Step, ...]
    """The table's steps, in order: one, or several where a segment brings several things."""
    sent: tuple[Segment, ...] = ()
    returned: str | None = None
    """What the call returned, in the RFC's words; ``None`` for a segment or timeout."""
    signalled: tuple[str, ...] = ()
    """What the user is told without having asked, in the RFC's words."""

    @property
    def outcome(self) -> Outcome:
        """The outcome that decides: the last that moved, or else the first."""
        decides = self.steps[0].outcome
        for taken in self.steps:
            if taken.outcome.reaction is Reaction.MOVES:
                decides = taken.outcome
        return decides


class Endpoint:
    """A TCP endpoint on a machine's table; every method takes a control block to a new one."""

    def __init__(self, machine: Machine, choose_iss: Callable[[], int]) -> None:
        self.machine = machine
        self._choose_iss = choose_iss

    def fresh(self) -> Control:
        """Return an endpoint without a connection."""
        return Control(at=start(self.machine), iss=0)

    def call(
        self,
        control: Control,
        name: str,
        *,
        length: int = 0,
        push: bool = True,
        remote: bool = True,
        reading: bool | None = None,
    ) -> Handled:
        """Make a user call; raises ``CallError`` for one that there is not.

        ``reading`` says whether the user of a CLOSE goes on reading, as after
        ``shutdown(SHUT_WR)``; without it, whether nothing is unread.
        """
        if name not in CALLS:
            raise CallError(name, CALLS)
        taken = step(self.machine, control.at, call_event(control, name, remote, reading))
        changed = after_call(self._with_iss(control, taken), taken, length, push)
        if (
            name == "close"
            and reading is False
            and taken.outcome.reaction is not Reaction.ERROR
        ):
            changed = changed.changed(reads=False)
        sent, changed = sent_by(changed, taken, None)
        if taken.event == "receive-data":
            sent = (*sent, *window_update(control, changed))
        return self._flushed(Handled(changed, (taken,), sent, _returned(taken)))

    def segment(self, control: Control, segment: Segment) -> Handled:
        """Take an arriving segment: each thing it brings is one step of the table."""
        steps: list[Step] = []
        sent: list[Segment] = []
        waiting: Segment | None = segment
        while waiting is not None:
            control, taken, replies = self._taken(control, waiting)
            steps.extend(taken)
            sent.extend(replies)
            waiting, control = ready(control)
        signals = tuple(taken.outcome.returns for taken in steps if taken.outcome.returns)
        done = Handled(control, tuple(steps), aggregated(sent), None, signals)
        return self._flushed(done)

    def timeout(self, control: Control, name: str) -> Handled:
        """Let a timer run out; raises ``CallError`` for one that there is not."""
        if name not in TIMEOUTS:
            raise CallError(name, TIMEOUTS)
        taken = step(self.machine, control.at, f"timeout-{name}")
        sent, changed = sent_by(after_timeout(control, taken), taken, None)
        told = taken.outcome.returns
        return _forgotten(Handled(changed, (taken,), sent, None, (told,) if told else ()))

    def _taken(
        self, control: Control, segment: Segment
    ) -> tuple[Control, list[Step], list[Segment]]:
        """Take one segment as far as the connection lasts."""
        segment = within_window(control, segment)
        steps: list[Step] = []
        sent: list[Segment] = []
        for event in segment_events(control, segment):
            taken = step(self.machine, control.at, event)
            if taken.outcome.reaction is Reaction.IMPOSSIBLE:
                raise UnexplainedError(control, event)
            control = after_segment(self._with_iss(control, taken), taken, segment)
            replies, control = sent_by(control, taken, segment)
            steps.append(taken)
            sent.extend(replies)
            if not control.has_connection:
                break
        return control, steps, sent

    def _with_iss(self, control: Control, taken: Step) -> Control:
        """Begin a connection's numbers with its first SYN.

        One that takes the place of an old connection begins above it (RFC 9293 §3.6.1).
        """
        opens = any(name.startswith("SYN") for name in taken.outcome.sends)
        if not opens or taken.before.state in OPENING:
            return control
        iss = self._choose_iss()
        if control.has_connection and not before(control.snd_nxt, iss):
            iss = add(control.snd_nxt, 1)
        return Control(at=control.at, iss=iss, snd_una=iss, snd_nxt=iss, timers=control.timers)

    def _flushed(self, done: Handled) -> Handled:
        """Send what waited for the connection or the window, then the CLOSE behind it.

        A CLOSE that waited for a handshake which leads back to LISTEN is made there: whoever
        has closed does not wait for another caller. What was queued was for the first one.
        """
        control = done.control
        if control.state in ("ESTABLISHED", "CLOSE-WAIT"):
            done = self._sent_now(done)
        elif control.state == "LISTEN" and control.close_queued:
            done = self._made_now(done, "close")
        if done.control.close_queued and done.control.state in CLOSE_UNDER_WAY:
            sent, control = pumped(done.control)
            done = _more(done, (), sent, control)
        return _forgotten(done)

    def _sent_now(self, done: Handled) -> Handled:
        """Make the SEND, and the CLOSE behind it, that an open connection now allows."""
        control = done.control
        if control.unsent and control.usable_window:
            done = self._made_now(done, "send")
        if done.control.close_queued and not done.control.unsent:
            return self._made_now(done, "close")
        if done.control.close_queued and control.state == "ESTABLISHED":
            return self._made_now(done, "close-data")
        return done

    def _made_now(self, done: Handled, event: str) -> Handled:
        """Make a call now that the user made earlier."""
        taken = step(self.machine, done.control.at, event)
        control = after_call(done.control, taken, push=done.control.pushes)
        sent, control = sent_by(control, taken, None)
        return _more(done, (taken,), sent, control)


def call_event(
    control: Control, name: str, remote: bool = True, reading: bool | None = None
) -> str:
    """Return which event of the table a call is, from what the endpoint holds."""
    if name == "open-active" and not remote:
        return "open-active-unspecified"
    if name == "send" and not remote and not control.has_connection:
        return "send-unspecified"
    if name == "receive" and control.has_unread:
        return "receive-data"
    return _close_event(control, reading) if name == "close" else name


def _close_event(control: Control, reading: bool | None) -> str:
    if control.has_unread and not reading:
        return "close-unread"
    return "close-data" if control.unsent else "close"


def aggregated(sent: Sequence[Segment]) -> tuple[Segment, ...]:
    """Drop a bare ACK that a later segment repeats (MUST-58: aggregate acknowledgments)."""
    if len(sent) < 2:
        return tuple(sent)
    kept = [
        item
        for place, item in enumerate(sent)
        if item.flags != "."
        or item.length
        or not any(later.acks and not later.rst for later in sent[place + 1 :])
    ]
    return tuple(kept)


def _more(
    done: Handled, steps: tuple[Step, ...], sent: tuple[Segment, ...], control: Control
) -> Handled:
    return replace(
        done,
        control=control,
        steps=(*done.steps, *steps),
        sent=aggregated((*done.sent, *sent)),
    )


def _forgotten(done: Handled) -> Handled:
    """Drop the numbers of a connection that is no more."""
    if done.control.has_connection:
        return done
    old = done.control
    return replace(done, control=Control(at=old.at, iss=0, timers=old.timers))


def _returned(taken: Step) -> str:
    if taken.outcome.reaction is Reaction.ERROR:
        return f"error: {taken.outcome.returns}"
    if taken.event == "status":
        return f"state = {taken.after.state}"
    return taken.outcome.returns or "ok"


class UnexplainedError(QuizappError):
    """A segment the table calls impossible: a gap between numbers and table."""

    def __init__(self, control: Control, event: str) -> None:
        self.control, self.event = control, event
        super().__init__(
            f"In {control.state} the table calls {event!r} impossible, yet it arrived. "
            "Please report this with the segments before it."
        )
