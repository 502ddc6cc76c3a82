"""The names of timers, in words for people: some speak of states."""

from quizapp.engine import Text

TIMERS = {
    "retransmission": Text("retransmission timeout", "重传超时"),
    "retransmission (gives up)": Text("still no answer: gives up", "一直没有回音：放弃"),
    "time-wait": Text("TIME-WAIT is over", "TIME-WAIT 到时"),
    "user": Text("user timeout", "用户超时"),
    "keepalive": Text("keepalive: nothing heard", "keepalive：对端一直没有动静"),
    "keepalive (gives up)": Text("no probe answered: gives up", "探测都没有回音：放弃"),
    "delayed-ack": Text("delayed ACK", "延迟 ACK 到时"),
    "orphan": Text(
        "FIN-WAIT-2 without an owner: time is up", "FIN-WAIT-2 已无进程持有：到时清除"
    ),
}

RUNNING = {
    "retransmission": Text("retransmission", "重传"),
    "time-wait": Text("2 MSL", "2MSL"),
    "user": Text("user timeout", "用户超时"),
    "keepalive": Text.same("keepalive"),
    "delayed-ack": Text("delayed ACK", "延迟 ACK"),
    "orphan": Text("FIN-WAIT-2 limit", "FIN-WAIT-2 时限"),
}
"""The same timers while they run."""
