"""RFC 9293's figures 6 to 13: the trace of each equals the figure, line by line.

Each line of a figure that shows a segment from side to side is here two: its departure with
the sender's state, and its arrival with the receiver's. What a figure leaves out is marked.
"""

from tests.simulator.stories import printed, told, waypoints


def test_figure_6_basic_three_way_handshake() -> None:
    assert printed("three-way-handshake") == [
        "SYN-SENT --> <SEQ=100><CTL=SYN> ...",
        "... <SEQ=100><CTL=SYN> --> SYN-RECEIVED",
        "... <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED",
        "ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> ...",
        "ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK> ...",
        "... <SEQ=101><ACK=301><CTL=ACK> --> ESTABLISHED",
        "ESTABLISHED --> <SEQ=101><ACK=301><DATA=10><CTL=PSH,ACK> ...",
        "... <SEQ=101><ACK=301><DATA=10><CTL=PSH,ACK> --> ESTABLISHED",
        # The figure ends here; the data is acknowledged.
        "... <SEQ=301><ACK=111><CTL=ACK> <-- ESTABLISHED",
        "ESTABLISHED <-- <SEQ=301><ACK=111><CTL=ACK> ...",
    ]


def test_figure_7_simultaneous_synchronization() -> None:
    assert printed("simultaneous-open") == [
        "SYN-SENT --> <SEQ=100><CTL=SYN> ...",
        "... <SEQ=300><CTL=SYN> <-- SYN-SENT",
        "SYN-RECEIVED <-- <SEQ=300><CTL=SYN> ...",
        # Line 5 of the figure; it leaves at once, and is printed after line 4.
        "SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK> ...",
        "... <SEQ=100><CTL=SYN> --> SYN-RECEIVED",
        "... <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED",
        "ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> ...",
        "... <SEQ=100><ACK=301><CTL=SYN,ACK> --> ESTABLISHED",
    ]


def test_figure_8_recovery_from_an_old_duplicate_syn() -> None:
    assert printed("old-duplicate-syn") == [
        "SYN-SENT --> <SEQ=100><CTL=SYN> ...",
        "... <SEQ=90><CTL=SYN> --> SYN-RECEIVED",
        "... <SEQ=300><ACK=91><CTL=SYN,ACK> <-- SYN-RECEIVED",
        "SYN-SENT <-- <SEQ=300><ACK=91><CTL=SYN,ACK> ...",
        "SYN-SENT --> <SEQ=91><CTL=RST> ...",
        "... <SEQ=91><CTL=RST> --> LISTEN",
        "... <SEQ=100><CTL=SYN> --> SYN-RECEIVED",
        "... <SEQ=400><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED",
        "ESTABLISHED <-- <SEQ=400><ACK=101><CTL=SYN,ACK> ...",
        "ESTABLISHED --> <SEQ=101><ACK=401><CTL=ACK> ...",
        "... <SEQ=101><ACK=401><CTL=ACK> --> ESTABLISHED",
    ]


def test_figure_9_half_open_connection_discovery() -> None:
    assert waypoints("half-open-syn", "A")[:3] == ["ESTABLISHED", "CLOSED", "SYN-SENT"]
    assert printed("half-open-syn")[:7] == [
        "SYN-SENT --> <SEQ=400><CTL=SYN> ...",
        "... <SEQ=400><CTL=SYN> --> ESTABLISHED",
        "... <SEQ=300><ACK=100><CTL=ACK> <-- ESTABLISHED",
        "SYN-SENT <-- <SEQ=300><ACK=100><CTL=ACK> ...",
        "SYN-SENT --> <SEQ=100><CTL=RST> ...",
        "... <SEQ=100><CTL=RST> --> CLOSED",
        "SYN-SENT --> <SEQ=400><CTL=SYN> ...",
    ]


def test_figure_10_active_side_causes_half_open_connection_discovery() -> None:
    assert printed("half-open-data") == [
        "... <SEQ=300><ACK=100><DATA=10><CTL=PSH,ACK> <-- ESTABLISHED",
        "CLOSED <-- <SEQ=300><ACK=100><DATA=10><CTL=PSH,ACK> ...",
        "CLOSED --> <SEQ=100><CTL=RST> ...",
        "... <SEQ=100><CTL=RST> --> CLOSED",
    ]


def test_figure_11_old_duplicate_syn_between_two_passive_sockets() -> None:
    # The figure's Z is 90 and its X is 300.
    assert printed("old-syn-two-listeners") == [
        "... <SEQ=90><CTL=SYN> --> SYN-RECEIVED",
        "... <SEQ=300><ACK=91><CTL=SYN,ACK> <-- SYN-RECEIVED",
        "LISTEN <-- <SEQ=300><ACK=91><CTL=SYN,ACK> ...",
        "LISTEN --> <SEQ=91><CTL=RST> ...",
        "... <SEQ=91><CTL=RST> --> LISTEN",
    ]


def test_figure_12_normal_close() -> None:
    assert printed("normal-close") == [
        "FIN-WAIT-1 --> <SEQ=100><ACK=300><CTL=FIN,ACK> ...",
        "... <SEQ=100><ACK=300><CTL=FIN,ACK> --> CLOSE-WAIT",
        "... <SEQ=300><ACK=101><CTL=ACK> <-- CLOSE-WAIT",
        "FIN-WAIT-2 <-- <SEQ=300><ACK=101><CTL=ACK> ...",
        "... <SEQ=300><ACK=101><CTL=FIN,ACK> <-- LAST-ACK",
        "TIME-WAIT <-- <SEQ=300><ACK=101><CTL=FIN,ACK> ...",
        "TIME-WAIT --> <SEQ=101><ACK=301><CTL=ACK> ...",
        "... <SEQ=101><ACK=301><CTL=ACK> --> CLOSED",
    ]
    last = told("normal-close").story[-1]
    assert (last.what, last.states) == ("time-wait", ("CLOSED", "CLOSED"))


def test_figure_13_simultaneous_close() -> None:
    assert sorted(printed("simultaneous-close")) == sorted(
        [
            "FIN-WAIT-1 --> <SEQ=100><ACK=300><CTL=FIN,ACK> ...",
            "... <SEQ=300><ACK=100><CTL=FIN,ACK> <-- FIN-WAIT-1",
            "CLOSING <-- <SEQ=300><ACK=100><CTL=FIN,ACK> ...",
            "... <SEQ=100><ACK=300><CTL=FIN,ACK> --> CLOSING",
            "CLOSING --> <SEQ=101><ACK=301><CTL=ACK> ...",
            "... <SEQ=301><ACK=101><CTL=ACK> <-- CLOSING",
            "TIME-WAIT <-- <SEQ=301><ACK=101><CTL=ACK> ...",
            "... <SEQ=101><ACK=301><CTL=ACK> --> TIME-WAIT",
        ]
    )
    states = ["ESTABLISHED", "FIN-WAIT-1", "CLOSING", "TIME-WAIT", "CLOSED"]
    assert waypoints("simultaneous-close", "A") == states
    assert waypoints("simultaneous-close", "B") == states
