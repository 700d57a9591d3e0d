"""Stairs that an owner lets some schools try before all: where, since when, and when it is looked at again."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from tettpaa.follow_up.stairs.models import StairChoice, StairsVersion
from tettpaa.schools.places.models import Owner, School

Trial = StairChoice.Trial


@dataclass(frozen=True)
class Tried:
    """A school's trial as it was last decided. `since`: the first day of it; `over_on`: from then on it is over, None: open."""

    school: School
    version: StairsVersion
    choice: StairChoice
    since: dt.date
    over_on: dt.date | None = None

    def is_due(self, on: dt.date) -> bool:
        """The day has come on which somebody was to look at it again."""
        again = self.choice.look_again_on
        return self.over_on is None and again is not None and again <= on


def trials_of(owners: Collection[Owner], on: dt.date) -> dict[str, list[Tried]]:
    """Stairs → the schools that try them on the day or will, by name. One read."""
    rows = StairChoice.objects.filter(owner__in=owners, school__isnull=False).exclude(trial="")
    told: dict[tuple[str, int], Tried] = {}
    for row in rows.select_related("school", "version__stairs__owner").order_by("valid_from", "chosen_at", "pk"):
        if row.school is not None and row.version is not None:
            which = (row.stairs, row.school.pk)
            told |= {which: now} if (now := _after(told.get(which), row, row.school, row.version)) else {}
    found: dict[str, list[Tried]] = {}
    for tried in sorted(told.values(), key=lambda each: (each.school.name, each.school.pk)):
        if tried.over_on is None or tried.over_on > on:
            found.setdefault(tried.choice.stairs, []).append(tried)
    return found


def _after(before: Tried | None, row: StairChoice, school: School, version: StairsVersion) -> Tried | None:
    """How a school's trial stands after the next row about it: begun, gone on with, or over from a day."""
    is_open = before is not None and before.over_on is None
    if row.trial == Trial.BEGUN:
        return Tried(school, version, row, before.since if before and is_open else row.valid_from)
    return replace(before, over_on=row.valid_from) if before and is_open else before


def open_trials(owner: Owner, stairs: str, on: dt.date) -> list[Tried]:
    """The trials of one set that nobody has ended, by school."""
    return [tried for tried in trials_of([owner], on).get(stairs, []) if tried.over_on is None]


def close_trial(tried: Tried, how: StairChoice.Trial, on: dt.date, reason: str, by: str, at: dt.datetime) -> None:
    """The trial is over from the day, or never begins where it lies ahead. The caller's transaction holds the owner."""
    begun = tried.choice
    StairChoice.objects.create(
        owner_id=begun.owner_id, school=begun.school, stairs=begun.stairs, version=begun.version, is_on=False, trial=how,
        valid_from=max(on, begun.valid_from), reason=reason.strip(), chosen_at=at, chosen_by=by,
    )  # fmt: skip
