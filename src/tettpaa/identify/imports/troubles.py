"""What can stop an import on our side, in words: never a stack trace, never a value from a file."""

import errno
import traceback
from dataclasses import dataclass

import duckdb
from deltalake.exceptions import DeltaError
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError

from tettpaa.identify.sources.problems import Problem, problem

_FULL_WORDS = ("no space left", "disk is full", "disk full", "not enough space", "file too large")


@dataclass(frozen=True)
class Trouble:
    """`can_be_carried_on`: trying again later may succeed, so the import keeps its state."""

    problem: Problem
    can_be_carried_on: bool

    @property
    def is_database_lost(self) -> bool:
        """Whether the connection to the database is what failed."""
        return self.problem.code == "store.database_lost"


class PackageLost(Exception):
    """What was received is no longer in the import's folder as it was."""


class Stopped(Exception):
    """The import stopped on our side; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.problem.code)
        self.trouble = trouble


def trouble_of(fault: BaseException) -> Trouble:
    """The words for an exception."""
    if isinstance(fault, PackageLost):
        return Trouble(problem("store.package_lost"), can_be_carried_on=False)
    if _is_full(fault):
        return Trouble(problem("store.disk_full"), can_be_carried_on=True)
    if isinstance(fault, OperationalError) and "disk i/o error" in str(fault).lower():
        return Trouble(problem("store.disk_failed"), can_be_carried_on=True)
    if isinstance(fault, (ProgrammingError, OperationalError)) and _lacks_tables(fault):
        return Trouble(problem("store.not_ready"), can_be_carried_on=True)
    if isinstance(fault, (OperationalError, InterfaceError)) or _is_closed(fault):
        return Trouble(problem("store.database_lost"), can_be_carried_on=True)
    if isinstance(fault, (MemoryError, duckdb.OutOfMemoryException)):
        return Trouble(problem("store.memory"), can_be_carried_on=True)
    return Trouble(problem("store.unexpected", place=place_of(fault)), can_be_carried_on=False)


def place_of(fault: BaseException) -> str:
    """'TypeError in compare.py:48': enough to find the fault, and nothing from the data."""
    ours = [frame for frame in traceback.extract_tb(fault.__traceback__) if "tettpaa" in frame.filename]
    last = ours[-1] if ours else None
    where = f" i {last.filename.rsplit('/', 1)[-1]}:{last.lineno}" if last else ""
    return f"{type(fault).__name__}{where}"


def _lacks_tables(fault: DatabaseError) -> bool:
    words = str(fault).lower()
    return "no such table" in words or ("relation" in words and "does not exist" in words)


def _is_closed(fault: BaseException) -> bool:
    return isinstance(fault, DatabaseError) and "closed" in str(fault).lower()


def _is_full(fault: BaseException) -> bool:
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return True
    if isinstance(fault, (duckdb.Error, DeltaError, DatabaseError, OSError)):
        return any(word in str(fault).lower() for word in _FULL_WORDS)
    return False
