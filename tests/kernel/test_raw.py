"""Against the live kernel, in a namespace; elsewhere the refusal is what is tested."""

from pathlib import Path

import pytest

from quizapp.kernel.namespace import NotPermittedError
from quizapp.kernel.plan import Act, Trial
from quizapp.kernel.raw import ChildError, see
from tests.kernel.raw_segments import ACK, CONNECT, CONNECTED, FIN, LISTEN, SYN, flags, seen


def test_nobody_at_a_port_answers_by_a_reset() -> None:
    found = seen(Trial((), (SYN,)))
    if found is not None:
        (one,) = found
        assert (one.before, one.after, flags(one.sent)) == (0, 0, "R.")
        assert one.sent[0].seq == 0
        assert one.sent[0].ack == one.injected[0].seq + 1


def test_a_handshake_by_hand_in_both_directions() -> None:
    found = seen(Trial((LISTEN, SYN), (ACK,)), Trial((CONNECT,), (Act(flags="S."),)))
    if found is not None:
        passive, active = found
        assert (passive.before, passive.after, flags(passive.sent)) == (3, 1, "")
        assert (active.before, active.after, flags(active.sent)) == (2, 1, ".")


def test_late_acknowledgments_are_waited_for_and_belong_to_the_setup() -> None:
    found = seen(Trial((*CONNECTED, FIN), (Act(call="close"),)))
    if found is not None:
        (one,) = found
        assert flags(one.answered) == "S . ."
        assert (one.before, one.after, flags(one.sent)) == (8, 9, "F.")


def test_what_a_call_returns_is_told() -> None:
    found = seen(Trial(CONNECTED, (Act(call="send", length=7), Act(call="close"))))
    if found is not None:
        assert found[0].returned == ("…", "7", "0")


def test_a_number_of_the_namespace_can_be_set_for_a_run() -> None:
    waiting = (*CONNECTED, Act(call="close"), ACK, FIN)
    try:
        ended, kept = (
            see([Trial(waiting, (Act(flags="R"),))], {"tcp_rfc1337": value}) for value in (0, 1)
        )
    except NotPermittedError:
        return
    assert (ended.seen[0].after, kept.seen[0].after) == (0, 6)


def test_many_trials_are_kept_apart() -> None:
    found = seen(*[Trial(CONNECTED, (Act(flags="P.", length=size),)) for size in range(1, 90)])
    if found is not None:
        gained = [one.sent[0].ack - one.injected[0].seq - 1 for one in found]
        assert gained == list(range(1, 90))


def test_a_refusal_of_the_child_is_raised_here() -> None:
    with pytest.raises(NotPermittedError, match=r"a TUN device \(no such thing"):
        see((), module="tests.kernel.refusing")


def test_the_current_folder_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "quizapp").mkdir()
    (tmp_path / "json.py").write_text("raise SystemExit('a stranger')")
    monkeypatch.chdir(tmp_path)
    found = seen(Trial((), (SYN,)))
    assert found is None or len(found) == 1


def test_a_child_without_a_result_is_one_sentence_with_a_remedy() -> None:
    with pytest.raises(ChildError, match=r"No module named .*leave them out with --no-raw"):
        see((), module="tests.kernel.missing")
