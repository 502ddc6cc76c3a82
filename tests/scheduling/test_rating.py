import pytest

from quizapp.scheduling import PASS_MARK, CreditError, Rating, rating_of


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
