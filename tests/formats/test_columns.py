import pytest

from quizapp.formats.columns import aligned, columns_of, padded, widths_of


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("SYN", 3), ("收到", 4), ("收到 SYN", 8), ("ＳＹＮ", 6), ("é", 1)],
)
def test_a_full_width_sign_takes_two_columns(text: str, columns: int) -> None:
    assert columns_of(text) == columns


def test_a_text_is_filled_up_and_never_cut() -> None:
    assert padded("收到", 6) == "收到  "
    assert padded("received", 4) == "received"


def test_cells_stand_below_one_another_in_every_language() -> None:
    lines = aligned([["时间", "事件"], ["0.05", "A 收到"], ["10.00", "A sends"]])
    assert lines == ["时间   事件", "0.05   A 收到", "10.00  A sends"]


def test_no_line_ends_in_spaces() -> None:
    assert aligned([["a", "long"], ["b", ""]]) == ["a  long", "b"]


def test_a_row_that_lacks_a_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        widths_of([["a", "b"], ["c"]])
