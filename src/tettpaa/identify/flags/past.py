"""What stood on a day that is past, told from what became of each flag. Pure: events and days are handed in."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tettpaa.identify.flags.states import Name, raised_since

A_WEEK = dt.timedelta(days=7)


class Event(NamedTuple):
    """What became of a pupil's flag by one rule on a day, in the order it was written."""

    pupil: int
    rule_set: int
    rule_set_key: str
    rule: str
    kind: Name
    on: dt.date

    @property
    def flag(self) -> tuple[int, int, str, str]:
        """Which flag: one pupil's by one rule."""
        return self.pupil, self.rule_set, self.rule_set_key, self.rule


class Raised(NamedTuple):
    """A flag that stands, or that was raised: whose, by which rule of which rule set, and since when."""

    pupil: int
    rule_set: int
    rule_set_key: str
    rule: str
    on: dt.date


def standing_on(events: Iterable[Event], day: dt.date) -> list[Raised]:
    """The flags that stand at the end of the day."""
    since: dict[tuple[int, int, str, str], dt.date | None] = {}
    for event in events:
        if event.on <= day:
            since[event.flag] = raised_since(since.get(event.flag), event.kind, event.on)
    return [Raised(*flag, on) for flag, on in since.items() if on is not None]


def raised_between(events: Iterable[Event], first: dt.date, last: dt.date) -> list[Raised]:
    """Flags raised anew from the first through the last day: one that was only unknown in between is not new."""
    since: dict[tuple[int, int, str, str], dt.date | None] = {}
    found = []
    for event in events:
        before = since.get(event.flag)
        since[event.flag] = raised_since(before, event.kind, event.on)
        if before is None and since[event.flag] is not None and first <= event.on <= last:
            found.append(Raised(*event.flag, event.on))
    return found


def waiting_on(
    standing: Iterable[Raised], reached: Mapping[int, Sequence[dt.date]], day: dt.date
) -> dict[int, dt.date]:
    """Pupil → the day the oldest of the flags was raised that nobody had spoken with the pupil about by the day."""
    found: dict[int, dt.date] = {}
    for flag in standing:
        is_spoken_with = any(flag.on <= spoken <= day for spoken in reached.get(flag.pupil, ()))
        if not is_spoken_with:
            found[flag.pupil] = min(flag.on, found.get(flag.pupil, flag.on))
    return found
