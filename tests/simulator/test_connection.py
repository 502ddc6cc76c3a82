from quizapp.engine import Machine
from quizapp.simulator import Segment
from quizapp.simulator.follow import Connections, Packet


def test_a_capture_that_begins_in_the_middle_is_taken_as_open(tcp: Machine) -> None:
    connections = Connections(tcp)
    connections.take(Packet(0.0, "a:1", "b:2", Segment(".", 100, 300, length=5), 1))
    (followed,) = connections.finish()
    assert followed.final[0] == "ESTABLISHED"
    assert followed.contradictions == 0
