"""Stands for the child process on a system that refuses."""

print('{"refused": {"what": "tun", "reason": "no such thing"}}')
