import re
from pathlib import Path

import pytest

from quizapp.content import ContentError, machines, read_machine
from quizapp.content.parsing import MAX_BYTES
from quizapp.engine import Drawn, Reaction, Source, Text
from tests.content.broken import FILE, SOUND, broken, complaints_of, located

HEAD = 'ranks = [["LOCKED"], ["OPEN"], ["BROKEN"], ["OFF"]]'
COIN = 'why = { en = "A coin pays for one passage.", zh = "一枚硬币够通过一次。" }'

# One change to the file, and everything that is then said about it.
BROKEN = {
    "a section nobody knows": (
        "[[role]]",
        "[[part]]",
        [
            "[part] is not a section. Use variable, role, state, event, transition, response, "
            "impossible, variant, misconception, aside.",
        ],
    ),
    "an unknown key of the machine": (
        HEAD,
        f'{HEAD}\nauthor = "me"',
        ["machine 'turnstile': 'author' is not a key of a machine. Remove or correct it."],
    ),
    "an unknown key of a transition": (
        'set = { paid = "coin" }',
        'sets = { paid = "coin" }',
        [
            "@transition locked.coin: transition 'locked.coin': 'sets' is not a key of a "
            "transition. Remove or correct it.",
        ],
    ),
    "a list for a string": (
        'on = "coin"',
        'on = ["coin"]',
        [
            "@transition locked.coin: transition 'locked.coin': 'on' is not a string. "
            "Write it as a string.",
        ],
    ),
    "a string for a list": (
        'send = ["CLICK"]',
        'send = "CLICK"',
        [
            "@transition locked.coin: transition 'locked.coin': 'send' is not a list. "
            "Write it as a list.",
        ],
    ),
    "numbers in a list of strings": (
        'send = ["CLICK"]',
        "send = [1, 2]",
        [
            "@transition locked.coin: transition 'locked.coin': 'send' holds something else "
            "than strings. Quote every item.",
        ],
    ),
    "a truth value for a tier": (
        "tier = 1",
        "tier = true",
        [
            "@transition locked.coin: transition 'locked.coin': 'tier' is not a whole number. "
            "Write it as a whole number.",
        ],
    ),
    "a tier there is not": (
        "tier = 1",
        "tier = 4",
        [
            "@transition locked.coin: transition 'locked.coin': tier = 4 is out of bounds. "
            "Use 1 to 3.",
        ],
    ),
    "a word that is not one of a few": (
        'drawn = "figure"',
        'drawn = "yes"',
        [
            "@transition locked.coin: transition 'locked.coin': drawn = 'yes' is unknown. "
            "Use one of figure, note, text.",
        ],
    ),
    "a kind of event there is not": (
        'kind = "call"',
        'kind = "shout"',
        ["@event coin: event 'coin': kind = 'shout' is unknown. "
         "Use one of call, segment, timeout."],
    ),
    "a line style there is not": (
        'line = "heavy"',
        'line = "wavy"',
        ["@role rider: role 'rider': line = 'wavy' is unknown. "
         "Use one of plain, heavy, dashed."],
    ),
    "no Chinese": (
        COIN,
        'why = { en = "A coin pays for one passage." }',
        ["@transition locked.coin: transition 'locked.coin': 'why' has no 'zh'. Translate it."],
    ),
    "empty Chinese": (
        COIN,
        'why = { en = "A coin pays for one passage.", zh = " " }',
        ["@transition locked.coin: transition 'locked.coin': 'why' has no 'zh'. Translate it."],
    ),
    "a language quizapp does not speak": (
        COIN,
        COIN.replace("zh =", 'fr = "x", zh ='),
        [
            "@transition locked.coin: transition 'locked.coin': 'why' has an unknown language "
            "'fr'. Remove it.",
        ],
    ),
    "no reason": (
        COIN,
        "",
        ["@transition locked.coin: transition 'locked.coin': 'why' is missing. Add 'why'."],
    ),
    "no source": (
        'source = { document = "Handbook", section = "1" }\nwhy = { en = "A coin',
        'why = { en = "A coin',
        [
            "@transition locked.coin: transition 'locked.coin': 'source' is missing. "
            "Add 'source'.",
        ],
    ),
    "half a source": (
        'source = { document = "Handbook", section = "1" }\nwhy = { en = "A coin',
        'source = { document = "Handbook" }\nwhy = { en = "A coin',
        [
            "@transition locked.coin: transition 'locked.coin': 'source' is incomplete. "
            "Give exactly document and section.",
        ],
    ),
    "an empty source": (
        'source = { document = "Handbook", section = "1" }\nwhy = { en = "A coin',
        'source = { document = "", section = "1" }\nwhy = { en = "A coin',
        [
            "@transition locked.coin: transition 'locked.coin': 'source' is incomplete. "
            "Give exactly document and section.",
        ],
    ),
    "a section as a number": (
        'source = { document = "Handbook", section = "1" }\nwhy = { en = "A coin',
        'source = { document = "Handbook", section = 3.10 }\nwhy = { en = "A coin',
        [
            "@transition locked.coin: transition 'locked.coin': 'source' is incomplete. "
            "Give exactly document and section.",
        ],
    ),
    "a value without a label": (
        'labels = [{ en = "paid by coin", zh = "投币" }, ',
        "labels = [",
        [
            "@variable paid: variable 'paid': 'labels' and 'values' differ in length. "
            "Give each value a label.",
        ],
    ),
    "no states to respond in": (
        'states = ["LOCKED"]',
        "states = []",
        ["@response locked.push: response 'locked.push': 'states' is missing. Add 'states'."],
    ),
    "ignored, but answered": (
        'reaction = "ignored"',
        'reaction = "ignored"\nsend = ["BEEP"]',
        [
            "@response locked.push: response 'locked.push': an ignored event is answered. "
            "Drop 'send', or say 'handled'.",
        ],
    ),
    "an error that says nothing": (
        'returns = "already paid"',
        "",
        [
            "@response open.card: response 'open.card': an error says nothing to the user. "
            "Add 'returns'.",
        ],
    ),
    "an impossible cell that sends": (
        'id = "off.push"',
        'id = "off.push"\nsend = ["BEEP"]',
        ["@impossible off.push: impossible 'off.push': 'send' is not a key of a impossible. "
         "Remove or correct it."],
    ),
    "an id that is not the file's name": (
        'id = "turnstile"',
        'id = "gate"',
        ["machine 'gate': the id is not 'turnstile'. Name the file after the machine."],
    ),
    "two machines in one file": (
        "[machine]",
        "[[machine]]",
        ["[machine] is not one table. Write [machine], once."],
    ),
    "a row that is not a list": (
        HEAD,
        'ranks = ["LOCKED", "OPEN", "BROKEN", "OFF"]',
        ["machine 'turnstile': 'ranks' is not made of lists of strings. Write [[…], […]]."],
    ),
    "rows of numbers": (
        HEAD,
        "ranks = [[1], [2]]",
        ["machine 'turnstile': 'ranks' is not made of lists of strings. Write [[…], […]]."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "complaints"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_where_what_and_the_remedy(
    tmp_path: Path, old: str, new: str, complaints: list[str]
) -> None:
    text = broken(old, new)
    expected = [
        f"turnstile.toml:{located(said, text)}"
        if said.startswith("@")
        else f"turnstile.toml: {said}"
        for said in complaints
    ]
    assert complaints_of(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("state = [1, 2]", "[state] is not a list of tables. Write [[state]]."),
        ("state = 'LOCKED'", "[state] is not a list of tables. Write [[state]]."),
        ("[event]\nid = 'coin'", "[event] is not a list of tables. Write [[event]]."),
        ("machine = 3", "[machine] is not one table. Write [machine], once."),
    ],
)
def test_a_section_of_the_wrong_shape_is_told(tmp_path: Path, text: str, said: str) -> None:
    assert complaints_of(tmp_path, text) == [f"turnstile.toml: {said}"]


def test_an_empty_file_lacks_everything_a_machine_needs(tmp_path: Path) -> None:
    missing = ("id", "initial", "source", "title")
    assert complaints_of(tmp_path, "") == [
        *(f"turnstile.toml: machine '': {key!r} is missing. Add {key!r}." for key in missing),
        "turnstile.toml: machine '': the id is not 'turnstile'. Name the file after the "
        "machine.",
    ]


def test_all_problems_of_a_file_are_told_at_once_from_the_top(tmp_path: Path) -> None:
    text = broken('reaction = "ignored"', 'reaction = "sulks"')
    text = text.replace("tier = 1", "tier = 9", 1).replace('zh = "闸机"', 'cn = "闸机"', 1)
    assert [said.partition(" ")[2] for said in complaints_of(tmp_path, text)] == [
        "machine 'turnstile': 'title' has an unknown language 'cn'. Remove it.",
        "machine 'turnstile': 'title' has no 'zh'. Translate it.",
        "transition 'locked.coin': tier = 9 is out of bounds. Use 1 to 3.",
        "response 'locked.push': reaction = 'sulks' is unknown. "
        "Use one of handled, ignored, error.",
    ]


def test_lines_are_found_however_a_header_is_spaced(tmp_path: Path) -> None:
    text = SOUND.replace("[[transition]]", "[[ transition ]]").replace(
        "tier = 1", "tier = 9", 1
    )
    line = text.splitlines().index('id = "locked.coin"')
    assert complaints_of(tmp_path, text)[0].startswith(f"turnstile.toml:{line}: ")


def test_a_file_that_is_not_toml_is_told_with_its_place(tmp_path: Path) -> None:
    (said,) = complaints_of(tmp_path, SOUND.replace('id = "OPEN"', "id = OPEN", 1))
    line = SOUND.splitlines().index('id = "OPEN"') + 1
    assert said.startswith("turnstile.toml: is not TOML: ")
    assert f"at line {line}" in said


def test_endless_nesting_is_a_complaint_and_no_crash(tmp_path: Path) -> None:
    (said,) = complaints_of(tmp_path, "a = " + "[" * 20_000)
    assert said.startswith("turnstile.toml: is not TOML: ")


def _said_of(path: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read_machine(path)
    (complaint,) = caught.value.complaints
    return str(complaint)


def test_a_file_that_is_not_utf_8_is_told_with_its_byte(tmp_path: Path) -> None:
    path = tmp_path / "turnstile.toml"
    path.write_bytes(b"# caf\xe9\n")
    assert _said_of(path) == "turnstile.toml: is not UTF-8 (byte 5). Save it as UTF-8."


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "turnstile.toml"
    path.write_text(SOUND + "#" * MAX_BYTES, encoding="utf-8")
    assert (
        _said_of(path) == "turnstile.toml: the file is too large. Keep it below 2000000 bytes."
    )


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert _said_of(tmp_path / "gone.toml") == (
        "gone.toml: cannot be read (No such file or directory). Name a readable file."
    )


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert _said_of(tmp_path).endswith("cannot be read (Is a directory). Name a readable file.")


def test_a_sound_file_is_read_field_by_field() -> None:
    machine = read_machine(FILE)
    assert machine.id == "turnstile"
    assert machine.title == Text(en="Turnstile", zh="闸机")
    assert machine.source == Source("Handbook", "1")
    assert machine.retired == ("locked.bell",)
    assert machine.ranks == (("LOCKED",), ("OPEN",), ("BROKEN",), ("OFF",))
    assert machine.variables[0].values == ("coin", "card")
    assert [role.line for role in machine.roles] == ["heavy", "dashed"]
    assert machine.state("OPEN").aliases == ("开",)
    assert machine.state("OPEN").variables == ("paid",)
    assert machine.event("push").label == Text(en="push", zh="推")
    coin = machine.transitions[0]
    assert (coin.origin, coin.event, coin.target) == ("LOCKED", "coin", "OPEN")
    assert (coin.sets, coin.sends, coin.roles) == ((("paid", "coin"),), ("CLICK",), ("rider",))
    assert (coin.tier, coin.drawn) == (1, Drawn.FIGURE)
    assert machine.outcome("open.kick.card").when == (("paid", "card"),)
    refused = machine.outcome("broken.coin")
    assert refused.reaction is Reaction.ERROR
    assert (refused.states, refused.returns) == (("BROKEN", "OFF"), "out of order")
    assert machine.variants[0].target == "BROKEN"


def test_what_is_left_out_of_a_transition_has_a_default() -> None:
    key = read_machine(FILE).transitions[-1]
    assert (key.id, key.drawn, key.tier) == ("locked.key", Drawn.TEXT, 3)
    assert (key.sends, key.sets, key.roles, key.returns) == ((), (), (), None)


@pytest.mark.parametrize("name", ["闸机", "a b", "Turnstile", "-a", "a--b", "a.b", "x" * 65])
def test_a_name_that_cannot_stand_in_an_address_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.toml"
    path.write_text(broken('id = "turnstile"', f'id = "{name}"'), encoding="utf-8")
    said = _said_of(path)
    assert said.startswith(f"{name}.toml: machine '{name}': id = '{name}' cannot stand")
    assert said.endswith("Use a-z, 0-9 and hyphens between them, 64 characters at most.")


def test_a_state_that_remembers_too_much_is_told_at_once(tmp_path: Path) -> None:
    names = [f"v{number}" for number in range(12)]
    values = [str(number) for number in range(8)]
    label = '{ en = "a", zh = "一" }'
    variables = "".join(
        f"[[variable]]\nid = '{name}'\nvalues = {values}\ntitle = {label}\n"
        f"labels = [{', '.join([label] * 8)}]\n"
        for name in names
    )
    text = broken('variables = ["paid"]', f"variables = {['paid', *names]}") + variables
    (said,) = complaints_of(tmp_path, text)
    assert "state 'OPEN': what it remembers has 137438953472 combinations" in said
    assert re.match(r"turnstile\.toml:\d+: ", said)


def test_a_table_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machines, "MOST_CELLS", 3)
    assert "the table would have" in complaints_of(tmp_path, SOUND)[0]
