"""What Chinese text looks like, as tests look for it."""

import re

CJK = "\u4e00-\u9fff"
HALF_WIDTH = re.compile(rf"[{CJK}]\s*[,;:?!]|[,;:?!]\s*[{CJK}]|[{CJK}]\.(?:\s|$)")
"""Punctuation of Latin script that touches a Chinese character."""


def has_chinese(text: str) -> bool:
    """Tell whether a text holds any Chinese character."""
    return bool(re.search(f"[{CJK}]", text))
