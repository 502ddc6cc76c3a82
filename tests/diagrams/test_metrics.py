"""Room for words: no font is asked, and Chinese takes its full width."""

from quizapp.diagrams import picture_of
from quizapp.diagrams.metrics import LINE_HEIGHT, label_size, node_width, text_width


def test_a_chinese_character_takes_one_em():
    assert text_width("发送", 13) == 26


def test_wide_letters_take_more_than_narrow_ones():
    assert text_width("WWW", 13) > text_width("iii", 13)


def test_a_long_name_makes_a_wide_node():
    assert node_width("SYN-RECEIVED") > node_width("LISTEN") >= node_width("A")


def test_a_label_always_has_room_for_a_remark(tcp):
    for edge in picture_of(tcp, "en").edges:
        assert label_size(edge)[1] >= LINE_HEIGHT * (len(edge.label_lines) + 1)
