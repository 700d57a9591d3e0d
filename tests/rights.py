"""What a user may do on a day, as surely signed in as can be."""

import datetime as dt

from django.db import connection

from tests.cast import TODAY
from tettpaa.kit import clock
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.matrix import Action, thing_named
from tettpaa.trust.access.permissions import permission_of
from tettpaa.trust.access.queries import pupils_within, whom
from tettpaa.trust.access.reasons import codes_of_all
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.rules import Moment, decide, moment_of
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.wall.asking import Asking, asked_by
from tettpaa.trust.wall.middleware import asking_of


def noon(on: dt.date = TODAY) -> Moment:
    return moment_of(dt.datetime.combine(on, dt.time(12), OSLO))


def rights_of(user: User, on: dt.date = TODAY, strength: Strength = Strength.HIGH, persona: str = "staff") -> Rights:
    """At noon, or now where that is later the same day: what was given a moment ago holds."""
    now = clock.now()
    at = max(noon(on).at, now) if now.date() == on else noon(on).at
    return Rights(user, at, strength, persona)


def permitted(
    user: User, pupil: Person, thing: str, action: Action = Action.READ, at: dt.datetime | None = None,
    persona: str = "staff", strength: Strength = Strength.HIGH,
) -> bool:  # fmt: skip
    """What the decision, the set, the log's reasons and, on PostgreSQL, the second wall say: all the same."""
    rights = Rights(user, at or noon().at, strength, persona)
    permission = permission_of(thing_named(thing), action)
    decided = decide(permission, rights.asker, whom(pupil, rights.moment), rights.moment).is_permitted
    assert pupils_within(rights.asker, permission, rights.moment).filter(pk=pupil.pk).exists() is decided
    assert (pupil.pk in codes_of_all(permission, rights.asker, rights.moment)) is decided
    if connection.vendor == "postgresql":
        assert (pupil.pk in behind_the_wall(asking_of(rights), thing, action)) is decided
    return decided


def behind_the_wall(asking: Asking, thing: str, letters: str) -> set[int]:
    """Keys of the pupils that the policies of PostgreSQL take for permitted."""
    with asked_by(asking), connection.cursor() as cursor:
        cursor.execute("SELECT wall.pupils(%s, %s)", [thing, str(letters)])
        return {key for (key,) in cursor.fetchall()}
