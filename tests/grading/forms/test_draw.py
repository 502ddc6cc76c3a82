import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizapp.errors import AnswerError
from quizapp.grading import (
    Answer,
    Drawn,
    Edge,
    EdgeStatus,
    Form,
    GaveUp,
    answer_form,
    spellings,
)
from quizapp.grading.forms.draw import FIELDS, FORM, MAX_ROWS
from tests.grading.tcp_diagram import EDGES, KEY


def sent(*rows):
    return {name: [row[place] for row in rows] for place, name in enumerate(FIELDS)}


def read(*rows):
    answer = FORM.read(KEY, sent(*rows))
    assert isinstance(answer, Drawn)
    return answer.edges


def complaint(*rows):
    with pytest.raises(AnswerError) as caught:
        FORM.read(KEY, sent(*rows))
    return caught.value


def row_of(edge):
    return (edge.tail, edge.head, edge.event, "; ".join(edge.sends))


def test_the_form_is_found_by_its_name():
    assert answer_form(Form.DRAW) is FORM


def test_rows_are_read_in_order():
    assert read(*map(row_of, EDGES)) == EDGES


def test_reading_and_marking_the_whole_diagram_is_right():
    assert FORM.mark(KEY, FORM.read(KEY, sent(*map(row_of, EDGES)))).is_right


def test_blank_rows_are_skipped():
    assert read(("", "", " ", ""), row_of(EDGES[0]), ("", "", "", "")) == EDGES[:1]


@pytest.mark.parametrize("event", ["rcv-fin", "RCV_FIN", "receive fin", "收到 FIN", "收到FIN"])
def test_events_are_understood_in_every_spelling(event):
    assert read(("ESTABLISHED", "CLOSE-WAIT", event, "ACK"))[0].event == "rcv-fin"


@pytest.mark.parametrize("state", ["CLOSE-WAIT", "close_wait", "CloseWait"])
def test_states_are_understood_in_every_spelling(state):
    assert read(("ESTABLISHED", state, "rcv-fin", ""))[0].head == "CLOSE-WAIT"


@pytest.mark.parametrize(
    ("text", "sends"),
    [
        ("", ()),
        ("nothing", ()),
        ("None", ()),
        ("—", ()),
        ("-", ()),
        ("无", ()),
        ("不发送", ()),
        ("ACK", ("ACK",)),
        ("fin", ("FIN",)),
        ("SYN,ACK", ("SYN,ACK",)),
        ("syn+ack", ("SYN,ACK",)),
        ("SYN; ACK", ("ACK", "SYN")),
        ("ACK；FIN", ("ACK", "FIN")),
        (" ACK ; ; ACK;", ("ACK",)),
    ],
)
def test_segments_are_a_set_separated_by_semicolons(text, sends):
    assert read(("LISTEN", "CLOSED", "close", text))[0].sends == sends


def test_segments_known_only_together_are_known_singly():
    table = spellings([("nothing", ("nothing", "x")), ("ACK; FIN", ("ACK; FIN",))])
    key = replace(KEY, segments=table)
    fields = sent(("LISTEN", "CLOSED", "close", "fin; ack"), ("LISTEN", "CLOSED", "close", "x"))
    first, second = FORM.read(key, fields).edges
    assert first.sends == ("ACK", "FIN")
    assert second.sends == ()


def test_an_arrow_may_be_left_without_an_event():
    assert read(("LISTEN", "CLOSED", "", "")) == (Edge("LISTEN", "CLOSED"),)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("", "CLOSED", "close", ""), "from"),
        (("LISTEN", "", "close", ""), "to"),
        (("LSTN", "CLOSED", "close", ""), "from"),
        (("LISTEN", "nowhere", "close", ""), "to"),
        (("LISTEN", "CLOSED", "clsoe", ""), "event"),
        (("LISTEN", "CLOSED", "close", "SYN;XYZZY"), "send"),
        (("LISTEN", "CLOSED", "x" * 201, ""), "event"),
        (("LISTEN", "CLOSED", "close", "ACK;" * 51), "send"),
        (("L" * 201, "CLOSED", "close", ""), "from"),
    ],
)
def test_what_is_not_understood_is_named_with_its_row(row, field):
    blank = ("", "", "", "")
    error = complaint(row_of(EDGES[0]), blank, row)
    assert error.field == f"row-3-{field}"
    assert error.values["row"] == "3"
    assert str(error).startswith("Row 3: ")


def test_near_names_are_offered():
    error = complaint(("LISTEN", "CLOSED", "clsoe", ""))
    assert error.values["near"] == "close"
    assert "“clsoe” is not a name I know. Did you mean close?" in str(error)


def test_a_percent_sign_in_the_text_stays_text():
    assert "“100%(row)s”" in str(complaint(("LISTEN", "CLOSED", "100%(row)s", "")))


@pytest.mark.parametrize("fields", [{}, {"from": []}, sent(("", "", "", ""))])
def test_no_arrows_ask_for_one(fields):
    with pytest.raises(AnswerError, match="at least one arrow") as caught:
        FORM.read(KEY, fields)
    assert caught.value.field == "rows"


def test_too_many_rows_are_refused():
    assert complaint(*[row_of(EDGES[0])] * (MAX_ROWS + 1)).field == "rows"
    assert len(read(*[row_of(EDGES[0])] * MAX_ROWS)) == MAX_ROWS


def test_columns_of_unequal_length_are_filled_up():
    fields = {"from": ["LISTEN"], "to": ["CLOSED", ""], "event": ["close", "", ""]}
    assert FORM.read(KEY, fields) == Drawn((Edge("LISTEN", "CLOSED", "close"),))


def test_giving_up_misses_every_arrow():
    answer = FORM.read(KEY, {"give_up": ["1"], **sent(row_of(EDGES[0]))})
    assert answer == GaveUp()
    verdict = FORM.mark(KEY, answer)
    assert verdict.credit == 0
    assert [mark.status for mark in verdict.edges] == [EdgeStatus.MISSED] * len(EDGES)


def test_the_answer_survives_json():
    answer = FORM.read(KEY, sent(*map(row_of, EDGES)))
    assert msgspec.json.decode(msgspec.json.encode(answer), type=Answer) == answer


def outcome(fields):
    try:
        return FORM.read(KEY, fields)
    except AnswerError as error:
        return error.field


@given(st.dictionaries(st.sampled_from(FIELDS), st.lists(st.text(max_size=210), max_size=4)))
def test_whatever_is_sent_is_read_or_complained_about(fields):
    found = outcome(fields)
    assert isinstance(found, Drawn) or found.startswith("row")
