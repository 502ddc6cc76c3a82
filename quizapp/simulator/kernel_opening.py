"""Why a live kernel does otherwise than the table while a connection opens."""

from quizapp.engine import Text
from quizapp.simulator.kernel_reason import INPUT, MINISOCKS, Reason

OPENING = (
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
        id="own-iss-acknowledged",
        states=("SYN-RECEIVED",),
        events=("segment-ack-old",),
        to="ESTABLISHED",
        sends=(".",),
        source=INPUT,
        text=Text(
            "After a simultaneous open Linux takes an ACK that equals SND.UNA, and "
            "with it the text or FIN that the segment carries.",
            "同时打开之后，等于 SND.UNA 的 ACK 也被 Linux 接受，同一报文段里的数据或 "
            "FIN 随之处理。",
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
)
