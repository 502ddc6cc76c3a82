"""Every type × every machine × every fact it suits × every form × several seeds."""

import re
from collections import Counter

import msgspec
import pytest

from quizapp.engine import (
    LANGUAGES,
    Event,
    Machine,
    Reaction,
    Source,
    State,
    Text,
    Transition,
    step,
)
from quizapp.grading import ChoiceKey, ClickKey, Form, SelectKey, TypedKey
from quizapp.questions import (
    STATE_PREFIX,
    Option,
    Question,
    Ref,
    UnknownFactError,
    build,
    catalog,
    choose_ref,
    facts,
    question_kind,
    right_for,
    ways,
)
from quizapp.questions.catalog import DRAWN_AT_ONCE, UnknownQuestionTypeError
from quizapp.questions.making import LETTERS
from quizapp.questions.wording import sends_value
from quizapp.scheduling import Rung
from tests.content.chinese import CJK, HALF_WIDTH, has_chinese
from tests.questions.asking import (
    answered,
    credit,
    one_question,
    questions,
    right_fields,
    ways_of_asking,
    wrong_fields,
)

everything = pytest.mark.parametrize(("machine", "slug", "form"), ways_of_asking())
choosing = pytest.mark.parametrize(("machine", "slug", "form"), ways_of_asking(Form.CHOOSE))


def test_the_catalogue_holds_the_types_of_its_folder() -> None:
    assert list(catalog()) == [
        "cause",
        "exits",
        "meaning",
        "missing-edges",
        "mutated-edge",
        "next-state",
        "occlusion",
        "previous-states",
        "reaction",
        "sent",
        "which-diagram",
    ]


def test_every_type_suits_every_machine(machine: Machine) -> None:
    asked = {param.values[1] for param in ways_of_asking() if param.values[0] is machine}
    assert asked == set(catalog())


@everything
def test_the_same_ref_gives_the_same_question(machine: Machine, slug: str, form: Form) -> None:
    first = list(questions(machine, slug, form))
    build.cache_clear()
    assert list(questions(machine, slug, form)) == first


@everything
def test_the_key_earns_everything(machine: Machine, slug: str, form: Form) -> None:
    for question in questions(machine, slug, form):
        assert credit(question, right_fields(question)) == 1.0, question.stem.en


@everything
def test_any_other_answer_earns_less(machine: Machine, slug: str, form: Form) -> None:
    for question in questions(machine, slug, form):
        wrong = wrong_fields(question)
        assert wrong
        assert all(credit(question, fields) < 1.0 for fields in wrong), question.stem.en


@everything
def test_asking_to_be_told_earns_nothing(machine: Machine, slug: str, form: Form) -> None:
    for question in questions(machine, slug, form, seeds=1):
        assert credit(question, {"give_up": ["1"]}) == 0.0


@everything
def test_a_question_survives_json(machine: Machine, slug: str, form: Form) -> None:
    for question in questions(machine, slug, form, seeds=2):
        stored = msgspec.json.encode(question)
        assert msgspec.json.decode(stored, type=Question) == question


@everything
def test_a_question_is_about_its_fact(machine: Machine, slug: str, form: Form) -> None:
    known = {fact.id for fact in facts(machine)}
    for question in questions(machine, slug, form):
        assert question.ref.fact in question.facts
        assert set(question.facts) <= known
        assert len(set(question.facts)) == len(question.facts)


def _sentences(question: Question) -> list[Text]:
    said = [question.stem, question.right]
    for option in question.options:
        said += [option.label, *([option.right_for] if option.right_for else [])]
    return said


@everything
def test_a_question_is_worded_in_both_languages(
    machine: Machine, slug: str, form: Form
) -> None:
    for question in questions(machine, slug, form):
        for text in _sentences(question):
            assert all(text.in_language(language).strip() for language in LANGUAGES)
            assert not HALF_WIDTH.search(text.zh), text.zh
            assert not re.search(f"） [{CJK}]", text.zh), text.zh
        assert has_chinese(question.stem.zh)
        assert not has_chinese(question.stem.en)


def _tells(stem: str, name: str) -> bool:
    """Tell whether a name stands in a stem as a word; CLOSE does not stand in CLOSE-WAIT."""
    return bool(re.search(rf"(?<![A-Za-z0-9-]){re.escape(name)}(?![A-Za-z0-9-])", stem))


def _right_names(machine: Machine, question: Question) -> list[Text]:
    """Return how the right answer is called, as far as one would recognise it."""
    match question.key:
        case ChoiceKey(option=right):
            return [option.label for option in question.options if option.id == right]
        case ClickKey(state=state):
            return [Text.same(state)]
        case TypedKey(values=values) if question.asks_for == "event":
            return [machine.event(value).label for value in values]
        case TypedKey(values=values) if question.asks_for == "state":
            return [Text.same(value) for value in values]
        case TypedKey(values=values):
            return [Text(en=f"snd {value}", zh=f"发送 {value}") for value in values]
        case SelectKey(options=right):
            return [option.label for option in question.options if option.id in right]
        case _:
            return [question.right]


@everything
def test_the_stem_does_not_tell_the_answer(machine: Machine, slug: str, form: Form) -> None:
    for question in questions(machine, slug, form):
        for name in _right_names(machine, question):
            assert not _tells(question.stem.en, name.en), question.stem.en
            assert not _tells(question.stem.zh, name.zh), question.stem.zh


@everything
def test_the_order_and_the_marks_of_options_tell_nothing(
    machine: Machine, slug: str, form: Form
) -> None:
    for question in questions(machine, slug, form, seeds=2):
        ids = [option.id for option in question.options]
        assert ids == list(LETTERS[: len(ids)])
        assert len({option.value for option in question.options}) == len(ids)
        assert len({option.label.en for option in question.options}) == len(ids)
        assert len({option.label.zh for option in question.options}) == len(ids)


@choosing
def test_one_chooses_among_three_or_four(machine: Machine, slug: str, form: Form) -> None:
    for question in questions(machine, slug, form):
        assert 3 <= len(question.options) <= 4


@choosing
def test_the_right_option_stands_anywhere(machine: Machine, slug: str, form: Form) -> None:
    orders = {
        tuple(option.value for option in question.options)
        for question in questions(machine, slug, form, seeds=1)
    }
    if len(orders) == 1:
        return  # Options that always keep one order do not tell by their places.
    fact = next(iter(questions(machine, slug, form, seeds=1))).ref.fact
    places = Counter(
        build(machine, Ref(machine.id, fact, slug, form, seed)).key.option  # type: ignore[union-attr]
        for seed in range(400)
    )
    fair = 400 / len(places)
    assert len(places) >= 3
    assert all(0.7 * fair < count < 1.3 * fair for count in places.values()), places


def _wrong_options(question: Question) -> list[Option]:
    right = question.key.option if isinstance(question.key, ChoiceKey) else ""
    return [option for option in question.options if option.id != right]


@choosing
def test_every_distractor_would_have_been_right_for_something_said(
    machine: Machine, slug: str, form: Form
) -> None:
    for question in questions(machine, slug, form):
        for option in _wrong_options(question):
            given, _ = answered(question, {"option": [option.id]})
            said = right_for(machine, question, given)
            assert said is not None, (question.stem.en, option.value)
            assert option.right_for in (None, said)


@choosing
def test_every_distractor_is_proven_wrong_by_the_engine(
    machine: Machine, slug: str, form: Form
) -> None:
    for question in questions(machine, slug, form):
        for option in _wrong_options(question):
            assert _is_wrong(machine, question, option.value), (question.stem.en, option.value)


def _is_wrong(machine: Machine, question: Question, value: str) -> bool:
    """Run the machine: the value is not what happens, nor what any variant does."""
    fact = question.ref.fact
    if fact.startswith(STATE_PREFIX):
        return machine.state(value).meaning != machine.state(fact[6:]).meaning
    assert question.at is not None
    event = machine.outcome(fact).event
    taken = step(machine, question.at, event)
    assert taken.outcome.id == fact
    others = machine.variants_of(fact)
    match question.asks_for:
        case "state":
            return value != taken.after.state and value not in {item.target for item in others}
        case "event":
            return step(machine, question.at, value).after.state != taken.after.state
        case "segments":
            sent = {"; ".join(item.sends) or "nothing" for item in others}
            return value != sends_value(taken.outcome) and value not in sent
        case "reaction":
            return Reaction(value) is not taken.outcome.reaction
        case asked:
            pytest.fail(f"prove the distractors of a question for {asked}")


def test_every_fact_can_be_asked_on_every_rung(machine: Machine) -> None:
    for fact in facts(machine):
        for rung in Rung:
            assert ways(machine, fact, rung), (fact.id, rung)


def test_a_rung_asks_as_it_offers_or_lower(machine: Machine) -> None:
    rungs = list(Rung)
    for fact in facts(machine):
        for rung in Rung:
            for slug, form in ways(machine, fact, rung):
                offered = [level for level, kind in catalog()[slug].offers if kind is form]
                assert min(map(rungs.index, offered)) <= rungs.index(rung)


@pytest.mark.parametrize(
    ("fact", "rung", "forms"),
    [
        ("closed.open-active", Rung.RECOGNISE, {Form.CHOOSE}),
        (
            "closed.open-active",
            Rung.RECALL,
            {Form.TYPE, Form.CLICK, Form.SELECT, Form.TRACE},
        ),
        ("closed.open-active", Rung.PRODUCE, {Form.TYPE, Form.DRAW}),
        ("state:LISTEN", Rung.RECALL, {Form.TYPE, Form.CLICK}),
        ("state:LISTEN", Rung.PRODUCE, {Form.TYPE, Form.CLICK}),
        ("time-wait.fin", Rung.RECALL, {Form.TYPE}),
        ("closed.rst", Rung.PRODUCE, {Form.CHOOSE}),
    ],
)
def test_the_form_rises_with_the_memory(
    tcp: Machine, fact: str, rung: Rung, forms: set[Form]
) -> None:
    asked = next(item for item in facts(tcp) if item.id == fact)
    assert {form for _, form in ways(tcp, asked, rung)} == forms


def test_a_chosen_ref_is_one_of_the_ways_and_uses_them_all(tcp: Machine) -> None:
    fact = facts(tcp)[0]
    refs = [choose_ref(tcp, fact, Rung.RECALL, seed) for seed in range(60)]
    assert {(ref.type, ref.form) for ref in refs} == set(ways(tcp, fact, Rung.RECALL))
    assert {(ref.machine, ref.fact) for ref in refs} == {("tcp", fact.id)}
    assert [ref.seed for ref in refs] == list(range(60))


def test_a_review_takes_several_arrows_out_of_a_drawing(tcp: Machine) -> None:
    fact = facts(tcp)[0]
    refs = [choose_ref(tcp, fact, Rung.PRODUCE, seed) for seed in range(20)]
    assert {ref.size for ref in refs if ref.form is Form.DRAW} == {DRAWN_AT_ONCE}
    assert {ref.size for ref in refs if ref.form is not Form.DRAW} == {1}


def test_what_is_gone_is_refused(tcp: Machine) -> None:
    with pytest.raises(UnknownFactError, match=r"'tcp' has no fact 'gone' \(any more\)"):
        one_question("tcp", "next-state", Form.CHOOSE, "gone")
    with pytest.raises(UnknownQuestionTypeError, match="no question type 'riddle'"):
        question_kind("riddle")


def test_a_machine_too_small_to_choose_from_is_asked_by_typing() -> None:
    source = Source("Handbook", "1")
    text = Text("it is so", "如此")
    states = tuple(State(name, text, source) for name in ("A", "B"))
    event = Event("go", "call", Text("go", "走"), text, source)
    moves = tuple(
        Transition(id=f"{a}.go", states=(a,), event="go", source=source, why=text, target=b)
        for a, b in (("A", "B"), ("B", "A"))
    )
    small = Machine(
        id="small",
        title=text,
        source=source,
        initial="A",
        states=states,
        events=(event,),
        transitions=moves,
    )
    for fact in facts(small):
        for rung in Rung:
            assert build(small, choose_ref(small, fact, rung, 1)).key
