"""Why a live kernel does otherwise than the table: whatever fits no entry is unexplained."""

from collections.abc import Iterable

from quizapp.simulator.kernel_closing import CLOSING
from quizapp.simulator.kernel_opening import OPENING
from quizapp.simulator.kernel_reason import Reason

REASONS = (*OPENING, *CLOSING)


def find_reason(
    before: str, events: Iterable[str], to: str, sends: str, orphaned: bool = False
) -> Reason | None:
    """Return why the kernel goes elsewhere or sends something else; ``None`` if unknown."""
    for event in events:
        for reason in REASONS:
            if reason.explains(before, event, to, sends, orphaned):
                return reason
    return None
