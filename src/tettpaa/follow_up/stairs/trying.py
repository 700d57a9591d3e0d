"""Letting some schools try an owner's own stairs, and ending that. Each is one transaction and one event.

Letting the stairs hold for all is `actions.choose_stairs`: the schools that try them go with the others from then on.
"""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.stairs.actions import choosable, refuse_day_and_reason
from tettpaa.follow_up.stairs.choices import held_at
from tettpaa.follow_up.stairs.models import OwnStairs, StairChoice, StairsVersion
from tettpaa.follow_up.stairs.steps import Stairs, change_of
from tettpaa.follow_up.stairs.trials import close_trial, open_trials
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.audit.actions import record_event

Trial = StairChoice.Trial


def try_stairs(
    *, version: StairsVersion, schools: Collection[School], valid_from: dt.date, look_again_on: dt.date, reason: str,
    by: str, at: dt.datetime, today: dt.date,
) -> list[StairChoice]:  # fmt: skip
    """Let a version hold at these schools alone, whatever else is chosen, until it is ended or all have it.

    A school that tries an earlier version, or is to try for longer, goes on with this. The log says for each school if it
    is tighter or looser.
    """
    stairs, owner = version.stairs, version.stairs.owner
    offered = choosable(owner, stairs.key, version, is_on=True)
    refuse_day_and_reason(valid_from, reason, today)
    if not schools or any(school.owner_id != owner.pk or school.is_gone for school in schools):
        raise ValidationError({"schools": _("Velg minst én skole.")})
    if look_again_on <= valid_from:
        raise ValidationError({"look_again_on": _("Velg en dag etter at prøven begynner.")})
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        change = {
            str(school.pk): change_of(_read(owner, school, stairs.key, valid_from), offered) for school in schools
        }
        begun = [
            StairChoice.objects.create(
                owner=owner, school=school, stairs=stairs.key, version=version, is_on=True, trial=Trial.BEGUN,
                days=[stair.school_days for stair in offered.stairs], valid_from=valid_from, look_again_on=look_again_on,
                reason=reason.strip(), chosen_at=at, chosen_by=by,
            )
            for school in schools
        ]  # fmt: skip
        record_event(
            by=by, at=at, action="stairs_trial_begun", about=("own_stairs", stairs.pk), owner_id=owner.pk,
            details={
                "version": version.number, "schools": [school.pk for school in schools], "from": valid_from.isoformat(),
                "look_again_on": look_again_on.isoformat(), "change": change,
            },
        )  # fmt: skip
    return begun


def end_trial(
    *, stairs: OwnStairs, schools: Collection[School], valid_from: dt.date, reason: str, by: str, at: dt.datetime,
    today: dt.date,
) -> None:  # fmt: skip
    """What held at these schools before holds again. Whoever is on the stairs goes on by the wording she came to."""
    refuse_day_and_reason(valid_from, reason, today)
    with transaction.atomic():
        owner = Owner.objects.select_for_update().get(pk=stairs.owner_id)
        tried = {each.school: each for each in open_trials(owner, stairs.key, today)}
        if not schools or set(schools) - set(tried):
            raise ValidationError({"schools": _("Velg blant skolene som prøver trappa.")})
        for school in schools:
            close_trial(tried[school], Trial.ENDED, valid_from, reason, by, at)
        record_event(
            by=by, at=at, action="stairs_trial_ended", about=("own_stairs", stairs.pk), owner_id=owner.pk,
            details={"schools": [school.pk for school in schools], "from": valid_from.isoformat()},
        )  # fmt: skip


def _read(owner: Owner, school: School, stairs: str, on: dt.date) -> Stairs | None:
    return next((held.stairs for held in held_at(owner, school, on) if held.offered.key == stairs), None)
