"""Opening a pupil's follow-up in an emergency, and judging afterwards whether it was right."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.openings.queries import live_opening, opened_on_day
from tettpaa.trust.openings.rules import ends, faults_in_opening
from tettpaa.trust.openings.words import fault_words


def open_in_emergency(
    *, user: User, pupil: Person, reason: str, review_by: dt.date, by: str, at: dt.datetime
) -> Opening:
    """Open the pupil's everyday and school zones to the user for four hours; one that stands is given again.

    The caller has found the pupil at a school where the user works (`queries.named_at_own_school`).
    """
    with transaction.atomic():
        # Two openings at once count each other.
        User.objects.select_for_update().get(pk=user.pk)
        if standing := live_opening(user, pupil, at):
            return standing
        faults = faults_in_opening(reason=reason, opened_today=opened_on_day(user, at))
        if faults:
            raise ValidationError({field or "__all__": fault_words(fault) for field, fault in faults.items()})
        opening = Opening.objects.create(
            user=user, pupil=pupil, reason=reason.strip(), begins_at=at, ends_at=ends(at), review_by=review_by
        )
        _record("emergency_opened", opening, by, at, ends_at=opening.ends_at.isoformat())
    return opening


def refuse_opening(*, user: User, by: str, at: dt.datetime) -> None:
    """Somebody asked for a pupil who was not found: kept, so that log control sees who tries names."""
    with transaction.atomic():
        owner_id = user.person.owner_id if user.person else None
        record_event(by=by, at=at, action="emergency_not_found", about=("user", user.pk), owner_id=owner_id)


def review_opening(*, opening: Opening, outcome: str, review: str, by: str, at: dt.datetime) -> None:
    """Say once whether it was right. Nobody judges their own."""
    if outcome not in Opening.Outcome.values:
        raise ValidationError({"outcome": _("Velg om åpningen var riktig.")})
    if opening.user.username == by:
        raise ValidationError(_("En annen enn den som åpnet, må vurdere åpningen."))
    if outcome == Opening.Outcome.UNJUSTIFIED and not review.strip():
        raise ValidationError({"review": _("Skriv hva som gjøres videre.")})
    with transaction.atomic():
        written = Opening.everything.filter(pk=opening.pk, reviewed_at=None).update(
            outcome=outcome, review=review.strip(), reviewed_by=by, reviewed_at=at
        )
        if not written:
            raise ValidationError(_("Åpningen er vurdert av en annen i mellomtiden."))
        _record("emergency_reviewed", opening, by, at, outcome=outcome)


def _record(action: str, opening: Opening, by: str, at: dt.datetime, **details: str) -> None:
    record_event(
        by=by, at=at, action=action, about=("opening", opening.pk), owner_id=opening.pupil.owner_id,
        details={"pupil": opening.pupil_id} | details,
    )  # fmt: skip
