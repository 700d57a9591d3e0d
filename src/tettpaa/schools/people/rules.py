"""Ages that the law counts by. Pure."""

import datetime as dt


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
