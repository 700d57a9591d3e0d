"""One import of an owner at a time: the second waits, and after a while is told in words.

A lock on a file is let go by the operating system however the process dies. Where several machines share
one PostgreSQL, its advisory lock holds as well.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

PAUSE = 0.2
ADVISORY = 0x7E77


class Busy(Exception):
    """Another import of the same owner is under way, and did not end in time."""


@contextmanager
def only_import_of(owner_id: int, slug: str, *, patience: float) -> Iterator[None]:
    """Hold the owner's lock; wait up to `patience` seconds for it, then raise Busy."""
    folder = Path(settings.TETTPAA_HOME) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    with (folder / f"{slug}.lock").open("w") as file:
        _wait(lambda: _take_file(file), until)
        try:
            if connection.vendor == "postgresql":
                _wait(lambda: _take_advisory(owner_id), until)
            yield
        finally:
            _let_go_of_advisory(owner_id)
            fcntl.flock(file, fcntl.LOCK_UN)


def _wait(take, until: float) -> None:
    while not take():
        if time.monotonic() >= until:
            raise Busy
        time.sleep(PAUSE)


def _take_file(file) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_advisory(owner_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [ADVISORY, owner_id])
        return bool(cursor.fetchone()[0])


def _let_go_of_advisory(owner_id: int) -> None:
    """A lost connection has let go of it already."""
    if connection.vendor != "postgresql" or connection.connection is None or connection.connection.closed:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [ADVISORY, owner_id])
