"""How what is typed becomes the fields of a form, and what a verdict says."""

import click
import pytest
from click.testing import CliRunner, Result

from quizapp.cli.asking import ARROW, ask, verdict_lines
from quizapp.grading import Form
from quizapp.services.drill import start
from quizapp.services.review import marked
from quizapp.services.study import Study
from quizapp.services.values import Asked
from tests.conftest import NOW
from tests.questions.asking import credit, right_fields
from tests.services.learning import asked_for, give, give_right, ref_to


def typed_in(asked: Asked, typed: str, language: str = "en") -> tuple[dict[str, object], str]:
    """Put a question in a terminal; return the fields understood and the screen."""
    fields: dict[str, object] = {}

    @click.command()
    def terminal() -> None:
        fields.update(ask(asked, language))

    result: Result = CliRunner().invoke(terminal, input=typed)
    assert result.exit_code == 0, result.output
    return fields, result.output


@pytest.mark.parametrize(
    ("slug", "form", "typed", "fields"),
    [
        ("next-state", Form.CHOOSE, "b", {"option": ["b"]}),
        ("next-state", Form.CHOOSE, " B ", {"option": ["b"]}),
        ("next-state", Form.TYPE, "syn rcvd", {"text": ["syn rcvd"]}),
        ("next-state", Form.CLICK, "SYN-RECEIVED", {"state": ["SYN-RECEIVED"]}),
        ("next-state", Form.CLICK, "syn_rcvd", {"state": ["SYN-RECEIVED"]}),
        ("next-state", Form.CLICK, "监听", {"state": ["LISTEN"]}),
        ("next-state", Form.CLICK, "MARS", {"state": ["MARS"]}),
        ("exits", Form.SELECT, "a c", {"option": ["a", "c"]}),
        ("exits", Form.SELECT, "A,c", {"option": ["a", "c"]}),
        ("exits", Form.SELECT, "ac", {"option": ["a", "c"]}),
        ("exits", Form.SELECT, "", {"give_up": ["1"]}),
        ("next-state", Form.CHOOSE, "  ", {"give_up": ["1"]}),
    ],
)
def test_what_is_typed_becomes_the_fields_of_its_form(
    study: Study, slug: str, form: Form, typed: str, fields: dict[str, object]
) -> None:
    asked = asked_for(study, ref_to("listen.syn", slug, form), NOW)
    assert typed_in(asked, f"{typed}\n")[0] == fields


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("A -> B : close / FIN", ("A", "B", "close", "FIN")),
        ("A->B:close/FIN", ("A", "B", "close", "FIN")),
        ("A → B ： 收到 FIN / ACK", ("A", "B", "收到 FIN", "ACK")),
        ("SYN-SENT -> FIN-WAIT-1", ("SYN-SENT", "FIN-WAIT-1", "", "")),
        ("A -> B : recv SYN/ACK / ACK", ("A", "B", "recv SYN/ACK", "ACK")),
        ("A -> B : coin / CLICK; BEEP", ("A", "B", "coin", "CLICK; BEEP")),
        ("A -> B :", ("A", "B", "", "")),
        ("A B", ("A B", "", "", "")),
    ],
)
def test_a_line_is_read_as_an_arrow(
    study: Study, line: str, parts: tuple[str, str, str, str]
) -> None:
    fields, _ = typed_in(start(study, "tcp", 1, "", 1, NOW), f"{line}\n\n")
    assert tuple(fields.values()) == tuple((part,) for part in parts)
    assert list(fields) == ["from", "to", "event", "send"]


def test_an_arrow_needs_two_ends() -> None:
    assert ARROW.match("-> B") is None
    assert ARROW.match("A ->") is None


def test_the_shown_rest_typed_back_is_understood(study: Study) -> None:
    for language in ("en", "zh"):
        asked = start(study, "tcp", 5, "", 3, NOW)
        _, screen = typed_in(asked, "\n", language)
        lines = [
            line.strip()
            for line in screen.splitlines()
            if line.startswith("  ") and ":" in line
        ]
        shown = [line for line in lines if " -> " in line and not line.startswith("(")]
        assert len(shown) == 16
        fields, _ = typed_in(asked, "\n".join(shown) + "\n\n", language)
        assert credit(asked.question, fields) == 0.0  # type: ignore[arg-type]


def test_options_are_lettered_in_the_language_asked_for(study: Study) -> None:
    asked = asked_for(study, ref_to("listen.syn", "cause"), NOW)
    for language in ("en", "zh"):
        _, screen = typed_in(asked, "a\n", language)
        assert asked.question.stem.in_language(language) in screen
        for option in asked.question.options:
            assert f"  {option.id}) {option.label.in_language(language)}" in screen


def _said(study: Study, attempt: str, language: str = "en", zone: str = "UTC") -> list[str]:
    return [
        click.unstyle(line)
        for line in verdict_lines(marked(study, attempt, NOW), language, zone)
    ]


def test_a_right_answer_is_told_with_its_reason_and_when_it_comes_back(study: Study) -> None:
    attempt = give_right(study, asked_for(study, ref_to("syn-sent.syn"), NOW), NOW)
    right, key, why, variant, back = _said(study, attempt)
    assert right == "  Right."
    assert key == "  Key:   SYN-RECEIVED"
    assert why.endswith("[RFC 9293 §3.10.7.3]")
    assert variant.startswith("         RFC 793: ")
    assert back.startswith("  Back:  2026-03-02 09:10 UTC  (SYN-SENT · rcv SYN → ")


def test_a_wrong_answer_is_told_what_it_would_have_been_right_for(study: Study) -> None:
    asked = asked_for(study, ref_to("listen.syn", form=Form.TYPE), NOW)
    attempt = give(study, asked, {"text": ["SYN-SENT"]}, NOW)
    assert _said(study, attempt)[:4] == [
        "  Not right (0%).",
        "  You:   SYN-SENT",
        "  Key:   SYN-RECEIVED",
        "  Yours: LISTEN · SEND → SYN-SENT, snd SYN",
    ]


def test_every_form_can_be_answered_right_from_the_terminal(study: Study) -> None:
    for slug, form in (
        ("next-state", Form.CHOOSE),
        ("next-state", Form.TYPE),
        ("next-state", Form.CLICK),
        ("exits", Form.SELECT),
    ):
        asked = asked_for(study, ref_to("listen.syn", slug, form), NOW)
        (typed,) = right_fields(asked.question).values()
        fields, _ = typed_in(asked, " ".join(typed) + "\n")
        assert credit(asked.question, fields) == 1.0  # type: ignore[arg-type]


def test_a_verdict_speaks_chinese_and_tells_the_learners_own_time(study: Study) -> None:
    attempt = give_right(study, asked_for(study, ref_to("syn-sent.syn"), NOW), NOW)
    said = _said(study, attempt, "zh", "Asia/Shanghai")
    assert said[:2] == ["  正确。", "  答案： SYN-RECEIVED"]
    assert said[-1].startswith("  下次： 2026-03-02 17:10 CST  (")


def test_another_name_of_a_state_is_understood_in_a_drawing(study: Study) -> None:
    asked = start(study, "tcp", 1, "", 1, NOW)
    fields, _ = typed_in(asked, "LISTEN -> syn-rcvd : rcv SYN / SYN,ACK\n\n")
    assert fields["to"] == ("SYN-RECEIVED",)


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Exactly: a new SYN without"), ("zh", "确切地说：收到一个不带")],
)
def test_what_a_question_says_in_few_words_is_told_exactly_below(
    study: Study, language: str, told: str
) -> None:
    asked = asked_for(study, ref_to("listen.syn", "next-state", Form.TYPE), NOW)
    _, screen = typed_in(asked, "SYN-RECEIVED\n", language)
    assert told in screen.splitlines()[2]
