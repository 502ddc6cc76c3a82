"""Two endpoints and a network on top of the engine; the one place that knows TCP's numbers."""

from quizapp.simulator.control import Control
from quizapp.simulator.endpoint import CALLS, TIMEOUTS, Endpoint, Handled
from quizapp.simulator.faults import Fate
from quizapp.simulator.host import Host
from quizapp.simulator.network import Network
from quizapp.simulator.segment import Segment, SegmentError
from quizapp.simulator.trace import Kind, Line, Trace

__all__ = [
    "CALLS",
    "TIMEOUTS",
    "Control",
    "Endpoint",
    "Fate",
    "Handled",
    "Host",
    "Kind",
    "Line",
    "Network",
    "Segment",
    "SegmentError",
    "Trace",
]
