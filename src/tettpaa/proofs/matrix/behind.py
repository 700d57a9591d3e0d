"""What row-level security shows whoever asks: a table for each letter of each thing, with every pupil in it.

The policies are written by what writes those of the real tables, and asked in the role that requests have.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection

from tettpaa.proofs.matrix.axes import NOON
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.permissions import Permission
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.wall.asking import WEB, Asking, asked_by
from tettpaa.trust.wall.building import walled
from tettpaa.trust.wall.tables import reach


class BehindTheWall:
    """The tables of the proof; where the database has no wall, `is_there` says so and nothing is asked."""

    def __init__(self, permissions: Sequence[Permission]) -> None:
        self.is_there = connection.vendor == "postgresql"
        self._names = [permission.name for permission in permissions]
        if self.is_there:
            with connection.cursor() as cursor:
                for number, permission in enumerate(permissions):
                    for statement in _made(number, permission):
                        cursor.execute(statement)

    def seen(self, user: User | None, persona: str) -> dict[str, set[int]]:
        """Permission → the pupils whose rows the user is shown, as surely signed in as can be. One read."""
        asking = Asking(user.pk, persona, int(Strength.HIGH), NOON.at) if user else Asking()
        tables = [f"SELECT {number}, pupil_id FROM proof_wall_{number}" for number in range(len(self._names))]  # noqa: S608
        found: dict[str, set[int]] = defaultdict(set)
        with asked_by(asking), connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(tables))
            for number, pupil in cursor.fetchall():
                found[self._names[number]].add(pupil)
        return found


def _made(number: int, permission: Permission) -> list[str]:
    table = f"proof_wall_{number}"
    people = Person._meta.db_table
    return [
        f"CREATE TABLE {table} AS SELECT key AS pupil_id FROM {people}",  # noqa: S608 (our own words)
        *walled(table, {"SELECT": reach("pupil_id", permission.thing, str(permission.action))}),
        f"GRANT SELECT ON {table} TO {WEB}",
    ]
