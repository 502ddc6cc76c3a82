from itertools import product

import msgspec
import pytest

from quizapp.grading.level import SHARES, Level, LevelKind, Shares, Strictness


@pytest.mark.parametrize(("kind", "strictness"), list(product(LevelKind, Strictness)))
def test_the_parts_of_an_arrow_are_worth_one_whole(kind, strictness):
    shares = Level(kind, strictness=strictness).shares
    assert sum(msgspec.structs.astuple(shares)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("strictness", "event", "sends", "guard"),
    [("beginner", 1, 0, 0), ("standard", 0.6, 0.4, 0), ("expert", 0.5, 1 / 3, 1 / 6)],
)
@pytest.mark.parametrize("kind", [kind for kind in LevelKind if kind.gives_arrows])
def test_given_arrows_are_worth_nothing_themselves(kind, strictness, event, sends, guard):
    shares = Level(kind, strictness=Strictness(strictness)).shares
    assert shares.endpoints == 0
    assert (shares.event, shares.sends, shares.guard) == pytest.approx((event, sends, guard))


def test_levels_that_were_stored_keep_their_names():
    assert {kind.value for kind in LevelKind} >= {
        "missing-edges", "labels", "states-given", "blank-page",
    }  # fmt: skip


def test_every_strictness_has_its_shares():
    assert set(SHARES) == set(Strictness)
    assert SHARES[Strictness.STANDARD] == Shares(0.5, 0.3, 0.2)


def test_a_level_survives_json():
    level = Level(LevelKind.MISSING_EDGES, "client", Strictness.EXPERT, 300, 5)
    assert msgspec.json.decode(msgspec.json.encode(level), type=Level) == level
