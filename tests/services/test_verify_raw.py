"""A trial's comparison, on what a kernel might have shown."""

from dataclasses import replace

import pytest

from quizapp.engine import Machine
from quizapp.kernel.plan import Act, Trial
from quizapp.services.verify_findings import Agreement
from quizapp.services.verify_raw import judge, plain, play, written
from quizapp.simulator.script import run_by
from tests.services.kernel import machines, seen

LISTEN, CONNECT, SYN = Act(call="listen"), Act(call="connect"), Act(flags="S")
SYN_ACK = Act(flags="S.")
OURS, THEIRS = 1_000_000, 7_000


def test_a_kernel_that_does_as_the_table_says_agrees(tcp: Machine) -> None:
    answer = seen(10, 3, f"S {OURS}", f"S. {THEIRS} {OURS + 1}")
    found, canon = judge(Trial((LISTEN,), (SYN,)), answer, machines(tcp))
    assert (found.agreement, found.why) == (Agreement.AGREES, None)
    assert (found.before, found.kernel) == ("LISTEN", "SYN-RECEIVED, [S.] seq 0 ack 1")
    assert canon.cells == {("LISTEN", "segment-syn")}


def test_a_kernel_that_does_as_its_variant_says_is_told_why(tcp: Machine) -> None:
    trial = Trial((LISTEN,), (Act(flags="SF"),))
    found, _ = judge(trial, seen(10, 10, f"SF {OURS}"), machines(tcp))
    assert found.agreement is Agreement.VARIANT
    assert found.why is not None
    assert found.why.id == "linux.listen.syn-fin"


def test_what_the_kernel_is_said_to_do_in_some_case_counts_as_the_variant(
    tcp: Machine,
) -> None:
    trial = Trial((CONNECT, SYN_ACK, Act(flags="F.")), (Act(flags="R", seq=-1),))
    segments = f"S. {OURS} {THEIRS + 1},F. {OURS + 1} {THEIRS + 1},R {OURS + 1}"
    answered = f"S {THEIRS},. {THEIRS + 1} {OURS + 1},. {THEIRS + 1} {OURS + 2}"
    answer = seen(8, 0, segments, answered=answered)
    case = run_by(tcp, "Linux:rst-at-fin")
    judged, _ = judge(trial, answer, replace(machines(tcp), cases=(case,)))
    assert judged.agreement is Agreement.VARIANT
    assert judge(trial, answer, machines(tcp))[0].agreement is Agreement.UNEXPLAINED


@pytest.mark.parametrize(
    ("leaves", "agreement"),
    [("close", Agreement.VARIANT), ("shutdown", Agreement.UNEXPLAINED)],
)
def test_what_is_done_for_closed_sockets_counts_for_them_alone(
    tcp: Machine, leaves: str, agreement: Agreement
) -> None:
    setup = (CONNECT, SYN_ACK, Act(call=leaves), Act(flags="."))
    segments = f"S. {OURS} {THEIRS + 1},. {OURS + 1} {THEIRS + 2},R {OURS + 11}"
    answered = f"S {THEIRS},. {THEIRS + 1} {OURS + 1},F. {THEIRS + 1} {OURS + 1}"
    answer = seen(5, 0, segments, answered=answered)
    orphaned = (run_by(tcp, "Linux:orphan"),)
    trial = Trial(setup, (Act(flags="R", seq=10),))
    found, _ = judge(trial, answer, replace(machines(tcp), orphaned=orphaned))
    assert found.agreement is agreement


def test_a_known_difference_is_explained(tcp: Machine) -> None:
    trial = Trial((CONNECT,), (Act(flags=".", ack=-1),))
    answer = seen(2, 2, f". {OURS} {THEIRS}", f"R {THEIRS},S {THEIRS}", f"S {THEIRS}")
    found, _ = judge(trial, answer, machines(tcp))
    assert found.agreement is Agreement.EXPLAINED
    assert found.why is not None
    assert found.why.id == "syn-again"


@pytest.mark.parametrize(
    "answer",
    [
        seen(10, 1, f"S {OURS}", f"S. {THEIRS} {OURS + 1}"),
        seen(10, 3, f"S {OURS}"),
        seen(10, 3, f"S {OURS}", f"S. {THEIRS} {OURS + 2}"),
        seen(7, 3, f"S {OURS}", f"S. {THEIRS} {OURS + 1}"),
    ],
    ids=["another state", "no answer", "another number", "another beginning"],
)
def test_any_other_difference_is_unexplained(tcp: Machine, answer: object) -> None:
    found, _ = judge(Trial((LISTEN,), (SYN,)), answer, machines(tcp))  # type: ignore[arg-type]
    assert (found.agreement, found.why) == (Agreement.UNEXPLAINED, None)


def test_the_endpoint_uses_the_numbers_that_the_kernel_chose(tcp: Machine) -> None:
    answer = seen(2, 1, f"S. {OURS} {THEIRS + 1}", answered=f"S {THEIRS}")
    played = play(tcp, Trial((CONNECT,), (Act(flags="S."),)), answer)
    assert played.before == "SYN-SENT"
    assert [(packet.seq, packet.ack) for packet in played.reply.sent] == [
        (THEIRS + 1, OURS + 1)
    ]
    assert played.outcomes == ("syn-sent.syn-ack",)


def test_what_listens_stays_in_sight_behind_a_connection_that_is_gone(tcp: Machine) -> None:
    trial = Trial((LISTEN, SYN), (Act(flags="R"),))
    answer = seen(3, 10, f"S {OURS},R {OURS + 1}", answered=f"S. {THEIRS} {OURS + 1}")
    assert play(tcp, trial, answer).reply.state == "LISTEN"


def test_acts_are_written_briefly() -> None:
    assert written(Act(call="close")) == "close()"
    assert (
        written(Act(flags="P.", seq=-5, ack=100, length=10)) == "[P.] seq-5 ack+100 length 10"
    )
    assert written(Act()) == "[none]"


def test_push_and_urgent_mean_nothing_here() -> None:
    assert plain("FPU.") == "F."
