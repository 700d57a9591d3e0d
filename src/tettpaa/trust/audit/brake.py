"""Brakes whoever opens far more pupils than anybody follows up: so that one account cannot read a school out.

Counted are different pupils opened ('opened' in the log), never lists; one opened before opens again. Figures: limits.toml.
"""

import datetime as dt
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db.models import Max

from tettpaa.trust.audit.models import AccessRecord

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


class TooManyOpened(Exception):
    """The page is not shown; `until` is when it opens again."""

    def __init__(self, until: dt.datetime, opened: int) -> None:
        super().__init__(until.isoformat())
        self.until = until
        self.opened = opened


@dataclass(frozen=True)
class Limits:
    """How many different pupils one user may open within an hour, and within a day."""

    an_hour: int
    a_day: int


@cache
def _versions() -> list[dict]:
    return tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8"))["version"]


def limits_on(on: dt.date) -> Limits:
    """As they stand on a day; the first ones before any."""
    begun = [row for row in _versions() if row["valid_from"] <= on] or _versions()[:1]
    newest = max(begun, key=lambda row: row["valid_from"])
    return Limits(newest["an_hour"], newest["a_day"])


def closed_until(
    opened: Mapping[int, dt.datetime], asked: Collection[int], at: dt.datetime, limits: Limits
) -> dt.datetime | None:
    """Pure. `opened`: pupil → when last; None where the pupils asked for may be opened, else when there is room for them."""
    ends = [_room_at(opened, asked, at, window, most) for window, most in ((HOUR, limits.an_hour), (DAY, limits.a_day))]
    return max((end for end in ends if end is not None), default=None)


def _room_at(
    opened: Mapping[int, dt.datetime], asked: Collection[int], at: dt.datetime, window: dt.timedelta, most: int
) -> dt.datetime | None:
    within = {pupil: last for pupil, last in opened.items() if last > at - window}
    new = set(asked) - set(within)
    over = len(within) + len(new) - most
    if not new or over <= 0:
        return None
    oldest = sorted(within.values())
    return oldest[min(over, len(oldest)) - 1] + window if oldest else at + window


def brake(*, by: str, pupils: Collection[int], at: dt.datetime, on: dt.date) -> None:
    """Raise TooManyOpened where `by` has opened too many for these to be opened too. One read, of `by`'s last day alone."""
    seen = AccessRecord.objects.filter(by=by, kind="opened", at__gt=at - DAY, at__lte=at).exclude(purpose="own")
    opened = dict(seen.values("pupil_key").annotate(last=Max("at")).values_list("pupil_key", "last"))
    if until := closed_until(opened, pupils, at, limits_on(on)):
        raise TooManyOpened(until, len(opened))
