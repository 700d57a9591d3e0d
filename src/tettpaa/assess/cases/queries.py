"""Which cases there are, who has them, and which need somebody now."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tettpaa.assess.cases.models import Case, CaseMember, CaseStep, Handing
from tettpaa.assess.cases.states import CLOSED, LIVE, OPEN, WAITING
from tettpaa.schools.people.models import Employment, Membership, Person
from tettpaa.schools.people.queries import live_on
from tettpaa.trust.identity.models import User

Pupils = QuerySet[Person] | list[int]


def live_cases(pupils: Pupils) -> QuerySet[Case]:
    """Cases of these pupils that are not over, the longest first. One read."""
    cases = Case.objects.filter(pupil__in=pupils, state__in=LIVE)
    return cases.select_related("pupil", "responsible__person").order_by("opened_at")


_CLOSINGS = CaseStep.objects.filter(case=OuterRef("case"), state=CLOSED)
_REOPENED = (
    CaseStep.objects.filter(case=OuterRef("pk"), state=OPEN).filter(Exists(_CLOSINGS.filter(pk__lt=OuterRef("pk"))))
    .exclude(Exists(_CLOSINGS.filter(pk__gt=OuterRef("pk")))).order_by("pk").values("reason")[:1]
)  # fmt: skip


_NEWEST_REASON = Coalesce(Subquery(_REOPENED), "reason")


def with_newest_reason(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each with `newest_reason`: why it was opened again, the last time it was; else why it was opened. In the same read."""
    return cases.annotate(newest_reason=_NEWEST_REASON)


def newest_reason(case: Case) -> str:
    """The same of one case. One read."""
    return Case.objects.filter(pk=case.pk).values_list(_NEWEST_REASON, flat=True)[0]


def calling(user: User, pupils: Pupils, on: dt.date) -> QuerySet[Case]:
    """Cases that wait for this user now: offered to them, or theirs and waited out. One read."""
    is_offered = Q(handings__to=user, handings__answered_at=None)
    is_waited_out = Q(responsible=user, state=WAITING, waits_until__lte=on)
    return live_cases(pupils).filter(is_offered | is_waited_out).distinct()


def left_behind(pupils: Pupils, on: dt.date) -> QuerySet[Case]:
    """Live cases whose responsible no longer works at the case's school, or signs in: nobody follows them up. One read."""
    employed = Employment.objects.filter(live_on(on), school=OuterRef("school"), person=OuterRef("responsible__person"))
    teaches = Membership.objects.filter(
        live_on(on), group__school=OuterRef("school"), person=OuterRef("responsible__person"),
        role__in=(Membership.Role.CONTACT_TEACHER, Membership.Role.TEACHER),
    )  # fmt: skip
    is_here = Q(Exists(employed)) | Q(Exists(teaches))
    return live_cases(pupils).exclude(is_here & Q(responsible__is_active=True))


def offers_to(user: User) -> QuerySet[Handing]:
    """Cases that wait for the user to say yes or no."""
    offered = Handing.objects.filter(to=user, answered_at=None, case__state__in=(OPEN, WAITING))
    return offered.select_related("case__pupil").order_by("offered_at")


def open_offer(case: Case) -> Handing | None:
    """The baton in the air, if any."""
    return Handing.objects.filter(case=case, answered_at=None).select_related("to__person").first()


def steps_of(case: Case) -> QuerySet[CaseStep]:
    """How the case came to where it stands, the first step first."""
    return CaseStep.objects.filter(case=case).order_by("at", "pk")


def members_of(case: Case, at: dt.datetime) -> QuerySet[CaseMember]:
    """Who works on the case now."""
    is_live = Q(removed_at=None, assignment__ends_at__gt=at)
    return CaseMember.objects.filter(is_live, case=case).select_related("assignment__user__person")
