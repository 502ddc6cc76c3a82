from pathlib import Path

import pytest

from tests.content.broken import SOUND, broken, complaints_of, located

HEAD = 'ranks = [["LOCKED"], ["OPEN"], ["BROKEN"], ["OFF"]]'
ADD = "Add or guard a transition, a response or an impossible entry."
LOCKED_PUSH = SOUND[SOUND.index('[[response]]\nid = "locked.push"') :].partition("\n\n")[0]

# One change to the file, and everything that is then said about it.
BROKEN = {
    "a transition into no state": (
        'to = "OFF"',
        'to = "OF"',
        [
            "@transition broken.key: transition 'broken.key': there is no state 'OF'. "
            "Use a state's id.",
        ],
    ),
    "a response in no state": (
        'states = ["LOCKED"]',
        'states = ["LOCKED", "AJAR"]',
        [
            "@response locked.push: response 'locked.push': there is no state 'AJAR'. "
            "Use a state's id.",
        ],
    ),
    "an event there is not": (
        'on = "push"',
        'on = "shove"',
        [
            "@transition open.push: transition 'open.push': there is no event 'shove'. "
            "Use an event's id.",
        ],
    ),
    "a role there is not": (
        'roles = ["rider"]',
        'roles = ["rider", "guard"]',
        [
            "@transition locked.coin: transition 'locked.coin': there is no role 'guard'. "
            "Use a role's id.",
        ],
    ),
    "a guard on no variable": (
        'when = { paid = "coin" }',
        'when = { payed = "coin" }',
        [
            "@transition open.kick.coin: transition 'open.kick.coin': there is no variable "
            "'payed'. Use a variable and one of its values.",
        ],
    ),
    "a guard on a value there is not": (
        'when = { paid = "card" }',
        'when = { paid = "cheque" }',
        [
            "@response open.kick.card: response 'open.kick.card': 'paid' is never 'cheque'. "
            "Use a variable and one of its values.",
        ],
    ),
    "a state that remembers no variable": (
        'variables = ["paid"]',
        'variables = ["paid", "name"]',
        ["@state OPEN: state 'OPEN': there is no variable 'name'. Declare it."],
    ),
    "a state twice": (
        '[[state]]\nid = "OFF"',
        '[[state]]\nid = "BROKEN"\nmeaning = { en = "x", zh = "坏" }\n'
        'source = { document = "D", section = "1" }\n\n[[state]]\nid = "OFF"',
        [
            "machine: 'ranks' misses or repeats a state. Name each once.",
            "state 'BROKEN': the id is used twice. Choose another.",
        ],
    ),
    "an outcome's id twice": (
        'id = "broken.kick"',
        'id = "broken.coin"',
        ["outcome 'broken.coin': the id is used twice. Choose another."],
    ),
    "an event twice": (
        '[[event]]\nid = "card"',
        '[[event]]\nid = "coin"\nkind = "call"\nlabel = { en = "x", zh = "币" }\n'
        'meaning = { en = "x", zh = "币" }\nsource = { document = "D", section = "1" }\n\n'
        '[[event]]\nid = "card"',
        ["event 'coin': the id is used twice. Choose another."],
    ),
    "a retired id used again": (
        'retired = ["locked.bell"]',
        'retired = ["locked.bell", "open.push"]',
        ["outcome 'open.push': the id is retired. Choose a new one."],
    ),
    "two outcomes of one cell": (
        '[[impossible]]\nid = "off.push"\nstates = ["OFF"]',
        '[[impossible]]\nid = "off.push"\nstates = ["OFF", "LOCKED"]',
        [f"LOCKED on 'push': 2 outcomes instead of one (locked.push, off.push). {ADD}"],
    ),
    "a guard that leaves a cell open": (
        'when = { paid = "card" }',
        'when = { paid = "coin" }',
        [
            f"OPEN (paid=card) on 'kick': 0 outcomes instead of one (none). {ADD}",
            "OPEN (paid=coin) on 'kick': 2 outcomes instead of one "
            f"(open.kick.coin, open.kick.card). {ADD}",
        ],
    ),
    "a cell without an outcome": (
        LOCKED_PUSH,
        "",
        [f"LOCKED on 'push': 0 outcomes instead of one (none). {ADD}"],
    ),
    "a guard that never holds": (
        '[[impossible]]\nid = "off.push"',
        '[[impossible]]\nid = "off.paid"\nstates = ["OFF"]\non = "push"\n'
        'when = { paid = "coin" }\nsource = { document = "D", section = "1" }\n'
        'why = { en = "x", zh = "坏" }\n\n[[impossible]]\nid = "off.push"',
        [
            "@impossible off.paid: impossible 'off.paid': its guard never holds. "
            "Correct 'when'.",
        ],
    ),
    "a transition to where it is": (
        'from = "OFF"\non = "key"\nto = "LOCKED"',
        'from = "OFF"\non = "key"\nto = "OFF"',
        [
            "@transition off.key: transition 'off.key': it stays in its state. "
            "Make it a response.",
        ],
    ),
    "a memory that is not set": (
        'set = { paid = "coin" }\n',
        "",
        [
            "@transition locked.coin: transition 'locked.coin': it does not set 'paid'. "
            "Add it to 'set'.",
        ],
    ),
    "a memory set in vain": (
        'on = "push"\nto = "LOCKED"',
        'on = "push"\nto = "LOCKED"\nset = { paid = "coin" }',
        [
            "@transition open.push: transition 'open.push': it sets 'paid', which LOCKED does "
            "not remember. Drop it from 'set'.",
        ],
    ),
    "no initial state": (
        'initial = "LOCKED"',
        'initial = "locked"',
        ["machine: 'initial' is no state: 'locked'. Name one."],
    ),
    "an initial state with a past": (
        'initial = "LOCKED"',
        'initial = "OPEN"',
        ["machine: 'initial' remembers something from nowhere. Begin in another state."],
    ),
    "a rank too few": (
        HEAD,
        'ranks = [["LOCKED"], ["OPEN"], ["BROKEN"]]',
        ["machine: 'ranks' misses or repeats a state. Name each once."],
    ),
    "a state in two ranks": (
        HEAD,
        'ranks = [["LOCKED"], ["OPEN", "LOCKED"], ["BROKEN"], ["OFF"]]',
        ["machine: 'ranks' misses or repeats a state. Name each once."],
    ),
    "a rank of no state": (
        HEAD,
        'ranks = [["LOCKED"], ["OPEN", "AJAR"], ["BROKEN"], ["OFF"]]',
        ["machine: 'ranks' misses or repeats a state. Name each once."],
    ),
    "a variant of nothing": (
        'of = "locked.kick"',
        'of = "locked.bell"',
        [
            "@variant older.locked.kick: variant 'older.locked.kick': there is no outcome "
            "'locked.bell'. Name one.",
        ],
    ),
    "a variant into no state": (
        'tag = "Older model"\nto = "BROKEN"',
        'tag = "Older model"\nto = "BENT"',
        [
            "@variant older.locked.kick: variant 'older.locked.kick': there is no state "
            "'BENT'. Name one.",
        ],
    ),
    "two states of one name": (
        'aliases = ["shut"]',
        'aliases = ["shut", "off"]',
        ["state 'OFF': 'OFF' also names 'LOCKED'. Rename one."],
    ),
    "two events of one name": (
        'label = { en = "push", zh = "推" }',
        'label = { en = "card", zh = "推" }',
        ["event 'push': 'card' also names 'card'. Rename one."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "complaints"), BROKEN.values(), ids=BROKEN)
def test_an_unsound_machine_is_told_where_what_and_the_remedy(
    tmp_path: Path, old: str, new: str, complaints: list[str]
) -> None:
    text = broken(old, new)
    assert complaints_of(tmp_path, text) == [
        f"turnstile.toml:{located(said, text)}"
        if said.startswith("@")
        else f"turnstile.toml: {said}"
        for said in complaints
    ]


def test_a_state_out_of_reach_is_told(tmp_path: Path) -> None:
    text = broken('on = "kick"\nto = "BROKEN"', 'on = "kick"\nto = "OFF"')
    text = text.replace(
        'when = { paid = "coin" }\nto = "BROKEN"', 'when = { paid = "coin" }\nto = "OFF"'
    )
    (said,) = complaints_of(tmp_path, text)
    expected = "turnstile.toml:@state BROKEN: state 'BROKEN': cannot be reached. "
    assert said == located(expected, text) + "Add a transition into it."


def test_names_are_told_before_cells_so_that_one_slip_is_one_complaint(tmp_path: Path) -> None:
    said = complaints_of(tmp_path, broken('on = "push"', 'on = "shove"'))
    assert len(said) == 1
