"""Brings the flags up to a day: the one writer of flags and their events."""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.identify.flags.changes import compare
from tettpaa.identify.flags.judged import judge
from tettpaa.identify.flags.models import FlagUpdate
from tettpaa.identify.flags.queries import last_update, versions_in_force
from tettpaa.identify.flags.rows import add_events, standing, write_flags
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.records.subject_names import subject_names
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.audit.actions import record_event


def update_flags(
    *, owner: Owner, as_of: dt.date, by: str, at: dt.datetime, pupils: Collection[int] | None = None
) -> FlagUpdate:
    """Judge every rule in force on all the owner's pupils, or on some, and write what has changed.

    Run again for the same day and facts it writes no event. History is not rewritten: a day before
    the last update is refused, and absence that is corrected later gives an event today.
    """
    last = last_update(owner)
    if last is not None and as_of < last.as_of:
        raise ValidationError(
            _("Flaggene er alt oppdatert til %(day)s. En tidligere dag skrives ikke om.")
            % {"day": last.as_of.isoformat()}
        )
    columns = load(owner, school_year_of(as_of), pupils=pupils)
    judged = judge(columns, versions_in_force(owner, as_of), as_of)
    names = subject_names(owner, columns.raw.schools, columns.school_year)
    with transaction.atomic():
        # Two updates of an owner at once would each write the same events: the second waits here.
        Owner.objects.select_for_update().get(pk=owner.pk)
        changes = compare(judged, standing(owner, columns.school_year, pupils), last, names)
        add_events(changes.events)
        write_flags(changes.flags)
        update = FlagUpdate.objects.create(
            owner=owner, as_of=as_of, at=at, by=by, is_whole=pupils is None, counts=changes.counts
        )
        record_event(
            by=by, at=at, action="flags_updated", about=("flag_update", update.pk), owner_id=owner.pk,
            details={"as_of": as_of.isoformat(), "pupils": len(columns.pupils)} | update.counts,
        )  # fmt: skip
    return update
