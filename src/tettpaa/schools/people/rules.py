"""Ages that the law counts by. Pure."""

import datetime as dt

COMES_OF_AGE = 18


def birthday(born: dt.date, age: int) -> dt.date:
    """The day somebody turns `age`; who is born on 29 February does on 1 March in other years."""
    year = born.year + age
    try:
        return born.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)


def age_on(born: dt.date, day: dt.date) -> int:
    """Whole years on a day."""
    age = day.year - born.year
    return age if day >= birthday(born, age) else age - 1


def last_day_as_minor(born: dt.date | None, until: dt.date | None) -> dt.date | None:
    """The last day of a guardian's tie: the day before the 18th birthday, or `until` if that is sooner.

    None where the birth date is unknown: nobody is taken for a minor on a guess.
    """
    if born is None:
        return None
    eve = birthday(born, COMES_OF_AGE) - dt.timedelta(days=1)
    return eve if until is None else min(eve, until)
