"""Word the remarks on a followed connection, in both languages."""

from quizapp.engine import Text
from quizapp.simulator.follow import Remark

REMARKS = {
    # What is assumed, because no packet can show it.
    "syn-not-seen": Text(
        en="the SYN before it is not in the capture; assumed",
        zh="此前的 SYN 不在抓包中；按其存在推断",
    ),
    "syn-ack-not-seen": Text(
        en="the SYN,ACK before it is not in the capture; %(state)s assumed",
        zh="此前的 SYN,ACK 不在抓包中；假定为 %(state)s",
    ),
    "begins-later": Text(
        en="the capture begins in the middle: states unknown, %(state)s assumed for both",
        zh="抓包从连接中途开始：状态未知，假定双方为 %(state)s",
    ),
    "silent-user": Text(
        en="no packet shows how it left %(state)s (a user timeout, or a restart)",
        zh="没有报文说明它如何离开 %(state)s（用户超时或重启）",
    ),
    "silent-abort": Text(
        en="no packet shows it: the user gave up in %(state)s",
        zh="没有报文显示：用户在 %(state)s 中放弃了连接",
    ),
    "silent-time-wait": Text(
        en="its %(state)s must be over",
        zh="它的 %(state)s 应已结束",
    ),
    "keep-alive": Text(en="a keep-alive", zh="保活探测"),
    "old-ack": Text(
        en="an older ACK, %(octets)s behind: overtaken on the way or in the capture",
        zh="较旧的 ACK，落后 %(octets)s：在途中或抓包中被超越",
    ),
    "arrival-not-followed": Text(
        en="%(octets)s octets more arrived than could be followed",
        zh="到达的数据比能跟踪的多 %(octets)s 字节",
    ),
    "gap": Text(
        en="%(octets)s octets before it are not in the capture, or come later",
        zh="它之前有 %(octets)s 字节不在抓包中，或出现得更晚",
    ),
    "repeats-acknowledged": Text(
        en="sends again what is acknowledged already",
        zh="重发了已被确认的内容",
    ),
    "not-received": Text(
        en="taken as lost: what the other side repeats shows that it was not received",
        zh="视为丢失：对端的重发表明它没有收到",
    ),
    "sent-again": Text(
        en="taken as lost: sent again before the other side acknowledged it",
        zh="视为丢失：对端确认之前又被重发",
    ),
    "unanswered": Text(
        en="no answer to it: taken as not received, or the capture ends first",
        zh="没有应答：视为未被收到，或抓包先结束",
    ),
    "second-syn": Text(
        en="a second SYN: an old duplicate, forged, or opened again; taken as not this side's",
        zh="第二个 SYN：旧的重复、伪造，或重新打开；视为并非该方此次所发",
    ),
    "read-otherwise": Text(
        en="shows that the SYN in between was to be read the other way",
        zh="说明对此前那个 SYN 应作另一种理解",
    ),
    "answers-earlier": Text(
        en="answers an earlier segment, which must have come after the connection's end",
        zh="应答更早的报文段，它必定在连接结束之后才到达",
    ),
    "too-many-held": Text(
        en="beyond too many holes to be followed", zh="空洞过多，无法继续跟踪"
    ),
    # What contradicts the table.
    "acks-unsent": Text(
        en="acknowledges %(octets)s octets that were never sent, or are not in the capture",
        zh="确认了 %(octets)s 字节从未发送（或不在抓包中）的内容",
    ),
    "rst-not-sent": Text(
        en="the table sends no such RST in %(state)s, neither as an answer nor on ABORT",
        zh="在 %(state)s 中，无论应答还是 ABORT，表都不发送这样的 RST",
    ),
    "syn-ack-not-sent": Text(
        en="the table sends no such SYN,ACK in %(state)s: no SYN it could answer arrived",
        zh="在 %(state)s 中表不发送这样的 SYN,ACK：没有它可应答的 SYN 到达",
    ),
    "syn-not-sent": Text(
        en="the table sends no SYN in %(state)s", zh="在 %(state)s 中表不发送 SYN"
    ),
    "no-ack": Text(
        en="a segment without SYN, RST and ACK: the table sends none",
        zh="没有 SYN、RST、ACK 的报文段：表从不发送",
    ),
    "no-connection": Text(
        en="sent in %(state)s, where the table sends only SYN or RST",
        zh="在 %(state)s 中发出，而表在此只发送 SYN 或 RST",
    ),
    "after-fin": Text(
        en="sends beyond its own FIN, which ends what it may send",
        zh="在自己的 FIN 之后继续发送，而 FIN 已结束发送",
    ),
    "not-in-table": Text(
        en="the table sends no [%(flags)s] like this in %(state)s",
        zh="在 %(state)s 中表不发送这样的 [%(flags)s]",
    ),
    "impossible": Text(
        en="the table calls its arrival in %(state)s impossible (%(event)s)",
        zh="表认为它不可能在 %(state)s 中到达（%(event)s）",
    ),
}
"""Every remark by its id, with places for its values."""

CONTRADICTION = Text(en="CONTRADICTION: ", zh="矛盾：")


def remark_text(remark: Remark, language: str) -> str:
    """Return a remark as a sentence; a contradiction says that it is one."""
    said = REMARKS[remark.id].in_language(language) % dict(remark.values)
    return (CONTRADICTION.in_language(language) if remark.contradicts else "") + said
