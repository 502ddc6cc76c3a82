"""The examples in the documentation are true."""

import doctest
import importlib

import pytest

from tests.architecture.source import MODULES

EXAMPLES = [module.name for module in MODULES if ">>>" in module.text]


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_examples_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0


def test_the_engine_has_examples() -> None:
    assert {"quizapp.engine.machine", "quizapp.engine.text"} <= set(EXAMPLES)
