import json
from dataclasses import replace

from quizapp.engine import Text
from quizapp.services.verify_findings import Agreement
from quizapp.services.verify_text import FEW, report_json, report_text
from tests.content.chinese import HALF_WIDTH, has_chinese
from tests.services.kernel import WHY, finding, report

KNOWN = finding(Agreement.EXPLAINED, WHY)


def test_agreement_is_counted_and_nothing_else_said() -> None:
    text = report_text(report(finding(), finding()), "en")
    assert "LISTEN       2       2         0          0            0" in text
    assert "Nothing differs." in text
    assert "2 agree, 0 as Linux, 0 explained, 0 unexplained; 0.5 s." in text


def test_a_difference_is_shown_with_its_reason_and_all_three_sides() -> None:
    text = report_text(report(replace(KNOWN, variant="SYN-SENT")), "en")
    assert "known: explained, 1 ×\n    It is known. (Linux, net/ipv4/tcp.c)" in text
    assert "kernel: CLOSED\n        RFC 9293: LISTEN\n        Linux: SYN-SENT" in text


def test_few_examples_are_shown_or_all() -> None:
    several = report(*[KNOWN] * (FEW + 2))
    assert "… and 2 more (--all shows them)" in report_text(several, "en")
    assert "more (--all" not in report_text(several, "en", show_all=True)


def test_the_unexplained_comes_first_and_wholly() -> None:
    unknown = [finding(Agreement.UNEXPLAINED)] * (FEW + 2)
    text = report_text(report(KNOWN, *unknown), "en")
    assert text.index("?: UNEXPLAINED, 5 ×") < text.index("known: explained")
    assert text.count("Nobody knows why") == 1
    assert "more (--all" not in text


def test_steps_of_an_experiment_stand_under_its_title() -> None:
    step = replace(finding(Agreement.EXPLAINED, WHY), before="")
    text = report_text(report(sockets=(step,)), "en")
    assert "  connect(): A title\n    [S]  CLOSED  explained [known]" in text
    assert "2. Raw" not in text


def test_what_is_left_out_is_said_even_if_nothing_was_found() -> None:
    empty = replace(report(), skipped=(("raw", Text("Not permitted.", "不允许。")),))
    assert "Left out: raw. Not permitted." in report_text(empty, "en")
    assert "略过：raw。不允许。" in report_text(empty, "zh")


def test_the_whole_is_told_in_chinese() -> None:
    text = report_text(report(finding(), KNOWN, *[KNOWN] * FEW), "zh")
    for word in ("一致", "已说明", "原因已知。", "另有 1 处", "试验"):
        assert word in text
    ours = [line for line in text.splitlines() if has_chinese(line)]
    assert [line for line in ours if HALF_WIDTH.search(line)] == []


def test_programs_read_json() -> None:
    document = json.loads(report_json(report(finding(), KNOWN), "zh"))
    assert document["explained"] is True
    assert document["raw"][0]["why"] is None
    assert document["raw"][1]["why"] == {
        "id": "known",
        "text": "原因已知。",
        "source": "Linux, net/ipv4/tcp.c",
    }
    assert (document["reached"], document["reachable"]) == (1, 2)
