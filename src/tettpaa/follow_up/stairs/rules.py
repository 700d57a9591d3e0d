"""Where a pupil stands on a school's stairs, and what must be there before the next takes over. Pure.

A pupil comes to the first stair the day a flag is raised, or the day a plan was to be evaluated. Whoever has a stair has
its school days, counted from the day after; then the pupil goes on to the next, but never before those concerned have
been told for some school days, and never while an attempt that the stair asks for is missing. Where the school's calendar
is unknown, nothing is guessed: there is no deadline and nobody is moved. Source: the school's own stairs (`shipped/*.toml`).
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tettpaa.follow_up.stairs.steps import Stair, Stairs

FIRST_WEEKS_OF_A_SCHOOL_YEAR = range(30, 54)


@dataclass(frozen=True)
class Attempt:
    """Somebody tried and did not reach the pupil."""

    on: dt.date
    channel: str


@dataclass(frozen=True)
class Facts:
    """What decides: `told` and `came` are stair → the day people were told, and the day the pupil came there."""

    since: dt.date
    attempts: Sequence[Attempt] = ()
    told: Mapping[int, dt.date] = field(default_factory=dict)
    came: Mapping[int, dt.date] = field(default_factory=dict)


@dataclass(frozen=True)
class Missing:
    """How many attempts are missing, and in which ways they may be made; `any_way` where all ways will do."""

    attempts: int
    ways: tuple[str, ...]
    any_way: bool


@dataclass(frozen=True)
class Place:
    """Where a pupil stands on a day.

    `due_on`: the last day of the stair, None where the calendar is unknown. `tells_on`: the day people are to be told
    that the next takes over. `moves_on`: the earliest day the next takes over as things stand; None where something
    is missing or unknown, nobody is told, or there is no next.
    """

    step: int
    began_on: dt.date
    due_on: dt.date | None
    tells_on: dt.date | None
    moves_on: dt.date | None
    missing: Missing | None
    is_last: bool
    is_told: bool

    def is_overdue(self, on: dt.date) -> bool:
        return self.due_on is not None and on > self.due_on

    def must_tell(self, on: dt.date) -> bool:
        return not self.is_last and not self.is_told and self.tells_on is not None and on >= self.tells_on

    def must_move(self, on: dt.date) -> bool:
        return self.moves_on is not None and on >= self.moves_on


def place_of(stairs: Stairs, facts: Facts, ways: Collection[str], days: Sequence[dt.date]) -> Place:
    """Where the pupil stands; `ways` are all channels there are, `days` the school year's school days in order."""
    step = min(max(facts.came, default=0), len(stairs.stairs) - 1)
    stair, began_on = stairs.stairs[step], facts.came.get(step, facts.since)
    is_last = step == len(stairs.stairs) - 1
    tried = [each for each in facts.attempts if _is_on_this_stair(each, step, began_on)]
    due_on = due_day(stair, began_on, days)
    over_on = _after(due_on, 1, days) if due_on else None
    told_on = facts.told.get(step)
    return Place(
        step, began_on, due_on, _before(over_on, stair.told_before, days, began_on) if over_on else None,
        None if is_last else _moves_on(stair, tried, told_on, over_on, days),
        missing_in(stair, tried, ways), is_last, told_on is not None,
    )  # fmt: skip


def _is_on_this_stair(attempt: Attempt, step: int, began_on: dt.date) -> bool:
    """On the day a stair begins, the attempts are still those of the one before."""
    return attempt.on >= began_on if step == 0 else attempt.on > began_on


def due_day(stair: Stair, began_on: dt.date, days: Sequence[dt.date]) -> dt.date | None:
    """The last school day of the stair; None where the calendar does not say."""
    counted = _after(began_on, stair.school_days, days)
    if stair.by_week is None or counted is None:
        return counted
    ahead = [day for day in days if day <= week_end(stair.by_week, began_on)]
    return max(counted, ahead[-1]) if ahead else counted


def week_end(week: int, on: dt.date) -> dt.date:
    """The Sunday of that ISO week in the school year (1 August to 31 July) a day belongs to."""
    begins = on.year if on.month >= 8 else on.year - 1
    return dt.date.fromisocalendar(begins if week in FIRST_WEEKS_OF_A_SCHOOL_YEAR else begins + 1, week, 7)


def missing_in(stair: Stair, tried: Iterable[Attempt], ways: Collection[str]) -> Missing | None:
    """What a stair still asks for; None where enough has been tried."""
    made = list(tried)
    used = {each.channel for each in made}
    named = tuple(way for way in stair.by if way not in used)
    new_ways = max(stair.channels - len(used), len(named))
    attempts = max(stair.attempts - len(made), new_ways)
    if attempts <= 0:
        return None
    if named:
        return Missing(attempts, named, any_way=False)
    return Missing(attempts, tuple(way for way in ways if way not in used), any_way=new_ways == 0 or not used)


def _moves_on(
    stair: Stair, tried: Sequence[Attempt], told_on: dt.date | None, over_on: dt.date | None, days: Sequence[dt.date]
) -> dt.date | None:
    """Past the deadline, told long enough, and with all that is asked for: the last of the three days."""
    if over_on is None or told_on is None:
        return None
    heard_on, met_on = _after(told_on, stair.told_before, days), _met_on(stair, tried)
    return max(over_on, heard_on, met_on) if heard_on and met_on else None


def _met_on(stair: Stair, tried: Sequence[Attempt]) -> dt.date | None:
    """The day enough had been tried; a stair that asks for nothing has it from the first."""
    made: list[Attempt] = []
    if missing_in(stair, made, ()) is None:
        return dt.date.min
    for attempt in sorted(tried, key=lambda each: each.on):
        made.append(attempt)
        if missing_in(stair, made, ()) is None:
            return attempt.on
    return None


def days_left(stairs: Stairs, place: Place, on: dt.date, days: Sequence[dt.date]) -> int | None:
    """School days until the next takes over at the earliest; 1: the next school day. None where unknown."""
    if place.due_on is None:
        return None
    if place.moves_on is not None:
        return sum(on < day <= place.moves_on for day in days)
    left = sum(on < day <= place.due_on for day in days) + 1
    return left if place.is_told else max(left, stairs.stairs[place.step].told_before)


def _after(day: dt.date, number: int, days: Sequence[dt.date]) -> dt.date | None:
    """The number-th school day after a day; None where the calendar is unknown or does not reach so far."""
    ahead = [each for each in days if each > day]
    known = bool(days) and days[0] <= day
    return ahead[number - 1] if known and len(ahead) >= number else None


def _before(day: dt.date, number: int, days: Sequence[dt.date], earliest: dt.date) -> dt.date:
    """The number-th school day before a day, but no earlier than the stair began."""
    behind = [each for each in days if each < day]
    return max(behind[-number] if len(behind) >= number else earliest, earliest)
