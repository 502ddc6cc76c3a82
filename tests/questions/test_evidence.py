import pytest

from quizapp.engine import Machine
from quizapp.grading import Answer, Edge, Form, SelectKey, Typed
from quizapp.questions import Question, describe_answer, evidence_of, right_for
from tests.conftest import MACHINES
from tests.questions.asking import Fields, answered, drawing_fields, one_question, right_fields

SELECT = one_question("tcp", "exits", Form.SELECT, "fin-wait-1.fin")
TYPE = one_question("tcp", "cause", Form.TYPE, "listen.syn")
TRACE = one_question("tcp", "which-diagram", Form.TRACE, "listen.syn")
DRAW = one_question("tcp", "missing-edges", Form.DRAW, "listen.syn", size=3)


def _evidence(question: Question, fields: Fields) -> dict[str, float]:
    given, verdict = answered(question, fields)
    return evidence_of(question, given, verdict)


def _key(question: Question) -> SelectKey:
    assert isinstance(question.key, SelectKey)
    return question.key


@pytest.mark.parametrize(
    "question",
    [
        one_question("tcp", "next-state", Form.CHOOSE, "listen.syn"),
        one_question("tcp", "next-state", Form.CLICK, "listen.syn"),
        TYPE,
        SELECT,
        DRAW,
        TRACE,
    ],
    ids=lambda question: str(question.ref.form),
)
def test_a_right_answer_is_full_evidence_for_every_fact_asked(question: Question) -> None:
    assert _evidence(question, right_fields(question)) == dict.fromkeys(question.facts, 1.0)
    assert _evidence(question, {"give_up": ["1"]}) == dict.fromkeys(question.facts, 0.0)


def test_an_option_left_out_counts_against_its_own_fact_only() -> None:
    key = _key(SELECT)
    left_out, *ticked = key.options
    facts = dict(key.facts)
    earned = _evidence(SELECT, {"option": ticked})
    assert earned == {**dict.fromkeys(SELECT.facts, 1.0), facts[left_out]: 0.0}


def test_a_wrong_tick_takes_something_from_every_fact_ticked() -> None:
    key = _key(SELECT)
    wrong = next(option for option in key.offered if option not in key.options)
    earned = _evidence(SELECT, {"option": [*key.options, wrong]})
    share = len(key.options) / (len(key.options) + 1)
    assert earned == dict.fromkeys(SELECT.facts, share)


def test_ticking_everything_is_poor_evidence() -> None:
    key = _key(SELECT)
    earned = _evidence(SELECT, {"option": key.offered})
    assert set(earned.values()) == {len(key.options) / len(key.offered)}


def test_two_options_that_show_one_fact_share_its_credit() -> None:
    question = one_question("tcp", "previous-states", Form.SELECT, "established.close")
    key = _key(question)
    assert question.facts.count("syn-received.close") == 1
    both = [option for option, fact in key.facts if fact == "syn-received.close"]
    assert len(both) == 2
    ticked = [option for option in key.options if option != both[0]]
    assert _evidence(question, {"option": ticked}) == {
        "established.close": 1.0,
        "syn-received.close": 0.5,
    }


def test_a_drawing_is_evidence_arrow_by_arrow() -> None:
    edges = {item.fact: item.edge for item in DRAW.key.required}  # type: ignore[union-attr]
    first, second, third = edges
    turned = Edge(
        edges[second].head, edges[second].tail, edges[second].event, edges[second].sends
    )
    earned = _evidence(DRAW, drawing_fields([edges[first], turned]))
    assert earned[first] == 1.0
    assert 0.0 < earned[second] < 0.5
    assert earned[third] == 0.0


def _options(question: Question, *values: str) -> Fields:
    return {"option": [item.id for item in question.options if item.value in values]}


# What was answered, and how that reads in English and in Chinese.
ANSWERS: list[tuple[Question, Fields, str, str]] = [
    (TYPE, {"give_up": ["1"]}, "You asked to be told.", "你选择了查看答案。"),
    (TYPE, {"text": ["SYN"]}, "SYN (rcv SYN)", "SYN（收到 SYN）"),
    (TYPE, {"text": ["rcv syn"]}, "rcv syn", "rcv syn（收到 SYN）"),
    (
        one_question("tcp", "next-state", Form.TYPE, "syn-sent.syn-ack"),
        {"text": ["estab"]},
        "estab (ESTABLISHED)",
        "estab（ESTABLISHED）",
    ),
    (
        one_question("tcp", "sent", Form.TYPE, "syn-sent.syn-ack"),
        {"text": ["SYN+ACK"]},
        "SYN+ACK (snd SYN,ACK)",
        "SYN+ACK（发送 SYN,ACK）",
    ),
    (
        one_question("tcp", "next-state", Form.CLICK, "listen.syn"),
        {"state": ["SYN-SENT"]},
        "SYN-SENT",
        "SYN-SENT",
    ),
    (
        one_question("tcp", "reaction", Form.CHOOSE, "closed.rst"),
        {"option": ["c"]},
        "It stays, and ignores it: nothing is sent",
        "状态不变，直接忽略，什么也不发送",
    ),
    (
        DRAW,
        drawing_fields([Edge("LISTEN", "CLOSED", "close"), Edge("CLOSED", "SYN-SENT")]),
        "LISTEN → CLOSED · CLOSE; CLOSED → SYN-SENT · ?",
        "LISTEN → CLOSED · CLOSE；CLOSED → SYN-SENT · ?",
    ),
    (
        DRAW,
        drawing_fields([Edge("LISTEN", "SYN-RECEIVED", "segment-syn", ("SYN,ACK",))]),
        "LISTEN → SYN-RECEIVED · rcv SYN / SYN,ACK",
        "LISTEN → SYN-RECEIVED · 收到 SYN / SYN,ACK",
    ),
    (TRACE, {"option": ["b"]}, "Diagram B", "图 B"),
    (
        TRACE,
        {"option": ["a"], "event": ["passive open", "收到 SYN"]},
        "Diagram A: passive OPEN · rcv SYN",
        "图 A：被动 OPEN · 收到 SYN",
    ),
]


@pytest.mark.parametrize(("question", "fields", "en", "zh"), ANSWERS)
def test_an_answer_reads_as_one_would_say_it(
    tcp: Machine, question: Question, fields: Fields, en: str, zh: str
) -> None:
    given, _ = answered(question, fields)
    said = describe_answer(tcp, question, given)
    assert (said.en, said.zh) == (en, zh)


def test_ticked_options_read_in_the_order_offered(tcp: Machine) -> None:
    given, _ = answered(SELECT, {"option": ["c", "a", "b"]})
    first = [option.label for option in SELECT.options[:3]]
    said = describe_answer(tcp, SELECT, given)
    assert said.en == " · ".join(label.en for label in first)
    assert said.zh == " · ".join(label.zh for label in first)


# A wrong answer, and what it would have been right for.
RIGHT_FOR: list[tuple[str, Form, str, Answer | str, str | None]] = [
    (
        "next-state", Form.TYPE, "listen.syn", "FIN-WAIT-2",
        None,
    ),
    (
        "next-state", Form.TYPE, "listen.syn", "SYN-SENT",
        "LISTEN · SEND → SYN-SENT, snd SYN",
    ),
    (
        "next-state", Form.TYPE, "established.abort", "TIME-WAIT",
        "RFC 9293 Note 3: ",
    ),
    (
        "cause", Form.TYPE, "listen.syn", "close",
        "LISTEN · CLOSE → CLOSED",
    ),
    (
        "sent", Form.TYPE, "syn-sent.syn", "ACK",
        "RFC 793: ",
    ),
    (
        "sent", Form.TYPE, "syn-sent.syn", "SYN",
        "CLOSED · active OPEN → SYN-SENT, snd SYN",
    ),
    (
        "sent", Form.TYPE, "closing.fin-ack-of-fin", "nothing",
        "Linux: ",
    ),
    (
        "meaning", Form.TYPE, "state:LISTEN", "CLOSED",
        "There is no connection and no control block",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "form", "fact", "value", "expected"), RIGHT_FOR)
def test_a_wrong_answer_is_told_what_it_would_have_been_right_for(
    tcp: Machine, slug: str, form: Form, fact: str, value: str, expected: str | None
) -> None:
    said = right_for(tcp, one_question("tcp", slug, form, fact), Typed(value, value))
    if expected is None:
        assert said is None
    else:
        assert said is not None
        assert said.en.startswith(expected)


def test_every_wrong_tick_is_told_and_right_ones_are_not(tcp: Machine) -> None:
    right = _key(SELECT).options[0]
    wrong = [option for option in _key(SELECT).offered if option not in _key(SELECT).options]
    wrong = wrong[:3]
    given, _ = answered(SELECT, {"option": [right, *wrong]})
    said = right_for(tcp, SELECT, given)
    assert said is not None
    assert said.en.count("FIN-WAIT-1 · ") == 3
    assert (said.en.count("; "), said.zh.count("；")) == (2, 2)


@pytest.mark.parametrize("fields", [{"give_up": ["1"]}, drawing_fields([Edge("A", "B")])])
def test_giving_up_and_drawings_have_nothing_they_were_right_for(
    tcp: Machine, fields: Fields
) -> None:
    if "from" in fields:
        fields = drawing_fields([Edge("LISTEN", "CLOSED", "close")])
    given, _ = answered(DRAW, fields)
    assert right_for(tcp, DRAW, given) is None


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    ("slug", "fact", "value"),
    [
        ("reaction", "existing.status", "moves"),
        ("cause", "syn-received.close", "segment-rst"),
    ],
)
def test_it_is_told_of_the_very_situation_that_was_asked(
    slug: str, fact: str, value: str, seed: int
) -> None:
    machine = MACHINES["tcp"]
    form = Form.CHOOSE if slug == "reaction" else Form.TYPE
    question = one_question("tcp", slug, form, fact, seed)
    assert question.at is not None
    given: Answer = Typed(value, value)
    if form is Form.CHOOSE:
        given, _ = answered(question, _options(question, value))
    said = right_for(machine, question, given)
    assert said is not None
    way = {"active": "opened actively", "passive": "opened passively"}
    remembered = [f" ({way[value]})" for _, value in question.at.variables]
    assert said.en.startswith(f"{question.at.state}{''.join(remembered)} · ")
