"""Brings the flags up to a day: the one writer of flags and their events."""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.identify.flags.changes import Key, compare, counts_of
from tettpaa.identify.flags.judged import judge
from tettpaa.identify.flags.models import Flag, FlagEvent, FlagUpdate
from tettpaa.identify.flags.queries import last_update, versions_in_force
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.audit.actions import record_event

A_BATCH = 2000
_WRITTEN_OVER = ("school", "version", "kind", "on", "raised_on", "held_since", "facts", "as_of")


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
    with transaction.atomic():
        # Two updates of an owner at once would each write the same events: the second waits here.
        Owner.objects.select_for_update().get(pk=owner.pk)
        events, flags = compare(judged, _standing(owner, columns.school_year, pupils), last)
        _write(events, flags)
        update = FlagUpdate.objects.create(
            owner=owner, as_of=as_of, at=at, by=by, is_whole=pupils is None, counts=counts_of(events)
        )
        record_event(
            by=by, at=at, action="flags_updated", about=("flag_update", update.pk), owner_id=owner.pk,
            details={"as_of": as_of.isoformat(), "pupils": len(columns.pupils)} | update.counts,
        )  # fmt: skip
    return update


def _standing(owner: Owner, school_year: int, pupils: Collection[int] | None) -> dict[Key, Flag]:
    flags = Flag.objects.filter(school__owner=owner, school_year=school_year).select_related("version")
    if pupils is not None:
        flags = flags.filter(pupil__in=pupils)
    return {(flag.pupil_id, flag.rule_set_id, flag.rule): flag for flag in flags.iterator(A_BATCH)}


def _write(events: list[FlagEvent], flags: list[Flag]) -> None:
    FlagEvent.objects.bulk_create(events, batch_size=A_BATCH)
    Flag.objects.bulk_create(
        flags, batch_size=A_BATCH, update_conflicts=True, update_fields=_WRITTEN_OVER,
        unique_fields=("pupil", "school_year", "rule_set", "rule"),
    )  # fmt: skip
