"""What a round needs done on a day; done again, it does nothing more."""

import datetime as dt

from tettpaa.schools.places.models import Owner
from tettpaa.trust.recertification.actions import lapse_unanswered, open_round, remind_round
from tettpaa.trust.recertification.clearances import lapse_unconfirmed
from tettpaa.trust.recertification.queries import round_to_open, rounds_to_close, rounds_to_remind


def has_something_to_do(owner: Owner, on: dt.date) -> bool:
    return bool(rounds_to_close(owner, on) or rounds_to_remind(owner, on)) or round_to_open(owner, on)


def carry_rounds_on(owner: Owner, *, by: str, at: dt.datetime, on: dt.date) -> None:
    """Lapse what is overdue, remind of what soon will be, and open the quarter's round."""
    for opened in rounds_to_close(owner, on):
        lapse_unconfirmed(opened=opened, by=by, at=at, on=on)
        lapse_unanswered(opened=opened, by=by, at=at, on=on)
    for opened in rounds_to_remind(owner, on):
        remind_round(opened=opened, by=by, at=at)
    if round_to_open(owner, on):
        open_round(owner=owner, by=by, at=at, on=on)
