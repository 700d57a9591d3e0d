"""Lets a test change the log as one who owns its tables could, and empties it between the tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from tettpaa.trust.audit.chain.walls import making, unmaking


@contextmanager
def walls_down() -> Iterator[None]:
    """The triggers are gone within, and stand again afterwards."""
    with connection.cursor() as cursor:
        for statement in unmaking(connection.vendor):
            cursor.execute(statement)
        yield
        for statement in making(connection.vendor):
            cursor.execute(statement)


def over_the_walls(flush: Callable) -> Callable:
    """Django's way of emptying the tables after a test, with the walls down meanwhile."""

    def flushed(sql_list: list[str]) -> object:
        with walls_down():
            return flush(sql_list)

    return flushed
