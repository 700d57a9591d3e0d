"""Talks with a whole class, a few each school day: from the contact teacher, the class and the pupils' own lines."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from tettpaa.demo.county.autumn.stage import Act, act_of
from tettpaa.demo.county.cast import Cast

FIRST_TALK = dt.time(11, 20)
APART = dt.timedelta(minutes=25)


def talks_with(cast: Cast, told: Mapping, days: Sequence[dt.date]) -> Iterator[Act]:
    """`a_day` talks on each school day from `first` on, in the order of the class list, without those in `missing`."""
    ahead = [day for day in days if day >= told["first"]]
    pupils = [number for number in _class_list(cast, told) if number not in told["missing"]]
    for place, (number, line) in enumerate(zip(pupils, told["lines"], strict=False)):
        day, turn = ahead[place // told["a_day"]], place % told["a_day"]
        time = (dt.datetime.combine(day, FIRST_TALK) + turn * APART).time()
        row = {"do": "talk", "on": day, "time": time, "by": told["by"], "kind": told["kind"]}
        yield act_of({**row, "answers": {"own_words": line, **told.get("answers", {})}}, number)


def _class_list(cast: Cast, told: Mapping) -> range:
    year = max(cast.school_years)
    first, last = next(one["pupils"] for one in cast.classes
                       if (one["school_year"], one["school"], one["name"]) == (year, told["school"], told["name"]))  # fmt: skip
    return range(first, last + 1)
