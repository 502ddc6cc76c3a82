"""quizapp drills finite-state machines until you can draw them from memory."""

__version__ = "0.1.0"
