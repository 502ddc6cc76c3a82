"""Why a live kernel does otherwise than the table once a connection is there."""

from quizapp.engine import Text
from quizapp.simulator.kernel_reason import INPUT, MINISOCKS, Reason

CLOSING = (
    Reason(
        id="orphan-text",
        states=("FIN-WAIT-2",),
        events=("segment-ack-unsent",),
        to="CLOSED",
        sends=("R",),
        orphaned=True,
        source=MINISOCKS,
        text=Text(
            "The small record of a closed socket in FIN-WAIT-2 does not look at the "
            "ACK field; text meets a RST, because nobody will read it.",
            "套接字已关闭的 FIN-WAIT-2 只是一条精简的记录，不看确认号；数据没有人会"
            "读，所以回 RST。",
        ),
    ),
    Reason(
        id="orphan-ack-fin",
        states=("FIN-WAIT-2",),
        events=("segment-ack-unsent",),
        to="TIME-WAIT",
        sends=(".",),
        orphaned=True,
        source=MINISOCKS,
        text=Text(
            "The small record of a closed socket in FIN-WAIT-2 does not look at the "
            "ACK field; the FIN in order counts all the same.",
            "套接字已关闭的 FIN-WAIT-2 只是一条精简的记录，不看确认号；按序到达的 FIN "
            "照样有效。",
        ),
    ),
    Reason(
        id="time-wait-acknowledges",
        states=("TIME-WAIT",),
        events=("segment-ack-of-fin", "segment-ack-unsent"),
        sends=(".",),
        source=MINISOCKS,
        text=Text(
            "In TIME-WAIT Linux acknowledges everything but a RST and a bare ACK "
            "that is next in order, whatever the other fields say.",
            "在 TIME-WAIT，除了 RST 和序号正好的纯 ACK，不论其他字段如何，Linux 对一"
            "切都回 ACK。",
        ),
    ),
    Reason(
        id="closing-takes-it-alone",
        states=("CLOSING",),
        events=("segment-ack-of-fin",),
        to="TIME-WAIT",
        sends=("", "."),
        source=INPUT,
        text=Text(
            "The segment that acknowledges our FIN ends CLOSING, and what else it "
            "carries is dropped with the socket; only later segments meet TIME-WAIT.",
            "确认我方 FIN 的报文段结束 CLOSING，它带的其他内容随套接字一起丢弃；之后"
            "的报文段才会遇到 TIME-WAIT。",
        ),
    ),
    Reason(
        id="syn-not-newer",
        states=("TIME-WAIT",),
        events=("segment-syn", "segment-syn-old"),
        sends=(".",),
        source=MINISOCKS,
        text=Text(
            "Linux opens anew out of TIME-WAIT only if somebody listens on the port "
            "and the SYN is newer: its number above RCV.NXT, or its timestamp later. "
            "Here one is missing.",
            "只有端口上有人监听，而且 SYN 更新（序号大于 RCV.NXT，或时间戳更晚），"
            "Linux 才从 TIME-WAIT 重新打开。这里缺了一样。",
        ),
    ),
)
