"""Every sentence of the content in Chinese: Chinese, and set as Chinese is set."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from quizapp.engine import Machine, Text
from tests.content.chinese import HALF_WIDTH, has_chinese

PROTOCOL = re.compile(r"[A-Z]{4,}|[A-Z][A-Z0-9,+\-]*=[A-Z0-9]+")
"""A call or flag as the standard prints it, which reads the same in every language."""


def texts(value: Any, where: str) -> Iterator[tuple[str, Text]]:
    """Yield every text inside a value, with where it stands."""
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item, f"{where} {getattr(item, 'id', '')}".rstrip())
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            if not name.startswith("_"):
                yield from texts(getattr(value, name), f"{where}.{name}")


def faulty(machine: Machine, is_fine: Callable[[Text], object]) -> list[str]:
    """Return where a machine's texts are not fine, with the Chinese."""
    return [
        f"{where}: {text.zh}" for where, text in texts(machine, machine.id) if not is_fine(text)
    ]


def _is_translated(text: Text) -> object:
    if text.en == text.zh:
        return PROTOCOL.fullmatch(text.zh)
    return has_chinese(text.zh)


def _ends_alike(text: Text) -> bool:
    if text.zh != text.zh.strip() or text.en != text.en.strip():
        return False
    return text.zh.endswith(("。", "？", "！")) or not text.en.endswith(".")


def test_the_chinese_is_chinese_and_not_the_english(machine: Machine) -> None:
    assert faulty(machine, _is_translated) == []


def test_chinese_is_punctuated_full_width(machine: Machine) -> None:
    assert faulty(machine, lambda text: not HALF_WIDTH.search(text.zh)) == []


def test_sentences_end_alike_in_both_languages(machine: Machine) -> None:
    assert faulty(machine, _ends_alike) == []


@pytest.mark.parametrize(
    ("en", "zh", "is_fine"),
    [
        ("moves", "转移", True),
        ("moves", "moves", False),
        ("SEND", "SEND", True),
        ("rcv SYN", "rcv SYN", False),
    ],
)
def test_what_was_left_in_english_is_found(en: str, zh: str, is_fine: bool) -> None:
    assert bool(_is_translated(Text(en=en, zh=zh))) == is_fine


@pytest.mark.parametrize("zh", ["收到,发送", "状态: 关闭", "为什么?", "收到 SYN;回", "结束."])
def test_half_width_punctuation_is_found(zh: str) -> None:
    assert HALF_WIDTH.search(zh)


@pytest.mark.parametrize(
    "zh", ["收到 SYN,ACK 时", "见 §3.10.7.4", "调用 close()。", "收到，发送"]
)
def test_protocol_names_keep_their_punctuation(zh: str) -> None:
    assert not HALF_WIDTH.search(zh)


def test_the_texts_of_a_machine_are_all_found(machine: Machine) -> None:
    found = [text for _, text in texts(machine, machine.id)]
    for outcome in machine.outcomes():
        assert outcome.why in found
    for state in machine.states:
        assert state.meaning in found
    assert machine.title in found
