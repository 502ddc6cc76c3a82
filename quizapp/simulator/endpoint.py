"""One endpoint: numbers become events, the table decides, and what it decides is done.

There is no rule of TCP's here about what follows from an event: state, segments, messages
and timers come from the machine's table (RFC 9293 §3.10, read in the content).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from quizapp.engine import Machine, Outcome, Reaction, Step, start, step
from quizapp.errors import QuizappError
from quizapp.simulator.classify import segment_events
from quizapp.simulator.control import Control
from quizapp.simulator.effects import after_call, after_segment, emptied, pumped, sent_by
from quizapp.simulator.segment import Segment

CALLS = ("open-passive", "open-active", "send", "receive", "close", "abort", "status")
TIMEOUTS = ("retransmission", "user", "time-wait")


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
    signalled: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """The outcome that decides: the last that moved, or else the last."""
        moved = [item for item in self.steps if item.outcome.reaction is Reaction.MOVES]
        return (moved or list(self.steps))[-1].outcome


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
    ) -> Handled:
        """Make a user call; raises ``CallError`` for one that there is not."""
        if name not in CALLS:
            raise CallError(name, CALLS)
        event = call_event(control, name, remote)
        taken = step(self.machine, control.at, event)
        control = self._with_iss(control, taken)
        changed = after_call(control, taken, name, length, push)
        sent, changed = sent_by(changed, taken, None)
        done = Handled(changed, (taken,), sent, _returned(taken))
        return self._flushed(done)

    def segment(self, control: Control, segment: Segment) -> Handled:
        """Take an arriving segment: each thing it brings is one step of the table."""
        steps: list[Step] = []
        sent: list[Segment] = []
        for event in segment_events(control, segment):
            taken = step(self.machine, control.at, event)
            if taken.outcome.reaction is Reaction.IMPOSSIBLE:
                raise UnexplainedError(control, event)
            control = self._with_iss(control, taken)
            control = after_segment(control, taken, segment)
            replies, control = sent_by(control, taken, segment)
            steps.append(taken)
            sent.extend(replies)
        done = Handled(control, tuple(steps), _aggregated(sent), None, _signals(steps))
        return self._flushed(done)

    def timeout(self, control: Control, name: str) -> Handled:
        """Let a timer run out; raises ``CallError`` for one that there is not."""
        if name not in TIMEOUTS:
            raise CallError(name, TIMEOUTS)
        taken = step(self.machine, control.at, f"timeout-{name}")
        changed = emptied(control, taken)
        sent, changed = sent_by(changed, taken, None)
        return _forgotten(Handled(changed, (taken,), sent, None, _signals([taken])))

    def _with_iss(self, control: Control, taken: Step) -> Control:
        """Choose an initial sequence number for the first SYN of a connection."""
        opens = any(name.startswith("SYN") for name in taken.outcome.sends)
        if not opens or control.at.state not in ("CLOSED", "LISTEN"):
            return control
        iss = self._choose_iss()
        return replace(control, iss=iss, snd_una=iss, snd_nxt=iss)

    def _flushed(self, done: Handled) -> Handled:
        """Send what waited for the connection or the window, then the CLOSE behind it."""
        while event := _waiting(done.control):
            taken = step(self.machine, done.control.at, event)
            control = (
                replace(done.control, close_queued=False) if event == "close" else done.control
            )
            sent, control = sent_by(
                after_call(control, taken, event, 0, control.pushes), taken, None
            )
            done = _more(done, (taken,), sent, control)
        if done.control.close_queued and done.control.state in CLOSE_UNDER_WAY:
            sent, control = pumped(done.control)
            done = _more(done, (), sent, control)
        return _forgotten(done)


CLOSE_UNDER_WAY = ("FIN-WAIT-1", "CLOSING", "LAST-ACK")
"""States entered by a CLOSE whose FIN may still wait behind text."""


def call_event(control: Control, name: str, remote: bool) -> str:
    """Return which event of the table a call is, from what the endpoint holds."""
    if name == "open-active" and not remote:
        return "open-active-unspecified"
    if name == "send" and not remote and control.state == "LISTEN":
        return "send-unspecified"
    if name == "receive" and control.unread:
        return "receive-data"
    if name == "close" and control.unread and control.state in ("ESTABLISHED", "CLOSE-WAIT"):
        return "close-unread"
    if name == "close" and control.unsent:
        return "close-data"
    return name


def _waiting(control: Control) -> str | None:
    """Return the call that waited and can now be made, if any."""
    if control.state not in ("ESTABLISHED", "CLOSE-WAIT"):
        return None
    if control.unsent and control.usable_window:
        return "send"
    return "close" if control.close_queued and not control.unsent else None


def _more(
    done: Handled, steps: tuple[Step, ...], sent: tuple[Segment, ...], control: Control
) -> Handled:
    return replace(
        done,
        control=control,
        steps=(*done.steps, *steps),
        sent=_aggregated((*done.sent, *sent)),
    )


def _forgotten(done: Handled) -> Handled:
    """Drop the numbers of a connection that is no more."""
    if done.control.state not in ("CLOSED", "LISTEN"):
        return done
    fresh = Control(at=done.control.at, iss=0, reads=done.control.reads)
    return replace(done, control=fresh)


def _aggregated(sent: Sequence[Segment]) -> tuple[Segment, ...]:
    """Drop a bare ACK that a later segment repeats (MUST-58: aggregate acknowledgments)."""
    kept = [
        item
        for place, item in enumerate(sent)
        if not (
            item.flags == "."
            and not item.length
            and any(later.acks and not later.rst for later in sent[place + 1 :])
        )
    ]
    return tuple(kept)


def _returned(taken: Step) -> str:
    if taken.outcome.reaction is Reaction.ERROR:
        return f"error: {taken.outcome.returns}"
    if taken.event == "status":
        return f"state = {taken.after.state}"
    return taken.outcome.returns or "ok"


def _signals(steps: Sequence[Step]) -> tuple[str, ...]:
    return tuple(taken.outcome.returns for taken in steps if taken.outcome.returns)


class UnexplainedError(QuizappError):
    """A segment the table calls impossible: a gap between numbers and table."""

    def __init__(self, control: Control, event: str) -> None:
        self.control, self.event = control, event
        super().__init__(
            f"In {control.state} the table calls {event!r} impossible, yet it arrived. "
            "Please report this with the segments before it."
        )
