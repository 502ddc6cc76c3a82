"""Signed tokens that stand for questions, so that questions need not be stored.

A token names its fact by a keyed code: whoever decodes one learns nothing about the answer.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import msgspec
from itsdangerous import BadData
from itsdangerous import Signer as Seal
from itsdangerous.encoding import base64_decode, base64_encode

from quizapp import __version__
from quizapp.engine import Machine
from quizapp.errors import TokenError
from quizapp.grading import Form
from quizapp.questions import Ref, facts

LIFETIME = timedelta(days=2)
"""How long a question can be answered: over night, but not for ever."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a token says: which question, for which attempt, asked for or due."""

    ref: Ref
    attempt_id: str
    is_drill: bool


class Signer:
    """Signs and reads the tokens of one learner with the key of one installation."""

    def __init__(self, secret: bytes, learner_id: str) -> None:
        self._secret = secret
        key = hmac.new(secret, f"question/{learner_id}".encode(), hashlib.sha256).digest()
        # The key is derived once: doing so for each token costs more than the rest of it.
        self._seal = Seal(key, key_derivation="none", digest_method=hashlib.sha256)

    def sign(self, machine: Machine, ticket: Ticket, now: datetime) -> str:
        """Return the token for a ticket issued at ``now``."""
        ref, codes = ticket.ref, self._codes(machine)[0]
        said = [
            ref.machine, codes[ref.fact], ref.type, ref.form, ref.seed, ref.size, ref.role,
            [codes[fact] for fact in ref.others],
            ticket.attempt_id, int(ticket.is_drill), int(now.timestamp()),
        ]  # fmt: skip
        return self._seal.sign(base64_encode(msgspec.json.encode(said))).decode()

    def machine_of(self, token: str) -> str:
        """Return the id of the machine a token speaks of; raises ``TokenError``."""
        return str(self._load(token)[0])

    def read(self, machine: Machine, token: str, now: datetime) -> Ticket:
        """Return the ticket of a token; raises ``TokenError`` if forged or too old."""
        try:
            _, code, kind, form, seed, size, role, beside, attempt, drill, issued = self._load(
                token
            )
        except ValueError as problem:  # Another version had more, or less, to say.
            raise TokenError(TokenError.STALE) from problem
        known = self._codes(machine)[1]
        if not {code, *beside} <= known.keys() or self._is_old(issued, now):
            raise TokenError(TokenError.STALE)
        others = tuple(known[one] for one in beside)
        ref = Ref(machine.id, known[code], kind, Form(form), seed, size, role, others)
        return Ticket(ref, attempt, bool(drill))

    @staticmethod
    def _is_old(issued: int, now: datetime) -> bool:
        return now.timestamp() - issued > LIFETIME.total_seconds()

    # Asked for its machine first and then for the rest, and sent again by impatient browsers.
    @lru_cache(maxsize=64)  # noqa: B019 - one signer lives as long as the process
    def _load(self, token: str) -> tuple[Any, ...]:
        try:
            return tuple(msgspec.json.decode(base64_decode(self._seal.unsign(token))))
        except (BadData, UnicodeEncodeError) as problem:
            raise TokenError(TokenError.FORGED) from problem

    @lru_cache(maxsize=64)  # noqa: B019 - one signer lives as long as the process
    def _codes(self, machine: Machine) -> tuple[dict[str, str], dict[str, str]]:
        """Return the code of each fact and the fact of each code.

        The code covers the whole machine and the program's version: after a change of either
        the same seed may give other options, so what was asked before is stale.
        """
        edition = hashlib.sha256(f"{__version__}/{machine!r}".encode()).hexdigest()
        forth = {fact.id: self._code(edition, fact.id) for fact in facts(machine)}
        return forth, {code: fact for fact, code in forth.items()}

    def _code(self, edition: str, fact: str) -> str:
        content = f"{edition}/{fact}".encode()
        return hmac.new(self._secret, content, hashlib.sha256).hexdigest()[:16]
