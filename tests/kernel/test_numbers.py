from pathlib import Path

from quizapp.kernel.numbers import NUMBERS, TRIED, has_number, set_number


def test_a_number_is_set_or_the_failure_told(tmp_path: Path) -> None:
    assert set_number("tcp_sack", 0, tmp_path)
    assert (tmp_path / "tcp_sack").read_text() == "0"
    assert not set_number("tcp_sack", 0, tmp_path / "missing")


def test_a_number_is_there_or_not(tmp_path: Path) -> None:
    (tmp_path / "tcp_sack").touch()
    assert has_number("tcp_sack", tmp_path)
    assert not has_number("tcp_ecn", tmp_path)


def test_what_is_tried_is_not_what_all_trials_are_made_with() -> None:
    assert not set(TRIED) & set(NUMBERS)
