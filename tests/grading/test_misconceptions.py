import pytest

from quizapp.engine import Machine
from quizapp.grading import Level, LevelKind, Strictness
from quizapp.grading.examiner import examine
from quizapp.grading.findings import Belief
from tests.conftest import MACHINES
from tests.content.chinese import HALF_WIDTH
from tests.grading.sheets import added, changed, perfect, without

TCP = MACHINES["tcp"]
PERFECT = perfect(TCP)


def findings(sheet, machine=TCP, **level):
    return examine(machine, Level(**level), sheet).findings


def only(sheet):
    (finding,) = findings(sheet)
    return finding


def moved(edge, **ends):
    return changed(PERFECT, edge, **ends)


NAMED = {
    "three-segment close": (moved("fin-wait-1.fin", head="TIME-WAIT"), "Note 2", "注 2"),
    "no TIME-WAIT": (moved("fin-wait-2.fin", head="CLOSED"), "skipped TIME-WAIT", "跳过了"),
    "TIME-WAIT on the wrong side": (
        moved("last-ack.ack-of-fin", head="TIME-WAIT"),
        "sends the last ACK",
        "最后一个 ACK",
    ),
    "both closes in one": (moved("established.fin", head="LAST-ACK"), "CLOSE-WAIT", "应用调用"),
    "connected by one SYN": (
        moved("listen.syn", head="ESTABLISHED"),
        "half-open",
        "半连接队列",
    ),
}


@pytest.mark.parametrize("case", list(NAMED))
def test_a_machine_s_own_misconceptions_are_named_with_their_section(case: str):
    sheet, en, zh = NAMED[case]
    finding = only(sheet)
    assert finding.belief is Belief.NAMED
    assert en in finding.words.en
    assert zh in finding.words.zh
    assert finding.source is not None
    assert finding.source.document == "RFC 9293"


@pytest.mark.parametrize("item", TCP.misconceptions, ids=lambda item: item.id)
def test_every_misconception_of_a_machine_is_found_when_it_is_drawn(item):
    sends = " / snd ACK" if item.sends is None else f" / snd {'; '.join(item.sends)}"
    label = TCP.event(item.event).label.en + sends
    found = findings(added(PERFECT, item.tail, item.head, label))
    assert [finding.words for finding in found if finding.ids == ("own",)] == [item.text]


def test_the_older_standard_is_recognised():
    finding = only(changed(PERFECT, "syn-sent.syn", label="rcv SYN / snd ACK"))
    assert finding.belief is Belief.VARIANT
    assert "RFC 793" in finding.words.en
    assert str(finding.source).startswith("RFC 793")


def test_a_real_system_is_recognised():
    finding = only(moved("syn-received.rst.passive", head="CLOSED"))
    assert finding.belief in (Belief.VARIANT, Belief.ONLY_IN_TEXT)


def test_an_arrow_the_wrong_way_is_named():
    finding = only(moved("close-wait.close", tail="LAST-ACK", head="CLOSE-WAIT"))
    assert finding.belief is Belief.REVERSED
    assert finding.words.en == (
        "The arrow points the wrong way: CLOSE leads from CLOSE-WAIT to LAST-ACK."
    )
    assert finding.words.zh == "箭头画反了：“CLOSE”是从 CLOSE-WAIT 到 LAST-ACK。"
    assert finding.fact == "close-wait.close"


def test_two_ways_out_exchanged_are_named_once():
    sheet = moved("established.close", head="CLOSE-WAIT")
    finding = only(changed(sheet, "established.fin", head="FIN-WAIT-1"))
    assert finding.belief is Belief.SWAPPED
    assert set(finding.ids) == {"established.close", "established.fin"}
    assert "exchanged two ways out of ESTABLISHED" in finding.words.en


def test_a_state_left_out_is_named():
    finding = only(moved("listen.send", head="SYN-RECEIVED"))
    assert finding.belief is Belief.SKIPPED
    assert "left out SYN-SENT" in finding.words.en
    assert "漏掉了 SYN-SENT" in finding.words.zh


def test_the_sibling_s_event_is_named():
    finding = only(changed(PERFECT, "closing.ack-of-fin", label="rcv FIN"))
    assert finding.belief is Belief.SIBLING
    assert "From CLOSING to TIME-WAIT it takes rcv ACK of FIN, not rcv FIN." in finding.words.en


def test_an_event_that_leads_back_is_told_so():
    sheet = changed(PERFECT, "listen.close", label="passive OPEN")
    finding = only(sheet)
    assert finding.belief is Belief.SIBLING
    assert finding.words.en == (
        "From LISTEN to CLOSED it takes CLOSE, not passive OPEN: that leads the other way."
    )
    assert finding.words.zh == (
        "从 LISTEN 到 CLOSED 靠的是“CLOSE”，而不是“被动 OPEN”，后者的方向相反。"
    )


def test_the_event_told_is_that_of_the_arrow_it_stands_for():
    for rule in TCP.drawn():
        taken = {item.event for item in TCP.drawn() if item.origin == rule.origin}
        event = next(item for item in TCP.events if item.id not in taken)
        found = findings(changed(PERFECT, rule.id, label=event.label.en))
        told = [item.words.en for item in found if item.belief is Belief.SIBLING]
        right = TCP.event(rule.event).label.en
        assert all(f"it takes {right}, not {event.label.en}" in words for words in told)


def test_a_right_way_with_other_segments_leaves_nothing_out():
    finding = only(changed(PERFECT, "syn-received.rst.passive", label="rcv RST / snd RST"))
    assert finding.belief is Belief.SENDS


def test_only_what_the_diagram_draws_is_a_step_left_out():
    (finding,) = findings(added(PERFECT, "SYN-RECEIVED", "CLOSED", "rcv data"))
    assert finding.belief is not Belief.SKIPPED


def test_what_is_right_elsewhere_is_named():
    finding = only(added(PERFECT, "LISTEN", "CLOSE-WAIT", "rcv FIN / snd ACK"))
    assert finding.belief is Belief.ELSEWHERE
    assert finding.words.en == "rcv FIN leads to CLOSE-WAIT from ESTABLISHED, not from LISTEN."


@pytest.mark.parametrize(
    ("edge", "label", "en", "zh"),
    [
        (
            "syn-sent.syn-ack",
            "rcv SYN,ACK",
            "On rcv SYN,ACK, SYN-SENT sends ACK; you wrote nothing.",
            "SYN-SENT 遇到“收到 SYN,ACK”时发送 ACK，而你写的是什么也不发送。",
        ),
        (
            "listen.close",
            "CLOSE / snd FIN",
            "On CLOSE, LISTEN sends nothing; you wrote FIN.",
            "LISTEN 遇到“CLOSE”时什么也不发送，而你写的是发送 FIN。",
        ),
    ],
)
def test_other_segments_are_named_beside_the_right_ones(edge, label, en, zh):
    finding = only(changed(PERFECT, edge, label=label))
    assert finding.belief is Belief.SENDS
    assert (finding.words.en, finding.words.zh) == (en, zh)


def test_an_expert_is_told_the_condition():
    bare = changed(PERFECT, "syn-received.rst.passive", label="rcv RST")
    (finding,) = findings(bare, strictness=Strictness.EXPERT)
    assert finding.belief is Belief.GUARD
    assert "opened passively" in finding.words.en
    needless = changed(PERFECT, "established.fin", label="rcv FIN (opened passively) / snd ACK")
    (finding,) = findings(needless, strictness=Strictness.EXPERT)
    assert finding.words.en == "No condition belongs here: this arrow is always taken."


def test_what_is_true_in_the_text_is_told_with_its_section():
    finding = only(added(PERFECT, "ESTABLISHED", "CLOSED", "rcv RST"))
    assert (finding.belief, finding.fact) == (Belief.ONLY_IN_TEXT, "established.rst")
    assert finding.source == TCP.outcome("established.rst").source
    sent = only(added(PERFECT, "ESTABLISHED", "CLOSED", "rcv RST / snd ACK"))
    assert "what is sent is nothing" in sent.words.en


def test_an_arrow_without_an_event_is_not_guessed_about():
    assert findings(changed(PERFECT, "listen.syn", label="")) == ()


def test_what_the_picture_already_shows_is_not_explained():
    level = {"kind": LevelKind.MISSING_EDGES, "size": 1}
    found = examine(TCP, Level(**level), PERFECT, ["listen.syn"])
    assert found.findings == ()


@pytest.mark.parametrize("rule", TCP.drawn(), ids=lambda rule: rule.id)
def test_every_finding_is_told_in_both_languages(rule):
    for state in TCP.states:
        for finding in findings(moved_to(rule, state.id)):
            assert finding.words.en
            assert not HALF_WIDTH.search(finding.words.zh), finding.words.zh
            assert finding.source is not None


def moved_to(rule, state):
    if state == rule.target:
        return without(PERFECT, rule.id)
    return moved(rule.id, head=state)


def test_ten_seeded_mistakes_are_each_found():
    sheet = without(PERFECT, "listen.send")
    for edge, changes in {
        "fin-wait-1.fin": {"head": "TIME-WAIT"},
        "last-ack.ack-of-fin": {"head": "TIME-WAIT"},
        "listen.syn": {"label": "rcv SYN / snd ACK"},
        "syn-sent.syn-ack": {"label": "rcv SYN,ACK"},
        "close-wait.close": {"tail": "LAST-ACK", "head": "CLOSE-WAIT"},
        "closing.ack-of-fin": {"label": "rcv FIN"},
        "established.close": {"head": "CLOSE-WAIT"},
        "established.fin": {"head": "FIN-WAIT-1"},
        "syn-sent.syn": {"label": "rcv SYN / snd ACK"},
    }.items():
        sheet = changed(sheet, edge, **changes)
    found = examine(TCP, Level(), sheet)
    wrong = {
        (item.stroke.id if item.stroke else item.mark.required.fact)
        for item in found.edges
        if item.mark.errors
    }
    assert len(wrong) == 10
    told = {name for finding in found.findings for name in finding.ids}
    assert told == wrong - {"listen.send"}
    assert {finding.belief for finding in found.findings} >= {
        Belief.NAMED, Belief.VARIANT, Belief.SWAPPED, Belief.REVERSED, Belief.SIBLING,
        Belief.SENDS,
    }  # fmt: skip


def test_another_machine_is_explained_as_well(turnstile: Machine):
    sheet = changed(perfect(turnstile), "broken.key", tail="OFF", head="BROKEN")
    assert Belief.REVERSED in {item.belief for item in findings(sheet, turnstile)}
