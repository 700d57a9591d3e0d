"""How many pupils wait for somebody to speak with them: a number for the weekly digest, and no name."""

import datetime as dt

from tettpaa.assess.talks.queries import contacts_of, standing_flags, waiting_among
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Strength


def pupils_waiting_for(user: User, at: dt.datetime) -> int:
    """The length of the user's list on Min dag. 0 for those who have none."""
    rights = Rights(user, at, Strength.TWO_FACTORS)
    if not rights.may("day_read"):
        return 0
    pupils = list(rights.all_reasons("day_read"))
    return len(waiting_among(standing_flags(pupils, rights.on), contacts_of(pupils)))
