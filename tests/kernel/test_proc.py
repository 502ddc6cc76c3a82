import socket
from pathlib import Path

import pytest

from quizapp.kernel.proc import NoStatesError, Row, find_state, read_rows

LINES = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0
   2: 0100007F:C350 0100007F:1F90 06 00000000:00000000 03:00000000 00000000     0

"""
SERVER, CLIENT = ("127.0.0.1", 8080), ("127.0.0.1", 50_000)


@pytest.fixture
def rows(tmp_path: Path) -> tuple[Row, ...]:
    (tmp_path / "tcp").write_text(LINES)
    return read_rows(socket.AF_INET, tmp_path)


def test_each_socket_is_read_with_its_addresses(rows: tuple[Row, ...]) -> None:
    assert rows == (
        Row(SERVER, ("0.0.0.0", 0), 10),
        Row(SERVER, CLIENT, 1),
        Row(CLIENT, SERVER, 6),
    )


def test_a_connection_comes_before_who_listens(rows: tuple[Row, ...]) -> None:
    assert find_state(rows, SERVER, CLIENT) == 1
    assert find_state(rows, CLIENT, SERVER) == 6


def test_without_a_connection_whoever_listens_is_found(rows: tuple[Row, ...]) -> None:
    assert find_state(rows, SERVER, ("127.0.0.1", 7)) == 10
    assert find_state(rows, SERVER, None) == 10
    assert find_state(rows, CLIENT, None) == 0


def test_ipv6_addresses_are_read(tmp_path: Path) -> None:
    local = "00000000000000000000000001000000:1F90"
    (tmp_path / "tcp6").write_text(f"head\n 0: {local} {'0' * 32}:0000 0A 0\n")
    assert read_rows(socket.AF_INET6, tmp_path) == (Row(("::1", 8080), ("::", 0), 10),)


def test_a_system_without_the_list_is_one_sentence_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(NoStatesError, match=r"No such file.*run this on Linux"):
        read_rows(socket.AF_INET, tmp_path)
