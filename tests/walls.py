"""Lets a test change the log as one who owns its tables could, and empties it between the tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

from tettpaa.trust.audit.chain.walls import making, unmaking


@contextmanager
def walls_down() -> Iterator[None]:
    """The triggers are gone within, and stand again afterwards."""
    with connection.cursor() as cursor:
        for statement in unmaking(connection.vendor):
            cursor.execute(statement)
        try:
            yield
        finally:
            for statement in making(connection.vendor):
                cursor.execute(statement)


def flush_over_walls() -> None:
    """Let Django empty the tables after a test with the walls down, in every thread, since each has a connection."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flushed(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with walls_down():
            flush(self, sql_list)

    operations.execute_sql_flush = flushed
