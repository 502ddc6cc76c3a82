from quizapp.kernel.subject import CALLS
from quizapp.services.verify_trials import PROBES, SETUPS, trials


def test_every_segment_is_tried_on_every_socket() -> None:
    segments = [probe for probe in PROBES if not any(act.call for act in probe)]
    tried = {(trial.setup, trial.probe) for trial in trials()}
    assert {(setup, probe) for setup in SETUPS for probe in segments} <= tried
    assert len(tried) == len(trials())


def test_calls_are_made_only_where_there_is_a_socket() -> None:
    for trial in trials():
        calls = [act.call for act in trial.setup]
        if any(act.call for act in trial.probe):
            assert {"connect", "accept"} & set(calls)
            assert "close" not in calls


def test_every_call_is_known() -> None:
    used = {act.call for trial in trials() for act in (*trial.setup, *trial.probe) if act.call}
    assert used <= set(CALLS)
