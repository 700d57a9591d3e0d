"""How long a pupil has waited. Pure: days are handed in."""

import datetime as dt
from collections.abc import Sequence


def school_days_waited(raised_on: dt.date, today: dt.date, school_days: Sequence[dt.date]) -> int | None:
    """School days after the day the flag was raised, through today; None where the calendar is unknown.

    Weekends and holidays are no waiting: nobody could have spoken with the pupil at school.
    """
    if not school_days or raised_on < school_days[0] or today > school_days[-1] + dt.timedelta(days=31):
        return None
    return sum(raised_on < day <= today for day in school_days)
