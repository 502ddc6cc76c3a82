"""Why a live kernel does otherwise than the table while a connection opens."""

from quizapp.engine import Text
from quizapp.simulator.kernel_reason import INPUT, MINISOCKS, SOCKET, Reason

OPENING = (
    Reason(
        id="shutdown-waits",
        states=("SYN-RECEIVED",),
        events=("close",),
        source=SOCKET,
        text=Text(
            "shutdown() while the handshake is not over only marks the socket; Linux "
            "sends the FIN once it is ESTABLISHED. close() sends it at once, as the "
            "standard says.",
            "握手尚未完成时，shutdown() 只在套接字上做个标记；Linux 要等到 "
            "ESTABLISHED 才发 FIN。close() 则像标准说的那样立即发出。",
        ),
    ),
    Reason(
        id="syn-again",
        states=("SYN-SENT",),
        events=(
            "segment-ack-old",
            "segment-ack-unsent",
            "segment-syn-ack-bad",
            "segment-rst-bad-ack",
        ),
        sends=("R S", "R R S", "S"),
        source=INPUT,
        text=Text(
            "The state and the RST are the standard's. Besides, a wrong ACK lets "
            "Linux send its SYN again after a few milliseconds instead of a second: "
            "the peer's old connection may be gone by then.",
            "状态和 RST 都与标准一致。此外，收到错误的 ACK 之后，Linux 不等一秒，几毫"
            "秒后就重发 SYN：那时对端的旧连接可能已经没了。",
        ),
    ),
    Reason(
        id="ack-before-all",
        states=("SYN-RECEIVED",),
        events=("segment-syn-ack-bad", "segment-outside"),
        sends=("R",),
        source=MINISOCKS,
        text=Text(
            "For a half-open connection of a listening socket Linux checks the ACK "
            "first, before window and SYN: a wrong one is answered by the listening "
            "socket, by a RST.",
            "对监听套接字的半连接，Linux 最先检查 ACK，早于窗口和 SYN：ACK 不对，就由"
            "监听套接字回 RST。",
        ),
    ),
    Reason(
        id="syn-other-than-first",
        states=("SYN-RECEIVED",),
        events=("segment-syn-old",),
        sends=(".",),
        source=MINISOCKS,
        text=Text(
            "Linux repeats its SYN,ACK only for the very SYN that it has, and only "
            "for a listening socket; any other SYN outside the window is answered by "
            "an ACK, as in the standard.",
            "只有监听套接字收到与原来序号完全相同的 SYN 时，Linux 才重发 SYN,ACK；其"
            "他窗口外的 SYN 都像标准规定的那样回 ACK。",
        ),
    ),
    Reason(
        id="rst-in-window-of-request",
        states=("SYN-RECEIVED",),
        events=("segment-rst-in-window",),
        to="LISTEN",
        source=MINISOCKS,
        text=Text(
            "Older kernels drop a half-open connection for any RST inside the "
            "window; newer ones answer by a challenge ACK, as RFC 5961 has it.",
            "较旧的内核只要收到窗口内的 RST 就丢弃半连接；较新的内核按 RFC 5961 回挑战 ACK。",
        ),
    ),
    Reason(
        id="syn-ack-crossed-challenged",
        states=("SYN-RECEIVED",),
        events=("segment-syn-ack",),
        sends=(".",),
        source=INPUT,
        text=Text(
            "Older kernels answer the SYN,ACK of a simultaneous open by a challenge "
            "ACK and wait for a bare ACK; newer ones take it.",
            "较旧的内核对同时打开时的 SYN,ACK 回挑战 ACK，继续等一个纯 ACK；较新的内"
            "核直接接受。",
        ),
    ),
    Reason(
        id="early-completes-handshake",
        states=("SYN-RECEIVED",),
        events=("segment-fin-early", "segment-data-early"),
        to="ESTABLISHED",
        sends=(".",),
        source=INPUT,
        text=Text(
            "The ACK in a segment that came too early counts at once and completes "
            "the handshake; only its text and its FIN wait.",
            "提前到达的报文段，其中的 ACK 立即生效，握手就此完成；要等的只是数据和 FIN。",
        ),
    ),
    Reason(
        id="own-iss-acknowledged",
        states=("SYN-RECEIVED",),
        events=("segment-ack-old",),
        to="ESTABLISHED",
        sends=("", "."),
        source=INPUT,
        text=Text(
            "After a simultaneous open Linux takes an ACK that equals SND.UNA, "
            "although it acknowledges nothing, as RFC 793 did (SND.UNA =< SEG.ACK).",
            "同时打开之后，等于 SND.UNA 的 ACK 虽然没有确认任何东西，Linux 也接受，这"
            "是 RFC 793 的规则（SND.UNA =< SEG.ACK）。",
        ),
    ),
    Reason(
        id="own-iss-acknowledged-fin",
        states=("SYN-RECEIVED",),
        events=("segment-ack-old",),
        to="CLOSE-WAIT",
        sends=(".", ". ."),
        source=INPUT,
        text=Text(
            "As with a bare ACK that equals SND.UNA: Linux takes it after a "
            "simultaneous open, and the FIN with it.",
            "与等于 SND.UNA 的纯 ACK 一样：同时打开之后，Linux 接受它，FIN 也随之生效。",
        ),
    ),
    Reason(
        id="ends-at-the-edge",
        states=("SYN-RECEIVED",),
        events=("segment-outside",),
        to="ESTABLISHED",
        sends=(".",),
        source=INPUT,
        text=Text(
            "A segment that ends exactly at RCV.NXT is outside for the standard, "
            "inside for Linux: its text is old, but its ACK counts and completes the "
            "handshake.",
            "恰好在 RCV.NXT 结束的报文段，标准认为在窗口外，Linux 认为在窗口内：数据"
            "是旧的，但 ACK 有效，握手因此完成。",
        ),
    ),
    Reason(
        id="syn-ack-crossed",
        states=("SYN-RECEIVED",),
        events=("segment-syn-ack",),
        to="ESTABLISHED",
        sends=(".",),
        source=INPUT,
        text=Text(
            "The SYN,ACK of a simultaneous open is taken, and acknowledged once "
            "more: for Linux its SYN lies outside the window.",
            "同时打开时的 SYN,ACK 被接受，但 Linux 还会再确认一次：它认为其中的 SYN "
            "在窗口之外。",
        ),
    ),
)
