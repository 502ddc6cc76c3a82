"""Run quizapp as ``python -m quizapp``."""

from quizapp.cli import main

main()
