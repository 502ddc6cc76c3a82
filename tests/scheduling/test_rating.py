import pytest

from quizapp.scheduling import PASS_MARK, CreditError, Rating, Strength, rating_of


@pytest.mark.parametrize(
    ("credit", "rating"),
    [
        (0.0, Rating.AGAIN),
        (0.5, Rating.AGAIN),
        (PASS_MARK - 1e-9, Rating.AGAIN),
        (PASS_MARK, Rating.GOOD),
        (1.0, Rating.GOOD),
    ],
)
def test_the_pass_mark_divides_known_from_not_known(credit: float, rating: Rating) -> None:
    assert rating_of(credit) is rating


@pytest.mark.parametrize("credit", [-0.1, 1.1, float("nan")])
def test_a_credit_that_is_no_share_is_refused(credit: float) -> None:
    with pytest.raises(CreditError, match="from 0 to 1"):
        rating_of(credit)


@pytest.mark.parametrize(
    ("strength", "whole", "nearly"),
    [
        (Strength.COMPLETED, Rating.HARD, Rating.HARD),
        (Strength.CHOSEN, Rating.GOOD, Rating.GOOD),
        (Strength.PRODUCED, Rating.EASY, Rating.GOOD),
    ],
)
def test_a_pass_is_worth_what_its_evidence_is(strength, whole, nearly) -> None:
    assert rating_of(1.0, strength) is whole
    assert rating_of(PASS_MARK, strength) is nearly


@pytest.mark.parametrize("strength", list(Strength))
def test_a_wrong_answer_is_never_a_pass(strength: Strength) -> None:
    assert rating_of(PASS_MARK - 1e-9, strength) is Rating.AGAIN
    assert rating_of(PASS_MARK, strength) > Rating.AGAIN


def test_stronger_evidence_never_counts_less() -> None:
    for credit in (0.0, 0.5, 0.9, 0.95, 1.0):
        ratings = [rating_of(credit, strength) for strength in Strength]
        assert ratings == sorted(ratings)
