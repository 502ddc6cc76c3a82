from io import BytesIO

import pytest

from quizapp.formats import bounds
from quizapp.formats.bounds import CaptureError, Source


def test_more_records_than_the_bound_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_RECORDS", 2)
    source = Source(BytesIO(), "x.pcap")
    source.begin_record()
    source.begin_record()
    with pytest.raises(CaptureError, match="editcap -c"):
        source.begin_record()


def test_an_error_names_file_packet_and_remedy() -> None:
    source = Source(BytesIO(b"abc"), "x.pcap")
    source.begin_packet()
    error = source.error("is odd", "look again")
    assert str(error) == "x.pcap: packet 1 is odd; look again."


def test_the_end_between_two_packets_is_no_error() -> None:
    assert Source(BytesIO(), "x.pcap").take_or_end(16) is None
