from quizapp.simulator import Segment
from quizapp.simulator.explaining import established
from quizapp.simulator.followed import Stage


def test_a_bare_ack_is_not_owed_but_a_syn_and_a_reset_are() -> None:
    answers = (Segment("S.", 1, 2), Segment(".", 2, 2), Segment("R", 2))
    stage = Stage(established(1, 2), answers=answers)
    assert stage.owed == (answers[0], answers[2])
