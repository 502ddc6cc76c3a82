"""A scenario as the TOML file it can be read from."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from quizapp.content import Scenario
from quizapp.engine import Text


def scenario_toml(scenario: Scenario) -> str:
    """Return a scenario as its file, for ``content/scenarios`` or ``quizapp simulate``."""
    return "\n".join((*_head(scenario), *_script(scenario.script)))


def _head(scenario: Scenario) -> Iterator[str]:
    yield "[scenario]"
    yield f"id = {_value(scenario.id)}"
    yield f"machine = {_value(scenario.machine)}"
    yield f"chapter = {_value(scenario.chapter)}"
    yield f"order = {scenario.order}"
    yield f"roles = {_value(list(scenario.roles))}"
    yield "sources = ["
    for source in scenario.sources:
        values = {"document": source.document, "section": source.section}
        yield f"  {_value(values)},"
    yield "]"
    for name in ("title", "teaches", "question", "explanation"):
        text: Text = getattr(scenario, name)
        yield f"{name}.en = {_value(text.en)}"
        yield f"{name}.zh = {_value(text.zh)}"


def _script(script: Mapping[str, Any]) -> Iterator[str]:
    if "network" in script:
        yield from ("", "[network]", *_pairs(script["network"]))
    for name, host in script.get("host", {}).items():
        yield from ("", f"[host.{name}]", *_pairs(host))
    for step in script.get("step", []):
        yield from ("", "[[step]]", *_pairs(step))
    yield ""


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    return (f"{key} = {_value(value)}" for key, value in values.items())


def _value(value: object) -> str:
    """Return a value as TOML writes it; its strings, numbers and lists are JSON's."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_pairs(value)) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    # JSON leaves DEL as it is, which TOML does not allow.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
