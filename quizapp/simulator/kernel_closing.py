"""Why a live kernel does otherwise than the table once a connection is there."""

from quizapp.engine import Text
from quizapp.simulator.kernel_reason import INPUT, MINISOCKS, OUTPUT, SOCKET, Reason

SYNCHRONIZED = (
    "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING", "LAST-ACK",
)  # fmt: skip
SYNS = ("segment-syn", "segment-syn-fin")
SYN_ACKS = ("segment-syn-ack", "segment-syn-ack-bad", "segment-syn-ack-fin")

CLOSING = (
    Reason(
        id="reset-acknowledges",
        states=("SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT"),
        events=("abort", "segment-data", "segment-ack-of-fin"),
        to="CLOSED",
        sends=("R.", ". R."),
        source=OUTPUT,
        text=Text(
            "A RST that Linux sends of its own accord has the ACK bit too, with "
            "RCV.NXT. The receiver looks only at its sequence number.",
            "Linux 主动发出的 RST 也带 ACK 位，确认号为 RCV.NXT。接收方只看它的序号。",
        ),
    ),
    Reason(
        id="socket-without-time-wait",
        states=("TIME-WAIT",),
        events=("abort",),
        source=MINISOCKS,
        text=Text(
            "In TIME-WAIT the connection no longer belongs to the socket: the kernel "
            "keeps a small record of it, which no socket call reaches. SO_LINGER 0 "
            "comes too late.",
            "到了 TIME-WAIT，连接已不再属于这个套接字：内核只留下一条小记录，任何套接"
            "字调用都碰不到它。这时再设 SO_LINGER 0 已经太晚。",
        ),
    ),
    Reason(
        id="ends-at-the-edge-fin",
        states=("FIN-WAIT-1",),
        events=("segment-outside",),
        to="FIN-WAIT-2",
        sends=(".",),
        source=INPUT,
        text=Text(
            "A segment that ends exactly at RCV.NXT is outside for the standard, "
            "inside for Linux: the ACK of our FIN that it carries counts.",
            "恰好在 RCV.NXT 结束的报文段，标准认为在窗口外，Linux 认为在窗口内：它携"
            "带的对我方 FIN 的确认因此有效。",
        ),
    ),
    Reason(
        id="ack-too-old",
        states=SYNCHRONIZED,
        events=("segment-ack-old",),
        sends=(".",),
        source=INPUT,
        text=Text(
            "An ACK older than everything this connection ever had acknowledged is "
            "answered by a challenge ACK (RFC 5961 §5.2); an ACK that is only a "
            "little old is ignored.",
            "如果 ACK 比这条连接确认过的一切都旧，就回挑战 ACK（RFC 5961 §5.2）；只是"
            "稍旧的 ACK 则被忽略。",
        ),
    ),
    Reason(
        id="ack-unsent-dropped",
        states=("ESTABLISHED",),
        events=("segment-ack-unsent",),
        source=INPUT,
        text=Text(
            "Older kernels drop the ACK of something never sent in silence while the "
            "connection is open; newer ones answer by an ACK, as the standard says.",
            "连接打开期间，如果收到的 ACK 确认了从未发送过的内容，较旧的内核只是默默"
            "丢弃；较新的内核像标准规定的那样回 ACK。",
        ),
    ),
    Reason(
        id="text-over-fin",
        states=("CLOSE-WAIT",),
        events=("segment-data",),
        to="CLOSED",
        sends=("R",),
        source=INPUT,
        text=Text(
            "Text that begins before the peer's FIN and reaches beyond it "
            "contradicts that FIN; Linux resets the connection.",
            "从对端 FIN 之前开始、又越过 FIN 的数据与这个 FIN 相矛盾；Linux 会复位连接。",
        ),
    ),
    Reason(
        id="second-fin",
        states=("CLOSE-WAIT", "CLOSING", "LAST-ACK"),
        events=("segment-fin",),
        source=INPUT,
        text=Text(
            "A second FIN behind the first cannot be; Linux throws it away. The FIN "
            "sent again, with the old number, is acknowledged.",
            "第一个 FIN 之后不可能还有第二个；Linux 直接丢弃。序号不变的重传 FIN 则会"
            "得到确认。",
        ),
    ),
    Reason(
        id="orphan-text",
        states=("FIN-WAIT-1", "FIN-WAIT-2"),
        events=(
            "segment-ack-of-fin",
            "segment-fin-ack-of-fin",
            "segment-fin",
            "segment-data-early",
            "segment-fin-early",
            "segment-ack-unsent",
        ),
        to="CLOSED",
        sends=("R", "R R"),
        orphaned=True,
        source=INPUT,
        text=Text(
            "Nobody will read: the process has closed. Linux resets for any text "
            "beyond RCV.NXT, also if it comes early or with a FIN, and for a FIN "
            "that comes early.",
            "进程已经关闭套接字，没有人会再读。凡是 RCV.NXT 之后的数据，哪怕提前到达"
            "或带着 FIN，Linux 都回 RST；提前到达的 FIN 也一样。",
        ),
    ),
    Reason(
        id="orphan-syn",
        states=("FIN-WAIT-2",),
        events=(*SYNS, *SYN_ACKS),
        to="CLOSED",
        sends=("R.", "R"),
        orphaned=True,
        source=MINISOCKS,
        text=Text(
            "Of a closed socket in FIN-WAIT-2 Linux keeps only a small record; a SYN "
            "inside the window ends it with a RST, as RFC 793 had it, without a "
            "challenge ACK.",
            "套接字已关闭的 FIN-WAIT-2，Linux 只保留一条小记录；窗口内的 SYN 会以 "
            "RST 结束它（RFC 793 的做法），不回挑战 ACK。",
        ),
    ),
    Reason(
        id="orphan-rst",
        states=("FIN-WAIT-2",),
        events=("segment-rst-in-window",),
        to="CLOSED",
        orphaned=True,
        source=MINISOCKS,
        text=Text(
            "The small record of a closed socket in FIN-WAIT-2 is given up for any "
            "RST inside the window, without a challenge ACK.",
            "套接字已关闭的 FIN-WAIT-2 只是一条小记录，窗口内的任何 RST 都会让它消"
            "失，不回挑战 ACK。",
        ),
    ),
    Reason(
        id="orphan-rst-outside",
        states=("FIN-WAIT-2",),
        events=("segment-rst-outside",),
        sends=(".",),
        orphaned=True,
        source=MINISOCKS,
        text=Text(
            "The small record of a closed socket in FIN-WAIT-2 answers everything "
            "outside the window by an ACK, even a RST.",
            "套接字已关闭的 FIN-WAIT-2 只是一条小记录，它对窗口外的一切都回 ACK，连 "
            "RST 也不例外。",
        ),
    ),
    Reason(
        id="orphan-ack",
        states=("FIN-WAIT-2",),
        events=("segment-ack-unsent",),
        source=MINISOCKS,
        text=Text(
            "The small record that Linux keeps of the connection does not look at "
            "the ACK field; a bare ACK that is next in order is ignored.",
            "Linux 为连接保留的小记录不看确认号；序号正好的纯 ACK 被忽略。",
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
            "套接字已关闭的 FIN-WAIT-2 只是一条小记录，不看确认号；按序到达的 FIN 照样有效。",
        ),
    ),
    Reason(
        id="time-wait-acknowledges",
        states=("TIME-WAIT",),
        events=(
            "segment-ack-of-fin",
            "segment-fin-no-ack",
            "segment-no-ack",
            "segment-data",
            "segment-data-early",
            "segment-fin-early",
            "segment-ack-unsent",
        ),
        sends=(".", ". ."),
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
    Reason(
        id="last-fin-queued",
        states=("CLOSE-WAIT",),
        events=("close",),
        to="LAST-ACK",
        source=SOCKET,
        text=Text(
            "Linux goes to LAST-ACK as soon as close() is called, with the FIN "
            "behind the queued text; by the standard CLOSE-WAIT lasts until the FIN "
            "is sent.",
            "一调用 close()，Linux 就进入 LAST-ACK，FIN 排在未发的数据之后；按标准，"
            "要等 FIN 发出才离开 CLOSE-WAIT。",
        ),
    ),
)
