"""What this machine's own TCP shows: real sockets, the kernel's states, raw segments.

Knows no table and no simulator: it does what it is told and reports what it sees, states as
the kernel's own numbers.
"""
