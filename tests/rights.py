"""What a user may do on a day, as surely signed in as can be."""

import datetime as dt

from tests.cast import TODAY
from tettpaa.kit.clock import OSLO
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.rules import Moment, moment_of
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Strength


def noon(on: dt.date = TODAY) -> Moment:
    return moment_of(dt.datetime.combine(on, dt.time(12), OSLO))


def rights_of(user: User, on: dt.date = TODAY, strength: Strength = Strength.HIGH, persona: str = "staff") -> Rights:
    return Rights(user, noon(on).at, strength, persona)
