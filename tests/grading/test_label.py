"""Labels as learners write them, on a whiteboard, in two languages and in a hurry."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import LANGUAGES, Machine
from quizapp.grading.grammar import Reading
from quizapp.grading.label import Label, Trouble, read_label, says, trouble_words
from quizapp.grading.lexicon import LANGUAGE, Mark, letters, lexicon_of, pieces, plain
from tests.conftest import MACHINES

TCP = MACHINES["tcp"]

# What is written | event | what is sent. Several arrows are parted by " && ".
UNDERSTOOD = """
rcv SYN / snd SYN+ACK                 | segment-syn | SYN,ACK
recv syn, send syn ack                | segment-syn | SYN,ACK
收到SYN/发送SYN,ACK                    | segment-syn | SYN,ACK
SYN/SYN-ACK                           | segment-syn | SYN,ACK
SYN / SYN+ACK                         | segment-syn | SYN,ACK
syn/synack                            | segment-syn | SYN,ACK
?SYN !SYN+ACK                         | segment-syn | SYN,ACK
?SYN/!SYN,ACK                         | segment-syn | SYN,ACK
rcv SYN -> snd SYN,ACK                | segment-syn | SYN,ACK
rcv SYN → snd SYN,ACK                 | segment-syn | SYN,ACK
rcv SYN => SYN ACK                    | segment-syn | SYN,ACK
SYN: SYN+ACK                          | segment-syn | SYN,ACK
SYN received, SYN+ACK sent            | segment-syn | SYN,ACK
SYN arrives / SYN,ACK sent            | segment-syn | SYN,ACK
receive SYN then send SYN and ACK     | segment-syn | SYN,ACK
receives a SYN, sends a SYN-ACK       | segment-syn | SYN,ACK
snd SYN+ACK when rcv SYN              | segment-syn | SYN,ACK
send SYN,ACK on receiving SYN         | segment-syn | SYN,ACK
snd ACK,SYN / rcv SYN                 | segment-syn | SYN,ACK
rcv SYN\\nsnd SYN,ACK                 | segment-syn | SYN,ACK
rcv SYN; snd SYN,ACK                  | segment-syn | SYN,ACK
RCV SYN / SND ACK+SYN                 | segment-syn | SYN,ACK
ｒｃｖ　ＳＹＮ／ｓｎｄ　ＳＹＮ＋ＡＣＫ        | segment-syn | SYN,ACK
ＳＹＮ／ＳＹＮ＋ＡＣＫ                   | segment-syn | SYN,ACK
收到 SYN，发送 SYN+ACK                 | segment-syn | SYN,ACK
收到SYN后发送SYN+ACK                   | segment-syn | SYN,ACK
收到了SYN，然后发出SYN和ACK             | segment-syn | SYN,ACK
收 SYN 发 SYN ACK                      | segment-syn | SYN,ACK
收SYN/发SYN-ACK                        | segment-syn | SYN,ACK
收到对端的SYN，回复SYN+ACK              | segment-syn | SYN,ACK
收到SYN报文段 / 回SYN+ACK               | segment-syn | SYN,ACK
接收SYN，回应SYN,ACK                    | segment-syn | SYN,ACK
当收到SYN，发送SYN+ACK                  | segment-syn | SYN,ACK
rcv SYN / SYN/ACK                     | segment-syn | SYN,ACK
rx SYN tx SYN,ACK                     | segment-syn | SYN,ACK
get SYN reply SYN+ACK                 | segment-syn | SYN,ACK
rcv SYN, reply with SYN+ACK           | segment-syn | SYN,ACK
rcvSYN / snd SYN,ACK                  | segment-syn | SYN,ACK
rcv SYN packet / snd SYN,ACK packet   | segment-syn | SYN,ACK
"rcv SYN" / "snd SYN,ACK"             | segment-syn | SYN,ACK
rcv_SYN / snd_SYN_ACK                 | segment-syn | SYN,ACK
segment-syn / SYN,ACK                 | segment-syn | SYN,ACK
SYN+ACK/ACK                           | segment-syn-ack | ACK
SYN-ACK / ACK                         | segment-syn-ack | ACK
SYN/ACK / ACK                         | segment-syn-ack | ACK
rcv SYN,ACK / snd ACK                 | segment-syn-ack | ACK
rcv SYN/ACK, snd ACK                  | segment-syn-ack | ACK
recv ACK+SYN / send ACK               | segment-syn-ack | ACK
synack / ack                          | segment-syn-ack | ACK
收到SYN+ACK/发送ACK                    | segment-syn-ack | ACK
收到SYN,ACK，回ACK                     | segment-syn-ack | ACK
rcv ACK of SYN / x                    | segment-ack-of-syn |
rcv ACK of SYN                        | segment-ack-of-syn |
ACK of our SYN                        | segment-ack-of-syn |
ACK of SYN / -                        | segment-ack-of-syn |
ACK of SYN/−                          | segment-ack-of-syn |
ACK of SYN received                   | segment-ack-of-syn |
rcv ack of syn / nothing              | segment-ack-of-syn |
收到对 SYN 的 ACK                      | segment-ack-of-syn |
收到SYN的ACK/无                         | segment-ack-of-syn |
收到对SYN的ACK，什么也不发               | segment-ack-of-syn |
close/FIN                             | close | FIN
CLOSE snd FIN                         | close | FIN
CLOSE / snd FIN                       | close | FIN
close(), send FIN                     | close | FIN
Close → FIN                           | close | FIN
app calls close / snd FIN             | close | FIN
user CLOSE / FIN                      | close | FIN
application close, sends FIN          | close | FIN
close ; snd FIN                       | close | FIN
关闭/发FIN                              | close | FIN
CLOSE\\nsnd FIN                       | close | FIN
snd FIN upon CLOSE                    | close | FIN
应用调用close，发送FIN                  | close | FIN
调用 close() / 发 FIN                   | close | FIN
close()/发送FIN                        | close | FIN
shutdown(SHUT_WR) / FIN               | close | FIN
CLOSE / -                             | close |
close/none                            | close |
close / ∅                             | close |
FIN/ACK                               | segment-fin | ACK
rcv FIN / snd ACK                     | segment-fin | ACK
recv fin send ack                     | segment-fin | ACK
FIN -> ACK                            | segment-fin | ACK
收到FIN，回ACK                          | segment-fin | ACK
收到FIN/发送ACK                         | segment-fin | ACK
收FIN，发ACK                            | segment-fin | ACK
收到 FIN 报文，回复 ACK                  | segment-fin | ACK
ACK sent, FIN received                | segment-fin | ACK
rcv FIN                               | segment-fin |
FIN                                   | segment-fin |
rcv ACK of FIN / x                    | segment-ack-of-fin |
ACK of FIN                            | segment-ack-of-fin |
收到对FIN的ACK                          | segment-ack-of-fin |
收到 FIN 的 ACK / -                     | segment-ack-of-fin |
rcv FIN,ACK of FIN / snd ACK          | segment-fin-ack-of-fin | ACK
rcv FIN + ACK of FIN / snd ACK        | segment-fin-ack-of-fin | ACK
recv FIN & ACK of FIN → ACK           | segment-fin-ack-of-fin | ACK
FIN+ACK/ACK                           | segment-fin-ack-of-fin | ACK
FIN,ACK / ACK                         | segment-fin-ack-of-fin | ACK
rcv ACK,FIN / snd ACK                 | segment-fin-ack-of-fin | ACK
收到FIN+ACK，发送ACK                     | segment-fin-ack-of-fin | ACK
收到 FIN 及对 FIN 的 ACK / 发送 ACK       | segment-fin-ack-of-fin | ACK
timeout=2MSL                          | timeout-time-wait |
Timeout = 2 MSL                       | timeout-time-wait |
2MSL                                  | timeout-time-wait |
2MSL timeout                          | timeout-time-wait |
2MSL timer expires                    | timeout-time-wait |
after 2MSL                            | timeout-time-wait |
wait 2MSL / -                         | timeout-time-wait |
2MSL 超时                              | timeout-time-wait |
2MSL到期                               | timeout-time-wait |
等待2MSL                               | timeout-time-wait |
timeout=2MSL / delete TCB             | timeout-time-wait |
passive OPEN                          | open-passive |
passive open / -                      | open-passive |
OPEN (passive)                        | open-passive |
listen()                              | open-passive |
LISTEN/-                              | open-passive |
passive OPEN / create TCB             | open-passive |
被动打开                               | open-passive |
被动 OPEN / 无                          | open-passive |
active OPEN / snd SYN                 | open-active | SYN
active open, send SYN                 | open-active | SYN
connect()/SYN                         | open-active | SYN
CONNECT / snd SYN                     | open-active | SYN
active OPEN / create TCB, snd SYN     | open-active | SYN
OPEN (active) / SYN                   | open-active | SYN
主动打开/发送SYN                        | open-active | SYN
主动 OPEN，发 SYN                       | open-active | SYN
调用connect()，发送SYN                  | open-active | SYN
SEND / snd SYN                        | send | SYN
send/SYN                              | send | SYN
send / send syn                       | send | SYN
SEND snd SYN                          | send | SYN
write() / SYN                         | send | SYN
SEND/发送SYN                           | send | SYN
rcv RST                               | segment-rst |
RST/-                                 | segment-rst |
RST received                          | segment-rst |
收到RST，什么也不发                      | segment-rst |
snd SYN                               | ? | SYN
snd ACK                               | ? | ACK
x                                     | ? |
recv                                  | receive |
rcv FIN / snd ACK; close              | segment-fin && close | ACK &&
close / snd FIN\\nFIN/ACK             | close && segment-fin | FIN && ACK
rcv SYN / snd SYN,ACK; rcv SYN,ACK / snd ACK | segment-syn && segment-syn-ack | SYN,ACK && ACK
rcv FIN / snd ACK。close              | segment-fin && close | ACK &&
"""


def _rows(table):
    for line in table.strip().splitlines():
        text, *columns = (cell.strip() for cell in line.replace("\\n", "\n").rsplit("|", 2))
        yield text, *columns


def _expected(events, sends):
    pairs = zip(events.split("&&"), sends.split("&&"), strict=True)
    return [
        (event.strip().replace("?", ""), tuple(sorted(sent.strip().split("; "))))
        for event, sent in pairs
    ]


@pytest.mark.parametrize(("text", "events", "sends"), list(_rows(UNDERSTOOD)))
def test_a_label_is_understood_as_it_was_meant(text, events, sends):
    label = read_label(TCP, text)
    assert label.trouble is None, label
    read = [(item.event, item.sends or ("",)) for item in label.readings]
    assert read == _expected(events, sends)


def test_the_table_is_long_enough():
    assert len(list(_rows(UNDERSTOOD))) >= 120


AMBIGUOUS = [
    ("SYN/ACK", ["rcv SYN,ACK", "rcv SYN / snd ACK"]),
    ("SYN/FIN", ["rcv SYN,FIN", "rcv SYN / snd FIN"]),
    ("send SYN", ["? / snd SYN", "SEND / snd SYN"]),
    ("rcv SYN\nSYN,ACK", ["rcv SYN; rcv SYN,ACK", "rcv SYN / snd SYN,ACK"]),
]


@pytest.mark.parametrize(("text", "meant"), AMBIGUOUS)
def test_a_label_that_can_be_read_in_two_ways_is_asked_about(text, meant):
    label = read_label(TCP, text)
    assert (label.readings, label.trouble) == ((), Trouble.AMBIGUOUS)
    offered = ["; ".join(says(TCP, item).en for item in way) for way in label.near]
    assert sorted(offered) == sorted(meant)


UNKNOWN = [
    ("rcv ACK", "ack", ["rcv ACK of SYN", "rcv ACK of FIN"]),
    ("ACK/-", "ack", ["rcv ACK of SYN", "rcv ACK of FIN"]),
    ("recv SNY / snd ACK", "sny", ["rcv SYN / snd ACK"]),
    ("rcv FIN / snd AKC", "akc", ["rcv FIN / snd ACK"]),
    ("FIN without", "fin without", ["rcv FIN without ACK"]),
    ("passive", "passive", ["passive OPEN"]),
    ("OPEN", "open", ["passive OPEN", "active OPEN"]),
    ("hello world", "hello world", []),
    ("rcv SYN / snd pizza", "pizza", []),
    ("rcv FIN/snd ACK/close", "close", []),
    ("rcv FIN <b>", "fin <b>", []),
    ("\x00\x01", "\x00\x01", []),
]


@pytest.mark.parametrize(("text", "part", "near"), UNKNOWN)
def test_what_is_not_understood_is_named_with_what_it_may_be(text, part, near):
    label = read_label(TCP, text)
    assert (label.readings, label.trouble, label.part) == ((), Trouble.UNKNOWN, part)
    offered = ["; ".join(says(TCP, item).en for item in way) for way in label.near]
    assert offered[: len(near)] == near


@pytest.mark.parametrize("text", ["timeout", "超时", "snd", "rcv", "rcv SYN / snd", "等待"])
def test_a_label_that_breaks_off_is_asked_to_be_finished(text):
    assert read_label(TCP, text).trouble is Trouble.UNFINISHED


@pytest.mark.parametrize("text", ["", "  ", "-", "−", "x", "()", "\n"])
def test_a_blank_label_is_an_arrow_without_event(text):
    assert read_label(TCP, text) == Label((Reading(),))


def test_an_endless_label_is_refused_at_once():
    label = read_label(TCP, "rcv SYN " * 1000)
    assert label.trouble is Trouble.TOO_LONG
    assert len(label.part) <= 200


@pytest.mark.parametrize(
    "text", ["rcv RST (opened passively)", "rcv RST [passive]", "RST if passive / -",
             "收到 RST（被动打开）"],
)  # fmt: skip
def test_a_condition_is_read(text):
    (reading,) = read_label(TCP, text).readings
    assert reading == Reading("segment-rst", (), (("opened", "passive"),))


def test_what_is_no_segment_is_kept_apart():
    (reading,) = read_label(TCP, "active OPEN / create TCB, snd SYN").readings
    assert reading == Reading("open-active", ("SYN",), asides=("create-tcb",))


def spellings_of(text, rng):
    """Return a label as different people write it."""
    yield text
    yield text.upper()
    yield text.lower()
    yield text.replace(",", "+").replace(" / ", "/")
    yield text.replace("rcv ", "recv ").replace("snd ", "send ")
    yield text.replace("收到 ", "收到").replace("发送 ", "发")
    yield text.replace(" / ", " → ")
    yield text.replace(" / ", "\n")
    yield f"  {text} "
    yield "".join(
        chr(ord(char) + 0xFEE0) if "!" <= char <= "~" and rng.random() < 0.5 else char
        for char in text
    )


def own_labels():
    for machine in MACHINES.values():
        for rule in machine.transitions:
            sends = tuple(sorted(rule.sends))
            for reading in (
                Reading(rule.event, sends),
                Reading(rule.event, sends, tuple(rule.when)),
            ):
                yield pytest.param(machine, reading, id=f"{rule.id}-{len(reading.guard)}")


@pytest.mark.parametrize(("machine", "reading"), list(own_labels()))
def test_every_label_of_a_machine_is_read_back(machine, reading):
    rng = random.Random(1)
    for language in LANGUAGES:
        for text in spellings_of(says(machine, reading).in_language(language), rng):
            assert read_label(machine, text) == Label((reading,)), text


def test_troubles_are_told_in_both_languages(machine: Machine):
    for text in ("%$#", "", "snd", "x" * 300, "SYN/ACK"):
        label = read_label(machine, text)
        told = trouble_words(machine, label)
        assert (told is None) == (label.trouble is None)
        if told:
            assert told.en
            assert told.zh
            assert "{" not in told.en + told.zh


# A wrong confident reading would be one that leaves out something written, or puts in
# something that is not: every word of the text must be a word of the machine's own names for
# what was read, or of the language's for receiving, sending and so on.

LANGUAGE_WORDS = {
    piece.text
    for names in LANGUAGE.values()
    for name in names.split()
    for piece in pieces(plain(name))
}


def words_of_reading(machine, label):
    names = [word for aside in machine.asides for word in aside.words]
    for reading in label.readings:
        names += [
            name
            for name, meanings in lexicon_of(machine).phrases.items()
            for meaning in meanings
            if meaning.value == reading.event or meaning.value in reading.sends
        ]
        event = reading.event and machine.event(reading.event)
        if event:
            names += [event.id, event.label.en, event.label.zh, *event.aliases]
        names += [value for _, value in reading.guard]
        names += [f"{label.en} {label.zh}" for variable in machine.variables
                  for label in variable.labels]  # fmt: skip
    return "".join(letters(name) for name in names)


def assert_honest(machine, text):
    label = read_label(machine, text)
    if label.trouble is not None:
        assert not label.readings
        return
    known = words_of_reading(machine, label)
    for piece in pieces(plain(text)):
        assert piece.mark is not Mark.OTHER
        if piece.mark is Mark.WORD:
            assert piece.text in LANGUAGE_WORDS or piece.text in known, (text, label)


VOCABULARY = [
    "rcv", "snd", "send", "SYN", "ACK", "FIN", "RST", "SYN,ACK", "of", "/", ";", "\n", "→", ",",
    "close", "open", "active", "passive", "timeout", "2MSL", "x", "-", "old", "without", "data",
    "收到", "发送", "对", "的", "关闭", "不", "没有", "(", ")", "pizza", "window", "zzz", "bad",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=9), st.sampled_from(["", " "]))
def test_random_words_are_never_read_as_something_else(words, joiner):
    assert_honest(TCP, joiner.join(words))


@settings(deadline=None)
@given(st.text(max_size=40))
def test_noise_is_never_read_as_something(text):
    assert_honest(TCP, text)


@settings(deadline=None)
@given(st.sampled_from([param.values for param in own_labels()]), st.randoms())
def test_an_unknown_word_is_never_passed_over(case, rng):
    machine, reading = case
    words = says(machine, reading).en.split(" ")
    noise = "q" + "".join(rng.choices(string.ascii_lowercase, k=rng.randint(3, 9)))
    words.insert(rng.randint(0, len(words)), noise)
    assert read_label(machine, " ".join(words)).trouble is Trouble.UNKNOWN
