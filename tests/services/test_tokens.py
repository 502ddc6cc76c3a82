import base64
import json
from datetime import timedelta

import pytest

from quizapp.engine import Machine
from quizapp.errors import TokenError
from quizapp.grading import Form
from quizapp.questions import Ref, facts
from quizapp.services.tokens import LIFETIME, Signer, Ticket
from tests.conftest import MACHINES, NOW

SECRET = b"0123456789abcdef0123456789abcdef"
SIGNER = Signer(SECRET, "local")


def _ticket(fact: str, form: Form = Form.CHOOSE, *, is_drill: bool = False) -> Ticket:
    return Ticket(Ref("tcp", fact, "next-state", form, 2**53 - 1), "attempt-1", is_drill)


def _payload(token: str) -> str:
    """Return what anybody can read in a token, without the key."""
    body = token.rpartition(".")[0]
    return base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("is_drill", [True, False])
def test_a_token_gives_its_ticket_back(tcp: Machine, form: Form, is_drill: bool) -> None:
    ticket = _ticket("listen.syn", form, is_drill=is_drill)
    token = SIGNER.sign(tcp, ticket, NOW)
    assert SIGNER.machine_of(token) == "tcp"
    assert SIGNER.read(tcp, token, NOW) == ticket


def test_a_drawing_keeps_its_size_and_role(tcp: Machine) -> None:
    ref = Ref("tcp", "listen.syn", "missing-edges", Form.DRAW, 5, 7, "server")
    token = SIGNER.sign(tcp, Ticket(ref, "attempt-1", True), NOW)
    assert SIGNER.read(tcp, token, NOW).ref == ref


@pytest.mark.parametrize("fact", [fact.id for fact in facts(MACHINES["tcp"])])
def test_whoever_decodes_a_token_learns_nothing_of_the_fact(tcp: Machine, fact: str) -> None:
    payload = _payload(SIGNER.sign(tcp, _ticket(fact), NOW))
    assert json.loads(payload)[0] == "tcp"
    assert fact not in payload
    outcome = tcp.find_outcome(fact)
    names = [outcome.event, *outcome.states] if outcome else [fact.removeprefix("state:")]
    said = {item for item in json.loads(payload) if isinstance(item, str)}
    assert said.isdisjoint(names)


def test_every_fact_has_a_code_of_its_own(tcp: Machine) -> None:
    codes = {json.loads(_payload(SIGNER.sign(tcp, _ticket(f.id), NOW)))[1] for f in facts(tcp)}
    assert len(codes) == len(facts(tcp))


def test_codes_differ_between_installations(tcp: Machine) -> None:
    other = Signer(SECRET[::-1], "local")
    payloads = [_payload(who.sign(tcp, _ticket("listen.syn"), NOW)) for who in (SIGNER, other)]
    assert json.loads(payloads[0])[1] != json.loads(payloads[1])[1]


@pytest.mark.parametrize(
    ("age", "is_stale"),
    [(timedelta(), False), (LIFETIME, False), (LIFETIME + timedelta(seconds=1), True)],
)
def test_a_token_lives_over_night_but_not_for_ever(
    tcp: Machine, age: timedelta, is_stale: bool
) -> None:
    token = SIGNER.sign(tcp, _ticket("listen.syn"), NOW)
    if not is_stale:
        SIGNER.read(tcp, token, NOW + age)
        return
    with pytest.raises(TokenError) as caught:
        SIGNER.read(tcp, token, NOW + age)
    assert caught.value.problem == TokenError.STALE


def test_no_change_of_a_single_character_passes(tcp: Machine) -> None:
    token = SIGNER.sign(tcp, _ticket("listen.syn"), NOW)
    for place in range(0, len(token) - 1, 3):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(TokenError):
            SIGNER.read(tcp, token[:place] + other + token[place + 1 :], NOW)


@pytest.mark.parametrize("token", ["", ".", "a.b", "é", "x" * 10_000, "\x00", "W10.AAAA"])
def test_what_was_never_a_token_is_forged(token: str) -> None:
    with pytest.raises(TokenError) as caught:
        SIGNER.machine_of(token)
    assert caught.value.problem == TokenError.FORGED


@pytest.mark.parametrize("signer", [Signer(SECRET, "other"), Signer(SECRET[::-1], "local")])
def test_the_token_of_another_learner_or_installation_is_forged(
    tcp: Machine, signer: Signer
) -> None:
    token = signer.sign(tcp, _ticket("listen.syn"), NOW)
    with pytest.raises(TokenError) as caught:
        SIGNER.read(tcp, token, NOW)
    assert caught.value.problem == TokenError.FORGED


def test_another_machine_knows_none_of_the_codes(turnstile: Machine, tcp: Machine) -> None:
    token = SIGNER.sign(tcp, _ticket("listen.syn"), NOW)
    with pytest.raises(TokenError) as caught:
        SIGNER.read(turnstile, token, NOW)
    assert caught.value.problem == TokenError.STALE


def test_an_equal_key_reads_the_tokens_of_the_last_start(tcp: Machine) -> None:
    token = SIGNER.sign(tcp, _ticket("listen.syn"), NOW)
    assert Signer(SECRET, "local").read(tcp, token, NOW) == _ticket("listen.syn")
