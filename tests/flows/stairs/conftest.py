"""A school with a calendar and stairs, where mornings pass."""

import datetime as dt

import pytest

from tests.builders import a_flag
from tests.records import a_calendar, put
from tettpaa.follow_up.stairs.actions import choose_stairs
from tettpaa.follow_up.stairs.jobs import climb
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.kit.clock import OSLO

AUTUMN = dt.date(2025, 8, 18)


def at_five(on: dt.date) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(5), OSLO)


@pytest.fixture
def choose(cast):
    """Let stairs hold at the school, or at every school where `school` is None."""

    def chosen(key: str, *, school="own", is_on: bool = True, days: list[int] | None = None, on: dt.date = AUTUMN):
        return choose_stairs(
            owner=cast.owner, school=cast.school if school == "own" else school, stairs=key, is_on=is_on,
            days=days or [stair.school_days for stair in shipped_stairs()[key].stairs], valid_from=on,
            reason="Vedtatt i ledergruppa", by="leader", at=at_five(on), today=on,
        )  # fmt: skip

    return chosen


@pytest.fixture
def flagged(cast):
    """Pupil a1 is flagged on Monday 6 October, at a school with a calendar."""
    put(cast.school, "calendar", a_calendar())
    a_flag(cast.pupils["a1"], cast.school, dt.date(2025, 10, 6))
    return cast.pupils["a1"]


@pytest.fixture
def morning(cast):
    """The morning's work of a day in October."""

    def passed(day: int) -> dict[str, int]:
        on = dt.date(2025, 10, day)
        return climb(owner=cast.owner, on=on, by="worker", at=at_five(on))

    return passed
