"""One captured connection: what each packet makes of the states of both sides."""

from collections.abc import Iterator
from dataclasses import replace

from quizapp.engine import Machine, step
from quizapp.simulator import explaining as why
from quizapp.simulator.control import Control
from quizapp.simulator.endpoint import TIMEOUTS, Endpoint, UnexplainedError
from quizapp.simulator.followed import (
    ASSUMED,
    MOST_HELD,
    MOST_PENDING,
    MOST_TRIED,
    MOST_UNSETTLED,
    OPEN,
    UNKNOWN,
    WIDE,
    Account,
    Draft,
    Flight,
    Followed,
    Packet,
    Remark,
    Row,
    Side,
    Stage,
)
from quizapp.simulator.segment import Segment
from quizapp.simulator.sequence import add, at_or_before, before, distance


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
        self._drafts: list[Draft] = []
        self._packets = self._now = 0
        self._initial = [UNKNOWN, UNKNOWN]
        self._opening: tuple[Remark, ...] = ()
        self._sides = (Side(self._endpoint.fresh()), Side(self._endpoint.fresh()))
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
            self._sides[1].pending.append(Flight(opened.sent[0]))
            self._opening = (Remark("syn-not-seen"),)
            return
        self._bases = [add(segment.seq, -1), add(segment.ack, -1)]
        self._initial = [ASSUMED, ASSUMED]
        self._opening = (Remark("begins-later", values=OPEN),)
        for side, own, peer in zip(
            self._sides, (segment.seq, segment.ack), (segment.ack, segment.seq), strict=True
        ):
            side.control = why.established(own, peer)

    # ------------------------------------------------------------ packets

    def begins_anew(self, packet: Packet) -> bool:
        """Tell whether a packet begins another connection between the same sockets."""
        segment, sender = packet.segment, self.sockets.index(packet.source)
        if not segment.syn or segment.acks or not self._drafts:
            return False
        return all(self._is_over(self._sides[index]) for index in (sender, 1 - sender))

    def _is_over(self, side: Side) -> bool:
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
        side.control = why.with_window(account.control, packet.segment, side.scale)
        side.alternative = account.alternative or side.alternative
        side.is_seen, side.turn = True, side.turn + 1
        if account.cause == "retransmission":
            self._lose(side, other, packet.segment)
        draft = Draft(packet, sender, (self._now, why.LAST), cause=account.cause)
        draft.sender_state, draft.sent_by = side.control.state, account.sent_by
        draft.remarks, self._opening = self._opening + account.remarks, ()
        self._drafts.append(draft)
        other.pending.append(Flight(packet.segment, other.turn, draft))
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

    def _after(self, control: Control, segment: Segment) -> Stage:
        """Let a segment arrive."""
        if len(control.held) >= MOST_HELD and before(control.rcv_nxt, segment.seq):
            return Stage(control, remarks=(Remark("too-many-held"),))
        try:
            done = self._endpoint.segment(control, segment)
        except UnexplainedError as gap:
            values = (("state", control.state), ("event", gap.event))
            return Stage(control, remarks=(Remark("impossible", True, values),))
        return Stage(done.control, tuple(item.outcome.id for item in done.steps), done.sent)

    def _stages(self, side: Side, control: Control, segment: Segment) -> tuple[Stage, ...]:
        """Let arrive what may have arrived before a side sent this segment, one by one."""
        stages, idle = [Stage(control)], 0
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

    def _reached(self, side: Side, flight: Flight, stage: Stage) -> None:
        side.control = stage.control
        self._arrived(side, flight, stage)

    def _arrived(self, side: Side, flight: Flight, stage: Stage) -> None:
        """Note an arrival: in the packet's own row, unless the side has sent since."""
        draft = flight.draft
        side.taken.append(flight.segment)
        if draft is None:
            return
        if flight.turn != side.turn:
            place = (self._free_place(side), len(self._drafts))
            draft = Draft(draft.packet, draft.sender, place, is_arrival=True)
            self._drafts.append(draft)
        draft.receiver_state = stage.control.state
        draft.taken_as = stage.taken_as
        draft.remarks += stage.remarks

    def _free_place(self, side: Side) -> int:
        """Return where a late arrival goes: before those that stand in their own rows."""
        for flight in side.pending:
            if flight.draft is not None and flight.turn == side.turn:
                return flight.draft.place[0]
        return self._now

    def _lose(self, side: Side, other: Side, segment: Segment) -> None:
        """Take as lost what a retransmission shows to be lost, in either direction."""
        side.pending = why.without(side.pending, lambda sent: not sent.span, "not-received")
        other.pending = why.without(
            other.pending,
            lambda sent: (
                sent.span > 0
                and at_or_before(segment.seq, sent.seq)
                and at_or_before(sent.end, segment.end)
            ),
            "sent-again",
        )

    def _settled(self, side: Side) -> Iterator[tuple[Flight, Stage | None]]:
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

    def _account(self, side: Side, other: Side, segment: Segment) -> Account:
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

    def _explained(self, side: Side, segment: Segment) -> Account | None:
        """Explain a segment with as few unseen events as possible, ``None`` if nothing does."""
        self._iss = segment.seq
        pending = side.pending
        for prelude in why.preludes(side.control.state, segment):
            control, sent_by, remarks = self._prepared(side.control, prelude)
            for order in why.orders(pending, segment):
                side.pending = order
                stages = self._stages(side, control, segment)
                found = why.answered(stages, segment) or self._volunteered(stages, segment)
                if found is not None and prelude:
                    sent_by, remarks = sent_by + found.sent_by, remarks + found.remarks
                    found = replace(found, sent_by=sent_by, remarks=remarks)
                    return why.restarted(side.control, found, segment)
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
            if name == why.DEAF:
                control = control.changed(reads=False)
                continue
            if name != "open-passive":
                remarks.append(Remark(f"silent-{name}", values=(("state", control.state),)))
            act = self._endpoint.timeout if name in TIMEOUTS else self._endpoint.call
            done = act(control, name)
            control = done.control
            sent_by.extend(taken.outcome.id for taken in done.steps)
        return control, tuple(sent_by), tuple(remarks)

    def _volunteered(self, stages: tuple[Stage, ...], segment: Segment) -> Account | None:
        """Explain a segment by a call or a timer, after as many arrivals as possible."""
        free = next((place for place, stage in enumerate(stages) if stage.owed), len(stages))
        for place in reversed(range(free)):
            found = self._offered(stages[place].control, segment)
            if found is not None:
                kept = stages[: place + 1]
                return Account(found.control, found.cause, found.sent_by, found.remarks, kept)
        return None

    def _offered(self, control: Control, segment: Segment) -> Account | None:
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
            return Account(control, "ack", remarks=why.keepalive(control, segment))
        fresh = distance(control.snd_nxt, segment.end)
        if fresh <= 0:
            return self._repeated(control, segment)
        return self._called(control, fresh - segment.fin, segment.fin)

    def _aborted(self, control: Control, segment: Segment) -> Account | None:
        agrees = segment.seq == control.snd_nxt and (
            not segment.acks or segment.ack == control.rcv_nxt
        )
        if not control.has_window or not agrees:
            return None
        done = self._endpoint.call(control, "abort")
        return Account(done.control, "abort", (done.outcome.id,)) if done.sent else None

    def _opened(self, control: Control, segment: Segment) -> Account | None:
        if control.state in ("SYN-SENT", "SYN-RECEIVED"):
            return self._repeated(control, segment) if segment.seq == control.iss else None
        if segment.acks or control.has_connection:
            return None
        done = self._endpoint.call(control, "open-active")
        return Account(done.control, "open-active", (done.outcome.id,))

    def _repeated(self, control: Control, segment: Segment) -> Account | None:
        """Explain a segment as sent again: the table must do so, of something in flight."""
        taken = step(self._machine, control.at, "timeout-retransmission").outcome
        syn = "SYN,ACK" if segment.acks else "SYN"
        if not taken.sends or (segment.syn and taken.sends != (syn,)):
            return None
        keepalive = why.keepalive(control, segment)
        if keepalive:
            return Account(control, "ack", remarks=keepalive)
        is_other = segment.fin and control.fin_seq != add(segment.text_seq, segment.length)
        if is_other or not before(control.snd_una, segment.end):
            return None
        return Account(control, "retransmission", (taken.id,))

    def _called(self, control: Control, length: int, fin: bool) -> Account | None:
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
        return Account(control, "-".join(calls), tuple(sent_by))

    # ------------------------------------------------------------ contradictions

    def _unexplained(self, side: Side, other: Side, segment: Segment) -> Account:
        """Take what no table explains: say why, and believe its numbers where possible."""
        stages = self._stages(side, side.control, segment)
        control = stages[-1].control
        remarks: tuple[Remark, ...] = ()
        if segment.rst and self._answers_earlier(side, control, segment):
            return Account(control, "answer", (), (Remark("answers-earlier"),), stages)
        if segment.acks and not segment.syn and not segment.rst:
            if control.state == "SYN-SENT" and not other.is_seen:
                remarks = (Remark("syn-ack-not-seen", values=OPEN),)
                control = why.established(segment.seq, segment.ack)
                other.control = why.established(segment.ack, segment.seq)
                other.pending.clear()
            if control.has_window:
                control, gaps = why.believed(side, other, control, segment)
                remarks += gaps
                found = self._offered(control, replace(segment, ack=control.rcv_nxt))
                if found is not None:
                    return replace(found, remarks=remarks + found.remarks, stages=stages)
        return Account(control, "", (), remarks + why.reason(control, segment), stages)

    def _answers_earlier(self, side: Side, control: Control, segment: Segment) -> bool:
        """Tell whether a RST answers what seemed to have come before the connection's end."""
        return not control.has_connection and any(
            why.answered((self._after(control, earlier),), segment) for earlier in side.taken
        )
