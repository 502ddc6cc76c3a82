import pytest
from sqlalchemy.dialects import postgresql, sqlite

from quizapp.storage.schema import Words


@pytest.mark.parametrize(
    ("given", "kept"), [("a\0b", "a\ufffdb"), ("\u4f55", "\u4f55"), (None, None)]
)
def test_a_server_is_given_no_nul(given: str | None, kept: str | None) -> None:
    fit = Words().bind_processor(postgresql.dialect())  # type: ignore[no-untyped-call] # SQLAlchemy's own
    assert fit is not None
    assert fit(given) == kept


def test_a_file_is_given_text_as_it_is() -> None:
    assert Words().bind_processor(sqlite.dialect()) is None  # type: ignore[no-untyped-call] # SQLAlchemy's own
