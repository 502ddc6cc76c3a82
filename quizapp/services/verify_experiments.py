"""Experiments with two processes' sockets: each is done for real and in the simulator."""

import socket
from dataclasses import dataclass

from quizapp.engine import Text


@dataclass(frozen=True, slots=True)
class Doing:
    """One socket call; ``host`` is A, the client, or B, the server, or both in one."""

    host: str
    call: str
    connection: int = 1
    length: int = 0

    def __str__(self) -> str:
        """Print as one would say it: ``A write(10)``."""
        number = f"#{self.connection}" if self.connection > 1 else ""
        return f"{self.host}{number} {self.call}({self.length or ''})"


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is done, step by step."""

    id: str
    title: Text
    steps: tuple[Doing, ...]
    family: socket.AddressFamily = socket.AF_INET


def _steps(text: str) -> tuple[Doing, ...]:
    """Read steps such as ``B listen, A connect, A#2 connect, A write 10``."""
    return tuple(_step(item.split()) for item in text.split(","))


def _step(words: list[str]) -> Doing:
    host, _, number = words[0].partition("#")
    length = int(words[2]) if len(words) > 2 else 0
    return Doing(host, words[1], int(number or 1), length)


OPEN = "B listen, A connect, B accept, "
SELF = "AB connect-self, "

EXPERIMENTS = (
    Experiment(
        "client-closes",
        Text("The client closes first", "客户端先关闭"),
        _steps(
            "B poll, B listen, B poll, A connect, B#2 poll, B accept, A poll, A close, "
            "B poll, B read, B close"
        ),
    ),
    Experiment(
        "server-closes",
        Text("The server closes first", "服务器先关闭"),
        _steps(OPEN + "B close, A poll, A read, A close"),
    ),
    Experiment(
        "over-ipv6",
        Text("The same over IPv6", "同样的过程，通过 IPv6"),
        _steps(OPEN + "A close, B read, B close"),
        socket.AF_INET6,
    ),
    Experiment(
        "half-close",
        Text("Half-close: the other direction stays open", "半关闭：另一个方向仍然打开"),
        _steps(
            OPEN + "A shutdown, A poll, B read, B write 10, A read, A write 1, A shutdown, "
            "B close, A read, A poll, A close"
        ),
    ),
    Experiment(
        "linger-zero",
        Text("SO_LINGER 0: close by RST", "SO_LINGER 0：用 RST 关闭"),
        _steps(OPEN + "A linger, A close, B poll, B read, B read, B write 1, B close"),
    ),
    Experiment(
        "reset-while-writing",
        Text("SO_LINGER 0, and the peer writes first", "SO_LINGER 0，对端先写"),
        _steps(OPEN + "A linger, A close, B write 1, B write 1, B read, B close"),
    ),
    Experiment(
        "close-unread",
        Text("close() with unread data", "还有未读数据就 close()"),
        _steps(OPEN + "A write 10, B poll, B close, A poll, A read, A read, A close"),
    ),
    Experiment(
        "close-unread-after-fin",
        Text(
            "close() with unread data, after the peer's FIN",
            "收到 FIN 之后，带着未读数据 close()",
        ),
        _steps(OPEN + "A write 10, A shutdown, B close, A poll, A read, A close"),
    ),
    Experiment(
        "shut-then-close-unread",
        Text(
            "shutdown(), then close() with unread data", "先 shutdown()，再带着未读数据 close()"
        ),
        _steps(OPEN + "A shutdown, B write 10, A close, B read, B close"),
    ),
    Experiment(
        "linger-zero-after-fin",
        Text("SO_LINGER 0 after the peer's FIN", "收到对端的 FIN 之后用 SO_LINGER 0 关闭"),
        _steps(OPEN + "A shutdown, B linger, B close, A poll, A read, A read, A close"),
    ),
    Experiment(
        "refused",
        Text("Nobody listens: connection refused", "没有人监听：连接被拒绝"),
        _steps("A connect, A poll, A read, A close"),
    ),
    Experiment(
        "before-accept",
        Text("Connected, and data sent, before accept()", "accept() 之前就已连上并发了数据"),
        _steps("B listen, A connect, A write 10, B accept, B read, A close, B close"),
    ),
    Experiment(
        "never-accepted",
        Text(
            "The listener closes while a connection waits", "连接还在排队，监听套接字就关闭了"
        ),
        _steps("B listen, A connect, B unlisten, A read, A close"),
    ),
    Experiment(
        "queue-full",
        Text("The accept queue is full", "全连接队列已满"),
        _steps("B listen-for-one, A connect, A#2 connect, A#2 poll, A#2 close, A close"),
    ),
    Experiment(
        "write-after-close",
        Text("Writing to a peer that is gone", "向已经离开的对端写数据"),
        _steps(OPEN + "B close, A write 10, A poll, A write 10, A read, A close"),
    ),
    Experiment(
        "data-after-shutdown",
        Text(
            "Data for one that shut down, then closed",
            "对端先 shutdown() 再 close()，之后收到数据",
        ),
        _steps(OPEN + "A shutdown, A close, B write 10, B write 10, B read, B close"),
    ),
    Experiment(
        "fin-behind-data",
        Text("A FIN waits behind data", "FIN 排在数据后面"),
        _steps(OPEN + "A fill, A shutdown, B shutdown, B drain, A read, A close, B close"),
    ),
    Experiment(
        "last-fin-behind-data",
        Text("The last FIN waits behind data", "最后一个 FIN 排在数据后面"),
        _steps(OPEN + "B fill, A shutdown, B close, A drain, A close"),
    ),
    Experiment(
        "at-once",
        Text(
            "Simultaneous open and close: a socket connected to itself",
            "同时打开与同时关闭：套接字连接到自己",
        ),
        _steps(SELF + "AB poll, AB write 10, AB read, AB close"),
    ),
    Experiment(
        "at-once-shutdown",
        Text(
            "Simultaneous open, half-close of both: a socket connected to itself",
            "同时打开，双方都半关闭：套接字连接到自己",
        ),
        _steps(SELF + "AB shutdown, AB poll, AB read, AB write 1, AB close"),
    ),
)
