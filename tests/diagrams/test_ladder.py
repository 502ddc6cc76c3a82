from itertools import pairwise

from quizapp.diagrams.ladder import Arrow, Ladder, Mark, Row, lay_out_ladder, remark_lines

LADDER = Ladder(
    title="Two hosts",
    description="One asks, one answers.",
    language="en",
    hosts=("A", "B"),
    begins=(Mark("OFF"), Mark("OFF")),
    rows=(Row(time="0.00 s", states=(Mark("ON", "open"), None)), Row(gap="2 h"), Row()),
    arrows=(Arrow(side=0, label="ASK", first=0, last=2),),
)


def test_rows_follow_one_another_downwards_inside_the_picture() -> None:
    layout = lay_out_ladder(LADDER)
    assert all(above < below for above, below in pairwise(layout.rows))
    assert layout.top < layout.rows[0]
    assert layout.rows[-1] < layout.bottom


def test_the_sides_lie_inside_the_picture() -> None:
    layout = lay_out_ladder(LADDER)
    assert 0 < layout.lifelines[0] < layout.lifelines[1] < layout.width


def test_a_long_remark_is_broken_and_loses_no_word() -> None:
    words = "one word after another " * 6
    broken = remark_lines((words,))
    assert len(broken) > 1
    assert " ".join(broken).split() == words.split()
