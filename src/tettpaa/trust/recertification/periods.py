"""When rounds open, when answers are due and when a reminder comes. Pure; periods.toml has the days with their source."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


class PeriodsUnknown(LookupError):
    """No version of the days is written down for a day."""


@dataclass(frozen=True)
class Periods:
    """One version: `opens` are (month, day) in the order of the year."""

    valid_from: dt.date
    source: str
    opens: tuple[tuple[int, int], ...]
    answer_days: int
    warn_days: int

    def begun_on(self, day: dt.date) -> dt.date:
        """The day the quarter that holds `day` began."""
        starts = [dt.date(year, *start) for year in (day.year - 1, day.year) for start in self.opens]
        return max(start for start in starts if start <= day)

    def answer_by(self, opened_on: dt.date) -> dt.date:
        return opened_on + dt.timedelta(days=self.answer_days)

    def warn_on(self, answer_by: dt.date) -> dt.date:
        return answer_by - dt.timedelta(days=self.warn_days)


@cache
def versions() -> tuple[Periods, ...]:
    """All versions written down, oldest first."""
    told = tomllib.loads(files(__package__).joinpath("periods.toml").read_text("utf-8"))["version"]
    made = [
        Periods(
            row["valid_from"], row["source"], tuple(map(_start, row["opens"])), row["answer_days"], row["warn_days"]
        )
        for row in told
    ]
    return tuple(sorted(made, key=lambda version: version.valid_from))


def _start(written: str) -> tuple[int, int]:
    month, _dash, day = written.partition("-")
    return int(month), int(day)


def periods_on(day: dt.date) -> Periods:
    """The days in force; PeriodsUnknown before the first."""
    for version in reversed(versions()):
        if version.valid_from <= day:
            return version
    raise PeriodsUnknown(day)
