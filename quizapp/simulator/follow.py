"""Follow a captured connection: what each packet makes of the states of both sides.

A capture shows segments, not arrivals, and no call of a user. So each side is an endpoint
of the model, and whatever a side sends has to be explained: as the table's answer to what
has reached it, as a call of its user (a SYN is an OPEN, text a SEND, a FIN a CLOSE, a RST
an ABORT), or as a timer that ran out. A segment is taken to have reached the other side
when what that side sends next shows it. What nothing explains contradicts the table, and
is said; what no packet can show is assumed, and said too.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from quizapp.engine import Configuration, Machine, step
from quizapp.simulator.control import Control
from quizapp.simulator.endpoint import TIMEOUTS, Endpoint, UnexplainedError
from quizapp.simulator.segment import Segment
from quizapp.simulator.sequence import add, at_or_before, before, distance

MACHINE = "tcp"
"""The id of the machine whose segments a capture holds."""
UNKNOWN = "unknown"
"""The state of a side of which nothing is known yet."""
ASSUMED = "ESTABLISHED"
"""The state assumed of both sides where a capture begins in the middle."""
_OPEN = (("state", ASSUMED),)
WIDE = 1 << 30
"""A send window that keeps nothing back: what was sent was allowed to be."""
MOST_SCALE = 14
"""RFC 7323 §2.3: the largest shift of a window; assumed where the SYN was not seen."""
MOST_PENDING = 1_024
"""Segments under way to a side; the oldest of more is taken to have arrived."""
MOST_HELD = 512
"""Segments a side holds beyond a hole."""
MOST_TRIED = 16
"""Arrivals tried, that acknowledge nothing new, to explain one segment."""
MOST_UNSETTLED = 64
"""Segments under way to a side whose connection may be over."""
MOST_CONNECTIONS = 1_000
MOST_PACKETS = 100_000
"""Connections and packets followed of one capture; of more, the packets are counted."""


@dataclass(frozen=True, slots=True)
class Packet:
    """A TCP segment as captured; ``at`` in seconds, sockets as ``host:port``."""

    at: float
    source: str
    destination: str
    segment: Segment
    number: int
    scale: int | None = None
    """The window scale that a SYN offers."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a row; worded elsewhere, by its id."""

    id: str
    contradicts: bool = False
    """Whether it contradicts the table; otherwise it is an assumption."""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A packet, or the later arrival of one, and the states of both sides after it."""

    packet: Packet
    sender: int
    """0 for A, 1 for B."""
    states: tuple[str, str]
    is_arrival: bool = False
    """Whether the row tells of an arrival alone, after other packets."""
    cause: str = ""
    """Why it was sent: ``answer``, ``ack``, a call, or ``retransmission``."""
    sent_by: tuple[str, ...] = ()
    """Ids of the sender's outcomes."""
    taken_as: tuple[str, ...] = ()
    """Ids of the receiver's outcomes; none if it is not known to have arrived."""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A whole connection: its two sockets, its rows, and where its numbers begin."""

    sockets: tuple[str, str]
    bases: tuple[int, int]
    rows: tuple[Row, ...]
    packets: int

    @property
    def final(self) -> tuple[str, str]:
        """The states of both sides at the end."""
        return self.rows[-1].states if self.rows else (UNKNOWN, UNKNOWN)

    @property
    def contradictions(self) -> int:
        """How many remarks contradict the table."""
        return sum(remark.contradicts for row in self.rows for remark in row.remarks)


@dataclass(slots=True)
class _Draft:
    """A row before all is known about it."""

    packet: Packet
    sender: int
    place: tuple[int, int]
    """Where it stands: after how many packets, and which of the arrivals there."""
    is_arrival: bool = False
    sender_state: str | None = None
    receiver_state: str | None = None
    cause: str = ""
    sent_by: tuple[str, ...] = ()
    taken_as: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Flight:
    """A segment under way; ``turn`` counts what its receiver had sent before."""

    segment: Segment
    turn: int = 0
    draft: _Draft | None = None


@dataclass(slots=True)
class _Side:
    """One side: its model, and what is under way to it."""

    control: Control
    scale: int = MOST_SCALE
    is_seen: bool = False
    """Whether it has sent anything; else its numbers are the other side's word."""
    turn: int = 0
    pending: deque[_Flight] = field(default_factory=deque)
    taken: deque[Segment] = field(default_factory=lambda: deque(maxlen=MOST_TRIED))
    """What arrived last."""
    alternative: Control | None = None
    """Where it would be if a SYN that came in between was its own, or was not."""


@dataclass(frozen=True, slots=True)
class _Stage:
    """A side after some arrivals, and what the table did with the last of them."""

    control: Control
    taken_as: tuple[str, ...] = ()
    answers: tuple[Segment, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def owed(self) -> tuple[Segment, ...]:
        """The answers that cannot wait: a bare ACK may be delayed, or joined with others."""
        return tuple(item for item in self.answers if item.syn or item.rst)


@dataclass(frozen=True, slots=True)
class _Account:
    """How a segment is explained, after which arrivals."""

    control: Control
    cause: str
    sent_by: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    stages: tuple[_Stage, ...] = ()
    alternative: Control | None = None


class Connection:
    """A connection under observation; feed it packets, then take what was followed."""

    def __init__(
        self, machine: Machine, first: Packet, former: "Connection | None" = None
    ) -> None:
        self._machine = machine
        self._iss = 0
        self._endpoint = Endpoint(machine, lambda: self._iss)
        answers = first.segment.syn and first.segment.acks
        here, there = first.source, first.destination
        self.sockets = (there, here) if answers else (here, there)
        self._drafts: list[_Draft] = []
        self._packets = self._now = 0
        self._initial = [UNKNOWN, UNKNOWN]
        self._opening: tuple[Remark, ...] = ()
        self._sides = (_Side(self._endpoint.fresh()), _Side(self._endpoint.fresh()))
        self._bases: list[int | None] = [None, None]
        if former is not None:
            self._keep_time_wait(former)
        self._assume(first.segment)

    def _keep_time_wait(self, former: "Connection") -> None:
        """Let a side that is still in TIME-WAIT meet the new SYN there."""
        old = former._sides[former.sockets.index(self.sockets[1])].control
        if old.state == "TIME-WAIT":
            self._sides[1].control, self._initial[1] = old, old.state

    def _assume(self, segment: Segment) -> None:
        """Assume what must have been before the first packet."""
        if segment.rst or not segment.acks:
            return
        if segment.syn:
            self._bases[0] = self._iss = add(segment.ack, -1)
            opened = self._endpoint.call(self._sides[0].control, "open-active")
            self._sides[0].control = opened.control
            self._sides[1].pending.append(_Flight(opened.sent[0]))
            self._opening = (Remark("syn-not-seen"),)
            return
        self._bases = [add(segment.seq, -1), add(segment.ack, -1)]
        self._initial = [ASSUMED, ASSUMED]
        self._opening = (Remark("begins-later", values=_OPEN),)
        for side, own, peer in zip(
            self._sides, (segment.seq, segment.ack), (segment.ack, segment.seq), strict=True
        ):
            side.control = _established(own, peer)

    # ------------------------------------------------------------ packets

    def begins_anew(self, packet: Packet) -> bool:
        """Tell whether a packet begins another connection between the same sockets."""
        segment, sender = packet.segment, self.sockets.index(packet.source)
        if not segment.syn or segment.acks or not self._drafts:
            return False
        return all(self._is_over(self._sides[index]) for index in (sender, 1 - sender))

    def _is_over(self, side: _Side) -> bool:
        """Tell whether a side has, or soon will have, no connection but an old one."""
        if len(side.pending) > MOST_UNSETTLED:
            return False
        control = side.control
        for _, stage in self._settled(side):
            control = stage.control if stage else control
        return control.state in ("CLOSED", "TIME-WAIT", "LISTEN")

    def take(self, packet: Packet) -> None:
        """Take the next packet between the two sockets, in either direction."""
        self._packets += 1
        self._now = self._packets
        sender = self.sockets.index(packet.source)
        side, other = self._sides[sender], self._sides[1 - sender]
        account = self._account(side, other, packet.segment)
        for stage in account.stages[1:]:
            self._arrived(side, side.pending[0], stage)
            side.pending.popleft()
        if packet.segment.syn:
            side.scale = packet.scale or 0
        if packet.segment.syn or self._bases[sender] is None:
            self._bases[sender] = packet.segment.seq
        side.control = _with_window(account.control, packet.segment, side.scale)
        side.alternative = account.alternative or side.alternative
        side.is_seen, side.turn = True, side.turn + 1
        if account.cause == "retransmission":
            self._lose(side, other, packet.segment)
        draft = _Draft(packet, sender, (self._now, LAST), cause=account.cause)
        draft.sender_state, draft.sent_by = side.control.state, account.sent_by
        draft.remarks, self._opening = self._opening + account.remarks, ()
        self._drafts.append(draft)
        other.pending.append(_Flight(packet.segment, other.turn, draft))
        if len(other.pending) > MOST_PENDING:
            stage = self._after(other.control, other.pending[0].segment)
            self._reached(other, other.pending[0], stage)
            other.pending.popleft()

    def finish(self) -> Followed:
        """Return everything followed; what is still under way is settled first."""
        self._now += 1
        self._settle_all()
        return Followed(
            sockets=self.sockets,
            bases=(self._bases[0] or 0, self._bases[1] or 0),
            rows=tuple(self._rows()),
            packets=self._packets,
        )

    def _rows(self) -> Iterator[Row]:
        """Yield the rows; a side stays in its state until something happens to it."""
        states = list(self._initial)
        for draft in sorted(self._drafts, key=lambda draft: draft.place):
            sender, receiver = draft.sender, 1 - draft.sender
            states[sender] = draft.sender_state or states[sender]
            states[receiver] = draft.receiver_state or states[receiver]
            yield Row(
                packet=draft.packet,
                sender=sender,
                states=(states[0], states[1]),
                is_arrival=draft.is_arrival,
                cause=draft.cause,
                sent_by=draft.sent_by,
                taken_as=draft.taken_as,
                remarks=draft.remarks,
            )

    # ------------------------------------------------------------ arrivals

    def _after(self, control: Control, segment: Segment) -> _Stage:
        """Let a segment arrive."""
        if len(control.held) >= MOST_HELD and before(control.rcv_nxt, segment.seq):
            return _Stage(control, remarks=(Remark("too-many-held"),))
        try:
            done = self._endpoint.segment(control, segment)
        except UnexplainedError as gap:
            values = (("state", control.state), ("event", gap.event))
            return _Stage(control, remarks=(Remark("impossible", True, values),))
        return _Stage(done.control, tuple(item.outcome.id for item in done.steps), done.sent)

    def _stages(self, side: _Side, control: Control, segment: Segment) -> tuple[_Stage, ...]:
        """Let arrive what may have arrived before a side sent this segment, one by one."""
        stages, idle = [_Stage(control)], 0
        for flight in side.pending:
            former = stages[-1].control
            stage = self._after(former, flight.segment)
            reached = stage.control
            if segment.acks and reached.has_window and before(segment.ack, reached.rcv_nxt):
                break
            idle += not segment.acks or reached.rcv_nxt == former.rcv_nxt
            if idle > MOST_TRIED:
                break
            stages.append(stage)
        return tuple(stages)

    def _reached(self, side: _Side, flight: _Flight, stage: _Stage) -> None:
        side.control = stage.control
        self._arrived(side, flight, stage)

    def _arrived(self, side: _Side, flight: _Flight, stage: _Stage) -> None:
        """Note an arrival: in the packet's own row, unless the side has sent since."""
        draft = flight.draft
        side.taken.append(flight.segment)
        if draft is None:
            return
        if flight.turn != side.turn:
            place = (self._free_place(side), len(self._drafts))
            draft = _Draft(draft.packet, draft.sender, place, is_arrival=True)
            self._drafts.append(draft)
        draft.receiver_state = stage.control.state
        draft.taken_as = stage.taken_as
        draft.remarks += stage.remarks

    def _free_place(self, side: _Side) -> int:
        """Return where a late arrival goes: before those that stand in their own rows."""
        for flight in side.pending:
            if flight.draft is not None and flight.turn == side.turn:
                return flight.draft.place[0]
        return self._now

    def _lose(self, side: _Side, other: _Side, segment: Segment) -> None:
        """Take as lost what a retransmission shows to be lost, in either direction."""
        side.pending = _without(side.pending, lambda sent: not sent.span, "not-received")
        other.pending = _without(
            other.pending,
            lambda sent: (
                sent.span > 0
                and at_or_before(segment.seq, sent.seq)
                and at_or_before(sent.end, segment.end)
            ),
            "sent-again",
        )

    def _settled(self, side: _Side) -> Iterator[tuple[_Flight, _Stage | None]]:
        """Yield what is under way to a side, and what its arrival does.

        Nothing shows whether it arrived. It is assumed, unless the table would have answered.
        """
        control = side.control
        for flight in side.pending:
            stage = self._after(control, flight.segment)
            yield flight, None if stage.answers else stage
            control = control if stage.answers else stage.control

    def _settle_all(self) -> None:
        for side in self._sides:
            for flight, stage in tuple(self._settled(side)):
                if stage is not None:
                    self._reached(side, flight, stage)
                elif flight.draft is not None:
                    flight.draft.remarks += (Remark("unanswered"),)
            side.pending.clear()

    # ------------------------------------------------------------ explanations

    def _account(self, side: _Side, other: _Side, segment: Segment) -> _Account:
        """Explain what a side sends, or say that the table does not."""
        found = self._explained(side, segment)
        if found is None and side.alternative is not None:
            side.control, side.alternative = side.alternative, side.control
            found = self._explained(side, segment)
            if found is not None:
                side.alternative = None
                return replace(found, remarks=(*found.remarks, Remark("read-otherwise")))
            side.control, side.alternative = side.alternative, side.control
        return found or self._unexplained(side, other, segment)

    def _explained(self, side: _Side, segment: Segment) -> _Account | None:
        """Explain a segment with as few unseen events as possible, ``None`` if nothing does."""
        self._iss = segment.seq
        pending = side.pending
        for prelude in _preludes(side.control.state, segment):
            control, sent_by, remarks = self._prepared(side.control, prelude)
            for order in _orders(pending, segment):
                side.pending = order
                stages = self._stages(side, control, segment)
                found = _answered(stages, segment) or self._volunteered(stages, segment)
                if found is not None and prelude:
                    sent_by, remarks = sent_by + found.sent_by, remarks + found.remarks
                    found = replace(found, sent_by=sent_by, remarks=remarks)
                    return _restarted(side.control, found, segment)
                if found is not None:
                    return found
        side.pending = pending
        return None

    def _prepared(
        self, control: Control, prelude: tuple[str, ...]
    ) -> tuple[Control, tuple[str, ...], tuple[Remark, ...]]:
        """Do what no packet shows: a timer that ran out, a call that sends nothing."""
        sent_by: list[str] = []
        remarks: list[Remark] = []
        for name in prelude:
            if name == DEAF:
                control = control.changed(reads=False)
                continue
            if name != "open-passive":
                remarks.append(Remark(f"silent-{name}", values=(("state", control.state),)))
            act = self._endpoint.timeout if name in TIMEOUTS else self._endpoint.call
            done = act(control, name)
            control = done.control
            sent_by.extend(taken.outcome.id for taken in done.steps)
        return control, tuple(sent_by), tuple(remarks)

    def _volunteered(self, stages: tuple[_Stage, ...], segment: Segment) -> _Account | None:
        """Explain a segment by a call or a timer, after as many arrivals as possible."""
        free = next((place for place, stage in enumerate(stages) if stage.owed), len(stages))
        for place in reversed(range(free)):
            found = self._offered(stages[place].control, segment)
            if found is not None:
                kept = stages[: place + 1]
                return _Account(found.control, found.cause, found.sent_by, found.remarks, kept)
        return None

    def _offered(self, control: Control, segment: Segment) -> _Account | None:
        """Explain a segment from a side's state alone."""
        if segment.rst:
            return self._aborted(control, segment)
        if segment.syn:
            return self._opened(control, segment)
        if not segment.acks or not control.has_window or segment.ack != control.rcv_nxt:
            return None
        ahead = distance(control.snd_nxt, segment.seq)
        if ahead > 0:
            return None
        if not segment.span:
            return _Account(control, "ack", remarks=_keepalive(control, segment))
        fresh = distance(control.snd_nxt, segment.end)
        if fresh <= 0:
            return self._repeated(control, segment)
        return self._called(control, fresh - segment.fin, segment.fin)

    def _aborted(self, control: Control, segment: Segment) -> _Account | None:
        agrees = segment.seq == control.snd_nxt and (
            not segment.acks or segment.ack == control.rcv_nxt
        )
        if not control.has_window or not agrees:
            return None
        done = self._endpoint.call(control, "abort")
        return _Account(done.control, "abort", (done.outcome.id,)) if done.sent else None

    def _opened(self, control: Control, segment: Segment) -> _Account | None:
        if control.state in ("SYN-SENT", "SYN-RECEIVED"):
            return self._repeated(control, segment) if segment.seq == control.iss else None
        if segment.acks or control.has_connection:
            return None
        done = self._endpoint.call(control, "open-active")
        return _Account(done.control, "open-active", (done.outcome.id,))

    def _repeated(self, control: Control, segment: Segment) -> _Account | None:
        """Explain a segment as sent again: the table must do so, of something in flight."""
        taken = step(self._machine, control.at, "timeout-retransmission").outcome
        syn = "SYN,ACK" if segment.acks else "SYN"
        if not taken.sends or (segment.syn and taken.sends != (syn,)):
            return None
        keepalive = _keepalive(control, segment)
        if keepalive:
            return _Account(control, "ack", remarks=keepalive)
        is_other = segment.fin and control.fin_seq != add(segment.text_seq, segment.length)
        if is_other or not before(control.snd_una, segment.end):
            return None
        return _Account(control, "retransmission", (taken.id,))

    def _called(self, control: Control, length: int, fin: bool) -> _Account | None:
        """Explain new text by a SEND and a FIN by a CLOSE, if the table sends them then."""
        until = add(control.snd_nxt, length + fin)
        control = control.changed(snd_wnd=WIDE, unread=0)
        calls = [name for name, made in (("send", length), ("close", fin)) if made]
        sent_by: list[str] = []
        for name in calls:
            done = self._endpoint.call(control, name, length=length)
            sent_by.extend(taken.outcome.id for taken in done.steps)
            control = done.control
        if control.snd_nxt != until:
            return None
        return _Account(control, "-".join(calls), tuple(sent_by))

    # ------------------------------------------------------------ contradictions

    def _unexplained(self, side: _Side, other: _Side, segment: Segment) -> _Account:
        """Take what no table explains: say why, and believe its numbers where possible."""
        stages = self._stages(side, side.control, segment)
        control = stages[-1].control
        remarks: tuple[Remark, ...] = ()
        if segment.rst and self._answers_earlier(side, control, segment):
            return _Account(control, "answer", (), (Remark("answers-earlier"),), stages)
        if segment.acks and not segment.syn and not segment.rst:
            if control.state == "SYN-SENT" and not other.is_seen:
                remarks = (Remark("syn-ack-not-seen", values=_OPEN),)
                control = _established(segment.seq, segment.ack)
                other.control = _established(segment.ack, segment.seq)
                other.pending.clear()
            if control.has_window:
                control, gaps = _believed(side, other, control, segment)
                remarks += gaps
                found = self._offered(control, replace(segment, ack=control.rcv_nxt))
                if found is not None:
                    return replace(found, remarks=remarks + found.remarks, stages=stages)
        return _Account(control, "", (), remarks + _reason(control, segment), stages)

    def _answers_earlier(self, side: _Side, control: Control, segment: Segment) -> bool:
        """Tell whether a RST answers what seemed to have come before the connection's end."""
        return not control.has_connection and any(
            _answered((self._after(control, earlier),), segment) for earlier in side.taken
        )


LAST = 1 << 30
"""A packet's own row stands after the arrivals before it."""
DEAF = "deaf"
"""A prelude: the user closed both ways and wants nothing more (CLOSE of a socket)."""


def _preludes(state: str, segment: Segment) -> Iterator[tuple[str, ...]]:
    """Yield what may have happened unseen before a side sent a segment; first, nothing."""
    if segment.rst and state in ("FIN-WAIT-1", "FIN-WAIT-2"):
        yield (DEAF,)
    yield ()
    listens = ("open-passive",) if segment.syn and segment.acks else ()
    if listens and state == "CLOSED":
        yield listens
    if (segment.syn or segment.rst) and state not in ("CLOSED", "LISTEN"):
        endings = {"TIME-WAIT": "time-wait", "SYN-SENT": "abort"}
        yield (endings.get(state, "user"), *listens)


def _orders(pending: deque[_Flight], segment: Segment) -> Iterator[deque[_Flight]]:
    """Yield the orders in which what is under way may have arrived; first, as it was sent.

    A SYN,ACK tells which of several SYNs it answers; that one may have come first, or last.
    """
    yield pending
    if not (segment.syn and segment.acks) or len(pending) < 2:
        return
    asked = [item for item in pending if item.segment.syn and item.segment.end == segment.ack]
    if asked:
        rest = [item for item in pending if item is not asked[-1]]
        yield deque([asked[-1], *rest])
        yield deque([*rest, asked[-1]])


def _restarted(former: Control, found: _Account, segment: Segment) -> _Account:
    """Keep both readings of a SYN in the midst of a connection: its own, or a stray one.

    In SYN-SENT it is taken as stray; where only a restart can be meant, as a restart.
    """
    if not segment.syn or segment.acks or not former.has_connection:
        return found
    if former.state != "SYN-SENT":
        return replace(found, alternative=former)
    stray = _Account(former, "", remarks=(Remark("second-syn"),))
    return replace(stray, alternative=found.control)


def _answered(stages: tuple[_Stage, ...], segment: Segment) -> _Account | None:
    """Explain a segment as the table's answer to an arrival; the first that asks for it."""
    for place, stage in enumerate(stages):
        for owed in stage.owed:
            same = (owed.syn, owed.rst, owed.seq) == (segment.syn, segment.rst, segment.seq)
            if same and (not owed.acks or (segment.acks and owed.ack == segment.ack)):
                return _Account(stage.control, "answer", stages=stages[: place + 1])
    return None


def _keepalive(control: Control, segment: Segment) -> tuple[Remark, ...]:
    """Remark on a keep-alive: it repeats the last octet, though all is acknowledged."""
    probes = (
        control.snd_una == control.snd_nxt == add(segment.seq, 1)
        and segment.length <= 1
        and not segment.fin
        and control.state in ("ESTABLISHED", "CLOSE-WAIT", "FIN-WAIT-2")
    )
    return (Remark("keep-alive"),) if probes else ()


def _established(own: int, peer: int) -> Control:
    """Return a control block in ESTABLISHED that goes on from these numbers."""
    return Control(
        at=Configuration(ASSUMED),
        iss=add(own, -1),
        snd_una=own,
        snd_nxt=own,
        irs=add(peer, -1),
        rcv_nxt=peer,
        rcv_wnd=WIDE,
    )


def _with_window(control: Control, segment: Segment, scale: int) -> Control:
    """Return a control block with the receive window that a segment offers."""
    if not segment.acks or not control.has_window:
        return control
    width = segment.window if segment.syn else segment.window << scale
    edge = distance(control.rcv_nxt, add(segment.ack, width))
    return control.changed(rcv_wnd=max(edge, control.rcv_wnd if segment.syn else 0), unread=0)


def _without(
    pending: deque[_Flight], is_lost: Callable[[Segment], bool], why: str
) -> deque[_Flight]:
    """Return what is under way without what is lost, and remark on that."""
    kept: deque[_Flight] = deque()
    for flight in pending:
        if not is_lost(flight.segment):
            kept.append(flight)
        elif flight.draft is not None:
            flight.draft.remarks += (Remark(why),)
    return kept


def _believed(
    side: _Side, other: _Side, control: Control, segment: Segment
) -> tuple[Control, tuple[Remark, ...]]:
    """Take over numbers that the model does not expect, and remark on them."""
    remarks: list[Remark] = []
    unread = distance(control.rcv_nxt, segment.ack)
    if unread < 0:
        remarks.append(_counted("old-ack", -unread))
    elif unread > 0:
        unsent = distance(other.control.snd_nxt, segment.ack)
        if unsent > 0:
            other.control = other.control.changed(snd_nxt=segment.ack)
        if unsent > 0 and other.is_seen:
            remarks.append(_counted("acks-unsent", unsent, contradicts=True))
        elif other.is_seen:
            remarks.append(_counted("arrival-not-followed", unread))
        control = control.changed(rcv_nxt=segment.ack)
    gap = distance(control.snd_nxt, segment.seq)
    if gap > 0 and control.fin_seq is None:
        control = control.changed(snd_nxt=segment.seq)
        if side.is_seen:
            remarks.append(_counted("gap", gap))
    return control, tuple(remarks)


def _counted(name: str, octets: int, *, contradicts: bool = False) -> Remark:
    return Remark(name, contradicts, (("octets", str(octets)),))


def _reason(control: Control, segment: Segment) -> tuple[Remark, ...]:
    """Say why a segment contradicts the table."""
    values = (("state", control.state), ("flags", segment.flags or "none"))
    if segment.rst:
        return (Remark("rst-not-sent", True, values),)
    if segment.syn:
        return (Remark("syn-ack-not-sent" if segment.acks else "syn-not-sent", True, values),)
    if not segment.acks:
        return (Remark("no-ack", True, values),)
    if not control.has_window:
        return (Remark("no-connection", True, values),)
    if control.fin_seq is not None and before(add(control.fin_seq, 1), segment.end):
        return (Remark("after-fin", True, values),)
    if at_or_before(segment.end, control.snd_una):
        return (Remark("repeats-acknowledged", False, values),)
    return (Remark("not-in-table", True, values),)


class Connections:
    """Every connection of a capture, each followed by itself, in bounded memory."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._all: list[Connection] = []
        self._open: dict[frozenset[str], Connection] = {}
        self._followed = 0
        self.left_out = 0
        """Packets beyond the most that are followed."""
        self.to_itself = 0
        """Packets of a socket connected to itself: no direction tells its two sides apart."""

    def take(self, packet: Packet) -> None:
        """Give a packet to its connection; a SYN after the end of one begins another."""
        if packet.source == packet.destination:
            self.to_itself += 1
            return
        key = frozenset((packet.source, packet.destination))
        current = self._open.get(key)
        begins = current is None or current.begins_anew(packet)
        if self._followed >= MOST_PACKETS or (begins and len(self._all) >= MOST_CONNECTIONS):
            self.left_out += 1
            return
        if current is None or begins:
            current = Connection(self._machine, packet, current)
            self._all.append(current)
            self._open[key] = current
        self._followed += 1
        current.take(packet)

    def finish(self) -> tuple[Followed, ...]:
        """Return what was followed, in the order in which the connections began."""
        return tuple(connection.finish() for connection in self._all)
