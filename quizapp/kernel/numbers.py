"""The kernel's own settings of TCP, one for each network namespace."""

from pathlib import Path

FOLDER = Path("/proc/sys/net/ipv4")
NUMBERS = {
    "tcp_timestamps": 0,
    "tcp_sack": 0,
    "tcp_window_scaling": 0,
    "tcp_ecn": 0,
    "tcp_syncookies": 0,
    "tcp_early_retrans": 0,
    "tcp_challenge_ack_limit": 2**31 - 1,
    "tcp_invalid_ratelimit": 0,
}
"""What trials are made with: no options, and no limit to how often the kernel answers."""
TRIED = ("tcp_rfc1337",)
"""What can be tried besides, one by one: 1 instead of 0 changes what the kernel does."""


def set_number(name: str, value: int, folder: Path = FOLDER) -> bool:
    """Set one of the namespace's numbers; ``False`` where it is not there or read-only."""
    try:
        (folder / name).write_text(str(value), "ascii")
    except OSError:
        return False
    return True


def has_number(name: str, folder: Path = FOLDER) -> bool:
    """Tell whether the kernel has a setting of that name."""
    return (folder / name).exists()
