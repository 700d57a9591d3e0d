"""Who at PPT sees a referral: an assignment about that one pupil, for at most 90 days, that ends with the referral."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from tettpaa.follow_up.referrals.models import Referral
from tettpaa.follow_up.referrals.states import AT_PPT
from tettpaa.follow_up.referrals.telling import ENDS, GIVEN, OVER, tell_at_ppt
from tettpaa.kit.clock import OSLO
from tettpaa.messages.kinds import kind_named
from tettpaa.schools.people.queries import live_on
from tettpaa.schools.places.models import School
from tettpaa.trust.access.models import Assignment, RoleGrant
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.identity.models import User
from tettpaa.trust.sharing.rules import LONGEST as LONGEST_GUEST


def advisers_at(school: School, on: dt.date) -> QuerySet[User]:
    """Those who answer for PPT at the school and can sign in, by name."""
    given = RoleGrant.objects.filter(live_on(on), role=RoleGrant.Role.PPT_OFFICE, school=school)
    users = User.objects.filter(pk__in=given.values("user"), is_active=True).select_related("person")
    return users.order_by("person__sort_key", "username")


def adviser_of(referral: Referral, at: dt.datetime) -> User | None:
    """Who at PPT sees the referral now, whether or not that one answers for PPT at the school still."""
    given = Assignment.objects.filter(referrals=referral, begins_at__lte=at, ends_at__gt=at, user__is_active=True)
    held = given.select_related("user__person").first()
    return held.user if held else None


def holders_at_ppt(referral: Referral, to: str, at: dt.datetime) -> list[User]:
    """Who at PPT is to hear that the referral comes to a state: whoever it was given, or the office where nobody is named.

    The office reads no referral, so it hears only that one PPT has is over.
    """
    if (adviser := adviser_of(referral, at)) is not None:
        return [adviser]
    is_the_offices = referral.state in AT_PPT and to in ENDS
    return list(advisers_at(referral.case.school, at.astimezone(OSLO).date())) if is_the_offices else []


def open_to_ppt(*, referral: Referral, adviser: User, by: str, at: dt.datetime) -> Assignment:
    """Let one adviser see a referral that PPT has; who saw it before, sees it no more. Asked again, the time runs anew."""
    with transaction.atomic():
        held = (
            Referral.objects.select_for_update(of=("self",)).select_related("case__school", "pupil").get(pk=referral.pk)
        )
        if held.state not in AT_PPT:
            raise ValidationError(_("Henvisningen er ikke hos PPT."))
        if not advisers_at(held.case.school, at.astimezone(OSLO).date()).filter(pk=adviser.pk).exists():
            raise ValidationError(_("Velg en som svarer for PP-tjenesten ved skolen."))
        before = adviser_of(held, at)
        close_to_ppt(held, at)
        given = Assignment.objects.create(
            user=adviser, pupil_id=held.pupil_id, role=Assignment.Role.PPT_ADVISER, begins_at=at,
            ends_at=at.astimezone(dt.UTC) + LONGEST_GUEST,
            reason=_("Henvist til PP-tjenesten"), granted_by=by, granted_at=at,
        )  # fmt: skip
        Referral.objects.filter(pk=held.pk).update(assignment=given)
        record_event(
            by=by, at=at, action="referral_opened_to_ppt", about=("referral", held.pk), owner_id=held.pupil.owner_id,
            details={"pupil": held.pupil_id, "user": adviser.pk},
        )  # fmt: skip
        tell_at_ppt(held, GIVEN, [adviser], by, at, once=str(given.pk))
        tell_at_ppt(held, OVER, [before] if before and before != adviser else [], by, at, once=str(given.pk))
    return given


def note_mistake(referral: Referral, at: dt.datetime) -> list[User]:
    """Every adviser who has read the referral finds in the own list that it was a mistake: she sees the pupil no more, so
    that no message about the pupil reaches her. Answers who they are. The caller's transaction holds the referral.
    """
    looks = AccessRecord.objects.filter(
        page__in=kind_named("referral_voided").read_on, pupil_key=referral.pupil_id, at__gte=referral.drafted_at
    )
    given = Assignment.objects.filter(
        role=Assignment.Role.PPT_ADVISER, pupil=referral.pupil_id, ends_at__gt=referral.drafted_at,
        user__username__in=list(looks.values_list("by", flat=True).distinct()),
    )  # fmt: skip
    readers = User.objects.filter(pk__in=list(given.values_list("user", flat=True))).select_related("person")
    given.update(mistaken_at=at)
    return list(readers.order_by("username"))


def mistakes_told(user: User, since: dt.date) -> QuerySet[Assignment]:
    """What the user has read as an adviser since a day, and was a mistake, the newest first."""
    given = Assignment.objects.filter(user=user, role=Assignment.Role.PPT_ADVISER, mistaken_at__date__gte=since)
    return given.order_by("-mistaken_at", "pk")


def over_early(user: User, since: dt.date, at: dt.datetime) -> QuerySet[Assignment]:
    """What the user had as an adviser and sees no more before the time was out, since a day, the newest first.

    The school has ended it, taken it back or given it to another; renewed for the same adviser, it is not over.
    """
    own = Assignment.objects.filter(user=user, role=Assignment.Role.PPT_ADVISER)
    renewed = own.filter(pupil=OuterRef("pupil"), begins_at=OuterRef("ends_at"))
    over = own.filter(
        mistaken_at=None, ends_at__date__gte=since, ends_at__lte=at, ends_at__lt=F("begins_at") + LONGEST_GUEST
    )
    return over.filter(~Exists(renewed)).order_by("-ends_at", "pk")


def close_to_ppt(referral: Referral, at: dt.datetime) -> None:
    """The adviser sees it no more from the next request on. The caller's transaction holds the referral."""
    if referral.assignment_id is not None:
        Assignment.objects.filter(pk=referral.assignment_id, ends_at__gt=at).update(ends_at=at)
