import json

from quizapp.kernel.packets import Packet
from quizapp.kernel.plan import (
    Act,
    Seen,
    Trial,
    read_seen,
    read_trial,
    seen_values,
    trial_values,
)


def test_a_trial_survives_json() -> None:
    trial = Trial((Act(call="listen"), Act(flags="S", seq=-1)), (Act(flags="P.", length=3),))
    assert read_trial(json.loads(json.dumps(trial_values(trial)))) == trial


def test_what_was_seen_survives_json() -> None:
    seen = Seen(
        before=3,
        after=0,
        injected=(Packet("S", 1),),
        answered=(Packet("S.", 2, 2),),
        sent=(),
        returned=("0",),
    )
    assert read_seen(json.loads(json.dumps(seen_values(seen)))) == seen
