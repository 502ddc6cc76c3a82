"""Measure quizapp against floors timed in the same run: ``python -m benchmarks``.

A figure in milliseconds says more about the machine than about the program, so every figure
stands beside the least that the same work could cost there, and the two are timed in turns.
"""
