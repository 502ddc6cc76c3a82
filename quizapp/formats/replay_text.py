"""Write followed connections as a table for people, or as JSON for programs."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizapp.engine import Text
from quizapp.formats.columns import aligned
from quizapp.formats.remarks import remark_text
from quizapp.formats.tcpdump_text import segment_text
from quizapp.simulator.follow import Followed, Remark, Row
from quizapp.simulator.sequence import MODULUS


@dataclass(frozen=True, slots=True)
class Replay:
    """What was made of a capture: the connections by number, and what was left out."""

    file: str
    connections: Mapping[int, Followed]
    skipped: Counter[str] = field(default_factory=Counter)
    """Packets left out, by reason."""

    @property
    def contradictions(self) -> int:
        """How many packets contradict the table, in all connections shown."""
        return sum(item.contradictions for item in self.connections.values())


REASONS = {
    "not IP": Text(en="not IP", zh="非 IP"),
    "not TCP": Text(en="not TCP", zh="非 TCP"),
    "fragment": Text(en="fragments", zh="分片"),
    "cut short": Text(en="cut short in their headers", zh="首部被截短"),
    "malformed": Text(en="malformed", zh="格式错误"),
    "to itself": Text(en="of a socket connected to itself", zh="套接字连接自身"),
    "too many": Text(en="beyond the most that are followed", zh="超出跟踪上限"),
}
HEADINGS = (
    Text.same("#"),
    Text(en="time", zh="时间"),
    Text(en="way", zh="方向"),
    Text(en="segment", zh="报文段"),
    Text(en="state A", zh="状态 A"),
    Text(en="state B", zh="状态 B"),
    Text(en="outcome: sender > receiver", zh="结果：发送方 > 接收方"),
    Text(en="remark", zh="备注"),
)
NOTHING = Text(en="There is no TCP connection in %(file)s.", zh="%(file)s 中没有 TCP 连接。")
TITLE = Text(
    en="Connection %(number)d: A = %(a)s, B = %(b)s, packets: %(packets)d",
    zh="连接 %(number)d：A = %(a)s，B = %(b)s，报文：%(packets)d",
)
ENDS = Text(
    en="At the end: A %(a)s, B %(b)s; contradictions: %(count)d",
    zh="结束时：A %(a)s，B %(b)s；矛盾：%(count)d",
)
TOTAL = Text(
    en="Connections: %(connections)d; packets that contradict the table: %(count)d",
    zh="连接：%(connections)d；与表矛盾的报文：%(count)d",
)
LEFT_OUT = Text(en="Packets left out: %(reasons)s", zh="未跟踪的报文：%(reasons)s")
ARRIVES = Text(en="… arrives", zh="……到达")


def replay_text(replay: Replay, language: str) -> str:
    """Return a table for each connection, and a summary."""
    blocks = [
        _connection(number, followed, language)
        for number, followed in replay.connections.items()
    ]
    if not blocks:
        blocks.append(NOTHING.in_language(language) % {"file": replay.file} + "\n")
    blocks.append(_summary(replay, language))
    return "\n".join(blocks)


def _summary(replay: Replay, language: str) -> str:
    counts = {"connections": len(replay.connections), "count": replay.contradictions}
    lines = [TOTAL.in_language(language) % counts]
    if replay.skipped:
        reasons = ", ".join(
            f"{count:,} {REASONS[reason].in_language(language)}"
            for reason, count in sorted(replay.skipped.items())
        )
        lines.append(LEFT_OUT.in_language(language) % {"reasons": reasons})
    return "\n".join(lines) + "\n"


def _connection(number: int, followed: Followed, language: str) -> str:
    a, b = followed.sockets
    places = {"number": number, "a": a, "b": b, "packets": followed.packets}
    title = TITLE.in_language(language) % places
    headings = [heading.in_language(language) for heading in HEADINGS]
    rows = [_cells(row, followed, language) for row in followed.rows]
    a, b = followed.final
    ends = ENDS.in_language(language) % {"a": a, "b": b, "count": followed.contradictions}
    return "\n".join([title, *aligned([headings, *rows]), ends, ""])


def _cells(row: Row, followed: Followed, language: str) -> list[str]:
    bases = followed.bases[row.sender], followed.bases[1 - row.sender]
    segment = segment_text(row.packet.segment, bases).removeprefix("Flags ")
    return [
        str(row.packet.number),
        f"{row.packet.at:.6f}",
        "B > A" if row.sender else "A > B",
        ARRIVES.in_language(language) if row.is_arrival else segment,
        *row.states,
        " > ".join(", ".join(ids) or "-" for ids in (row.sent_by, row.taken_as)),
        "; ".join(remark_text(remark, language) for remark in row.remarks),
    ]


def replay_json(replay: Replay, language: str) -> str:
    """Return everything that was followed as one JSON document, on one line."""
    document = {
        "file": replay.file,
        "connections": [
            {
                "number": number,
                "a": followed.sockets[0],
                "b": followed.sockets[1],
                "packets": followed.packets,
                "rows": [_record(row, followed, language) for row in followed.rows],
                "final": {"a": followed.final[0], "b": followed.final[1]},
                "contradictions": followed.contradictions,
            }
            for number, followed in replay.connections.items()
        ],
        "contradictions": replay.contradictions,
        "left_out": dict(sorted(replay.skipped.items())),
    }
    return json.dumps(document, ensure_ascii=False) + "\n"


def _record(row: Row, followed: Followed, language: str) -> dict[str, object]:
    segment, own, peer = row.packet.segment, row.sender, 1 - row.sender
    return {
        "packet": row.packet.number,
        "time": row.packet.at,
        "from": "AB"[own],
        "is_arrival": row.is_arrival,
        "flags": segment.flags,
        "seq": segment.seq,
        "ack": segment.ack if segment.acks else None,
        "relative_seq": (segment.seq - followed.bases[own]) % MODULUS,
        "relative_ack": (
            (segment.ack - followed.bases[peer]) % MODULUS if segment.acks else None
        ),
        "length": segment.length,
        "window": segment.window,
        "states": {"a": row.states[0], "b": row.states[1]},
        "cause": row.cause,
        "sent_by": list(row.sent_by),
        "taken_as": list(row.taken_as),
        "remarks": [_remark(remark, language) for remark in row.remarks],
    }


def _remark(remark: Remark, language: str) -> dict[str, object]:
    return {
        "id": remark.id,
        "contradicts": remark.contradicts,
        "text": remark_text(remark, language),
    }
