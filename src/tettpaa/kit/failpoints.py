"""Named points where a test may kill the process, fill the disk or drop the database. Off unless asked for.

TETTPAA_FAILPOINT=import.writing=kill       dies there as by kill -9
TETTPAA_FAILPOINT=import.writing=kill:3     the third time it comes there
… =raise   … =disk_full   … =drop_database
"""

import errno
import os
import signal
from collections import Counter
from contextlib import suppress

ENVIRONMENT = "TETTPAA_FAILPOINT"
_passed: Counter[str] = Counter()


class Injected(RuntimeError):
    """A fault that a test asked for."""


def failpoint(name: str) -> None:
    """Do here what the environment asks for; nothing, in any ordinary run."""
    asked = os.environ.get(ENVIRONMENT)
    if not asked:
        return
    point, _, act = asked.partition("=")
    if point != name:
        return
    act, _, time = act.partition(":")
    _passed[name] += 1
    if _passed[name] == int(time or 1):
        _ACTS[act](name)


def _kill(name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _raise(name: str) -> None:
    raise Injected(name)


def _disk_full(name: str) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _drop_database(name: str) -> None:
    """End the connection under Django's feet, as a restarted server does."""
    from django.db import DatabaseError, connection

    if connection.vendor == "postgresql":
        # By the server itself, which has no answer left to give.
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    elif connection.connection is not None:
        connection.connection.close()


_ACTS = {"kill": _kill, "raise": _raise, "disk_full": _disk_full, "drop_database": _drop_database}
