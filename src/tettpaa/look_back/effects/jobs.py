"""Every morning after the flags: what the measures of this school year and the last have come to."""

import datetime as dt

from tettpaa.identify.flags.models import NightStep
from tettpaa.look_back.effects.actions import update_comparisons
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import last_day, school_year_of

STEP = "comparisons"


def is_due(owner: Owner, on: dt.date) -> bool:
    """The flags of the day are there, and nobody has compared since."""
    done = set(NightStep.objects.filter(owner=owner, as_of=on, done_at__isnull=False).values_list("step", flat=True))
    return "flags" in done and STEP not in done


def compare_and_note(*, owner: Owner, on: dt.date, by: str, at: dt.datetime) -> None:
    """This year as of the day, and last year as of its last: corrections of any age are taken in."""
    noted, _is_new = NightStep.objects.get_or_create(owner=owner, as_of=on, step=STEP, defaults={"begun_at": at})
    year = school_year_of(on)
    written = sum(
        update_comparisons(owner=owner, school_year=each, as_of=min(on, last_day(each)), by=by, at=at)
        for each in (year, year - 1)
    )
    noted.message = f"{written} sammenligninger."
    noted.done_at = at
    noted.save(update_fields=["message", "done_at"])
