"""Every morning after the flags: those concerned are told that the next takes over soon, and the next takes over.

One transaction a pupil and step, each written once: a morning that stopped goes on from there, and may be run again.
"""

import datetime as dt

from tettpaa.follow_up.stairs.actions import move_on, tell_of_next
from tettpaa.follow_up.stairs.choices import stairs_at
from tettpaa.follow_up.stairs.queries import stands_of
from tettpaa.identify.flags.models import NightStep
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import Owner, School

STEP = "stairs"


def climb(*, owner: Owner, on: dt.date, by: str, at: dt.datetime) -> dict[str, int]:
    """How many were told of, and how many moved on. Nobody moves the day they are told of."""
    counts = {"told": 0, "moved": 0}
    schools = School.objects.filter(owner=owner, is_gone=False).values_list("pk", "owner_id")
    holding = [school for school, stairs in stairs_at(dict(schools), on).items() if stairs]
    pupils = live_enrolments(on).filter(school__in=holding).values_list("pupil", flat=True)
    for stand in stands_of(pupils, on) if holding else ():
        if stand.place.must_move(on):
            counts["moved"] += move_on(stand=stand, on=on, by=by, at=at)
        elif stand.place.must_tell(on):
            counts["told"] += tell_of_next(stand=stand, on=on, by=by, at=at)
    return counts


def is_due(owner: Owner, on: dt.date) -> bool:
    """The flags of the day are there, and nobody has climbed since."""
    done = set(NightStep.objects.filter(owner=owner, as_of=on, done_at__isnull=False).values_list("step", flat=True))
    return "flags" in done and STEP not in done


def climb_and_note(*, owner: Owner, on: dt.date, by: str, at: dt.datetime) -> None:
    """The morning's work, noted beside the night's."""
    noted, _is_new = NightStep.objects.get_or_create(owner=owner, as_of=on, step=STEP, defaults={"begun_at": at})
    counts = climb(owner=owner, on=on, by=by, at=at)
    noted.message = f"{counts['told']} sagt fra om, {counts['moved']} ført videre."
    noted.done_at = at
    noted.save(update_fields=["message", "done_at"])
