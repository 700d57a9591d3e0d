"""Notes on the import how far it has come, at most a few times a second."""

import time

from tettpaa.identify.imports import actions
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.work import Report
from tettpaa.kit import clock

PAUSE = 0.5
# How the steps are told to people.
WORDS = {
    "stage": "leser filene",
    "check": "kontrollerer",
    "compare": "sammenligner",
    "write": "lagrer",
}


def noting(held: Import, also: Report | None = None) -> Report:
    """A report that keeps the import's progress in the database, and tells `also`."""
    last: dict[str, float] = {}

    def report(step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step not in last or now - last[step] >= PAUSE or done == total:
            actions.note_progress(held, step=step, done=done, total=total, at=clock.now())
            last[step] = now
        if also is not None:
            also(step, done, total)

    return report
