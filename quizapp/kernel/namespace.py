"""A network namespace of one's own, without privileges, where the system permits it.

It is entered through the C library and not through the program ``unshare``, so that nothing
needs to be installed and a refusal comes with its reason; Python has it only from 3.12 on.
"""

import ctypes
import os
from pathlib import Path

from quizapp.errors import QuizappError

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET of Linux."""
PROCESS = Path("/proc/self")


class NotPermittedError(QuizappError):
    """A system that does not let us have what raw segments need: ``what`` names it."""

    NAMESPACE = "namespace"
    TUN = "tun"

    def __init__(self, what: str, reason: str) -> None:
        self.what, self.reason = what, reason
        thing = "a network namespace" if what == self.NAMESPACE else "a TUN device"
        super().__init__(
            f"This system does not permit {thing} ({reason}). Run where unprivileged user "
            "namespaces and /dev/net/tun are allowed, or as root."
        )


def enter() -> None:
    """Move this process, which must have one thread, to a new network namespace.

    Raises ``NotPermittedError``.
    """
    user, group = os.geteuid(), os.getegid()
    try:
        _unshare(NEW_USER | NEW_NETWORK)
    except (OSError, AttributeError):
        _enter_as_root()
        return
    # One may map one's own group only after giving up the right to change groups.
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"0 {user} 1"),
        ("gid_map", f"0 {group} 1"),
    ):
        try:
            (PROCESS / name).write_text(text, "ascii")
        except OSError as problem:
            raise _refused(problem) from problem


def _enter_as_root() -> None:
    """Take a network namespace alone: root may, where user namespaces are switched off."""
    try:
        _unshare(NEW_NETWORK)
    except AttributeError as problem:
        raise NotPermittedError(NotPermittedError.NAMESPACE, "this is not Linux") from problem
    except OSError as problem:
        raise _refused(problem) from problem


def _refused(problem: OSError) -> NotPermittedError:
    reason = problem.strerror or str(problem)
    return NotPermittedError(NotPermittedError.NAMESPACE, reason)


def _unshare(flags: int) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(flags):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
