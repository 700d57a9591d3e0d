"""Does the jobs of the schedule, one at a time, until asked to stop.

Stopped or killed in the middle of a job, the next worker goes on: every job can be repeated.
"""

import datetime as dt
import logging
import os
import signal
import threading
from collections.abc import Sequence
from types import FrameType

from django.db import close_old_connections

from tettpaa.config.schedule import Job
from tettpaa.kit import clock
from tettpaa.schools.places.models import Owner

LOOKS_EVERY = 2.0  # seconds
FIRST_REST, LONGEST_REST = dt.timedelta(seconds=10), dt.timedelta(minutes=10)  # after a job that failed

log = logging.getLogger(__name__)


class Worker:
    """`parent` is the process that started it: when that is gone, so is the reason to go on."""

    def __init__(self, jobs: Sequence[Job], parent: int | None = None) -> None:
        self.jobs = jobs
        self.parent = parent
        self.stopping = threading.Event()
        self.rests: dict[tuple[int, str], tuple[dt.datetime, dt.timedelta]] = {}

    def run(self) -> None:
        """Look for work every other second, until SIGINT, SIGTERM or the parent's death."""
        before = {number: signal.signal(number, self._stop_on) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            while not self.stopping.is_set() and self._has_parent():
                self._look_if_possible()
                self.stopping.wait(LOOKS_EVERY)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def look(self, now: dt.datetime) -> list[str]:
        """Do everything that is due now; answer 'job owner' for each that was tried."""
        tried = []
        for owner in Owner.objects.order_by("pk"):
            for job in self.jobs:
                if not self.stopping.is_set() and not self._rests(owner, job, now) and job.is_due(owner, now):
                    self._do(owner, job, now)
                    tried.append(f"{job.name} {owner.slug}")
        return tried

    def _stop_on(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()

    def _look_if_possible(self) -> None:
        close_old_connections()
        try:
            self.look(clock.now())
        except Exception as fault:
            # The database is away: wait for it, as the pages do.
            log.error("worker could not look for work: %s", type(fault).__name__)

    def _do(self, owner: Owner, job: Job, now: dt.datetime) -> None:
        """One owner's failing job must not keep the others from theirs: it rests, longer each time."""
        key = (owner.pk, job.name)
        try:
            job.work(owner, now)
        except Exception as fault:
            log.error("job %s of owner %s failed: %s", job.name, owner.pk, type(fault).__name__)
        if not job.is_due(owner, now):
            self.rests.pop(key, None)
            return
        _, rest = self.rests.get(key, (now, FIRST_REST / 2))
        rest = min(rest * 2, LONGEST_REST)
        self.rests[key] = (now + rest, rest)

    def _rests(self, owner: Owner, job: Job, now: dt.datetime) -> bool:
        until, _ = self.rests.get((owner.pk, job.name), (now, FIRST_REST))
        return now < until

    def _has_parent(self) -> bool:
        return self.parent is None or os.getppid() == self.parent
