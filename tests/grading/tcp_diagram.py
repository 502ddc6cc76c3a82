"""TCP's diagram by hand: the 20 arrows of the figure, and the one of its second note."""

from quizapp.grading import DrawKey, Edge, RequiredEdge, spellings

ARROWS = """
CLOSED        passive-open      LISTEN
CLOSED        active-open       SYN-SENT      SYN
LISTEN        close             CLOSED
LISTEN        send              SYN-SENT      SYN
LISTEN        rcv-syn           SYN-RECEIVED  SYN,ACK
SYN-SENT      close             CLOSED
SYN-SENT      rcv-syn           SYN-RECEIVED  SYN,ACK
SYN-SENT      rcv-syn-ack       ESTABLISHED   ACK
SYN-RECEIVED  rcv-ack-of-syn    ESTABLISHED
SYN-RECEIVED  rcv-rst           LISTEN
SYN-RECEIVED  close             FIN-WAIT-1    FIN
ESTABLISHED   close             FIN-WAIT-1    FIN
ESTABLISHED   rcv-fin           CLOSE-WAIT    ACK
FIN-WAIT-1    rcv-ack-of-fin    FIN-WAIT-2
FIN-WAIT-1    rcv-fin           CLOSING       ACK
FIN-WAIT-1    rcv-fin-ack       TIME-WAIT     ACK
FIN-WAIT-2    rcv-fin           TIME-WAIT     ACK
CLOSE-WAIT    close             LAST-ACK      FIN
CLOSING       rcv-ack-of-fin    TIME-WAIT
LAST-ACK      rcv-ack-of-fin    CLOSED
TIME-WAIT     timeout-2msl      CLOSED
"""


def _edge(line: str) -> Edge:
    tail, event, head, *sends = line.split()
    return Edge(tail, head, event, tuple(sends))


EDGES = tuple(_edge(line) for line in ARROWS.strip().splitlines())
STATES = tuple(dict.fromkeys(state for edge in EDGES for state in (edge.tail, edge.head)))
EVENTS = tuple(dict.fromkeys(edge.event for edge in EDGES))
SEGMENTS = ("ACK", "FIN", "SYN", "SYN,ACK")

ONLY_IN_TEXT = RequiredEdge("established.rst", Edge("ESTABLISHED", "CLOSED", "rcv-rst"))

KEY = DrawKey(
    required=tuple(RequiredEdge(f"fact-{place}", edge) for place, edge in enumerate(EDGES)),
    neutral=(ONLY_IN_TEXT,),
    states=STATES,
    events=spellings(
        (event, (event, event.replace("rcv-", "receive "), event.replace("rcv-", "收到 ")))
        for event in EVENTS
    ),
    segments=spellings((segment, (segment,)) for segment in SEGMENTS),
)
