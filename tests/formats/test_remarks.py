import re
from pathlib import Path

import pytest

from quizapp.engine import LANGUAGES
from quizapp.formats.remarks import REMARKS, remark_text
from quizapp.simulator import connection, explaining
from quizapp.simulator.follow import Remark

CODE = "".join(
    Path(module.__file__).read_text(encoding="utf-8") for module in (connection, explaining)
)


def test_every_remark_of_the_follower_is_worded() -> None:
    said = set(re.findall(r'Remark\(\s*"([a-z-]+)"', CODE))
    said |= set(re.findall(r'\bcounted\("([a-z-]+)"', CODE))
    said |= {"syn-ack-not-sent", "syn-not-sent", "not-received", "sent-again"}
    said |= {f"silent-{name}" for name in ("user", "abort", "time-wait")}
    assert said == set(REMARKS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REMARKS)
def test_a_remark_fills_its_places(name: str, language: str) -> None:
    values = {"state": "X", "flags": "Y", "octets": "5", "event": "Z"}
    text = remark_text(Remark(name, True, tuple(values.items())), language)
    assert "%" not in text
    assert text.startswith(("CONTRADICTION: ", "矛盾："))


def test_an_assumption_is_not_called_a_contradiction() -> None:
    assert remark_text(Remark("keep-alive"), "en") == "a keep-alive"
