from quizapp.kernel.pair import CALLS
from quizapp.services.verify_experiments import EXPERIMENTS, Doing, _steps


def test_steps_are_read_with_host_connection_and_length() -> None:
    assert _steps("B listen, A#2 write 10, AB close") == (
        Doing("B", "listen"),
        Doing("A", "write", 2, 10),
        Doing("AB", "close"),
    )


def test_a_step_reads_as_one_would_say_it() -> None:
    assert str(Doing("A", "write", 2, 10)) == "A#2 write(10)"
    assert str(Doing("B", "close")) == "B close()"


def test_every_step_is_a_call_that_there_is() -> None:
    calls = {step.call for experiment in EXPERIMENTS for step in experiment.steps}
    assert calls <= set(CALLS)


def test_ids_are_unique() -> None:
    assert len({item.id for item in EXPERIMENTS}) == len(EXPERIMENTS)
