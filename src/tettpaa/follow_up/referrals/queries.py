"""Which referrals and consults there are, whether the consent stands, and who must not be named."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.referrals.models import Consult, Referral, ReferralStep, VoidedAnswer
from tettpaa.follow_up.referrals.rules import names_in
from tettpaa.follow_up.referrals.states import ASSESSED, AT_PPT, DRAFT, VOIDED
from tettpaa.schools.people.models import Employment, Person
from tettpaa.schools.people.queries import live_enrolments, live_on
from tettpaa.schools.places.models import School
from tettpaa.trust.sharing.models import Consent
from tettpaa.trust.sharing.queries import standing_consent

THING = "referral"
Pupils = QuerySet[Person] | list[int]


def referrals_of(case: Case) -> QuerySet[Referral]:
    """The case's referrals, the newest first."""
    return Referral.objects.filter(case=case).select_related("pupil", "consent").order_by("-drafted_at")


def steps_of(referral: Referral) -> QuerySet[ReferralStep]:
    """How the referral came to where it stands, the first step first."""
    return ReferralStep.objects.filter(referral=referral).order_by("at", "pk")


def days_of(referral: Referral) -> dict[str, dt.date]:
    """State → the day it was come to, in their order; the draft and what was entered by mistake left out."""
    steps = steps_of(referral).exclude(state__in=(DRAFT, VOIDED))
    return {step.state: step.on for step in steps}


def consents_for(pupils: Pupils) -> QuerySet[Consent]:
    """Every consent to a referral that was asked for, whatever became of it, the newest first."""
    asked = Consent.objects.filter(pupil__in=pupils, guardian=None, things__contains=THING)
    return asked.order_by("-asked_at")


def live_consent(pupil: int, on: dt.date) -> Consent | None:
    """A consent to a referral that stands on the day: given by who decides, not ended, and in its days."""
    standing = consents_for([pupil]).filter(standing_consent("", on))
    return next((consent for consent in standing if THING in consent.things.split()), None)


def drafts(pupils: Pupils) -> QuerySet[Referral]:
    """Referrals that wait to be sent, the oldest first."""
    return Referral.objects.filter(pupil__in=pupils, state=DRAFT).select_related("pupil").order_by("drafted_at")


def at_ppt(pupils: Pupils) -> QuerySet[Referral]:
    """Referrals that PPT has, with their steps."""
    there = Referral.objects.filter(pupil__in=pupils, state__in=AT_PPT)
    return there.select_related("pupil").prefetch_related("steps").order_by("drafted_at")


def _voided_answers() -> Prefetch:
    """What PPT has taken back, the oldest first."""
    return Prefetch("voided_answers", VoidedAnswer.objects.order_by("voided_at", "pk"))


def consults_of(schools: QuerySet[School], username: str) -> QuerySet[Consult]:
    """One's own questions, and those of schools one answers for, the newest first."""
    mine = Q(asked_by=username) | Q(school__in=schools)
    found = Consult.objects.filter(mine).select_related("school").prefetch_related(_voided_answers())
    return found.order_by("-asked_at")


def consults_at(schools: QuerySet[School], since: dt.date) -> QuerySet[Consult]:
    """What schools have asked: what waits for an answer first, the oldest of it, then what was answered since a day."""
    waiting_or_new = Q(answered_at=None) | Q(answered_on__gte=since)
    found = Consult.objects.filter(waiting_or_new, school__in=schools).select_related("school")
    found = found.prefetch_related(_voided_answers())
    return found.order_by(F("answered_on").desc(nulls_first=True), "asked_at", "pk")


def given_to(pupils: Pupils) -> QuerySet[Referral]:
    """Referrals of these pupils that PPT has or has answered, the newest first; a draft is the school's own."""
    sent = Referral.objects.filter(pupil__in=pupils, state__in=(*AT_PPT, ASSESSED))
    return sent.select_related("pupil", "case__school").prefetch_related("steps").order_by("-drafted_at", "pk")


def names_at(school: School, on: dt.date, unknown: frozenset[int]) -> list[tuple[str, str]]:
    """(given, family) of everybody who goes to the school or works there on the day, without `unknown`. One read."""
    pupils = live_enrolments(on).filter(school=school).values("pupil")
    staff = Employment.objects.filter(live_on(on), school=school).values("person")
    people = Person.objects.filter(Q(pk__in=pupils) | Q(pk__in=staff), is_gone=False).exclude(pk__in=unknown)
    return list(people.values_list("given_name", "family_name"))


def naming(consults: Sequence[Consult], on: dt.date, unknown: frozenset[int]) -> set[UUID]:
    """Keys of the consults where PPT's words hold a name of somebody at the school, without `unknown`.

    One read for each school that has an answer.
    """
    words = {each: _ppts_words(each) for each in consults}
    answered = [each for each in consults if words[each]]
    names = {school: names_at(school, on, unknown) for school in {each.school for each in answered}}
    return {each.pk for each in answered if names_in(words[each], names[each.school])}


def _ppts_words(consult: Consult) -> str:
    """The answer, and what has been taken back with why."""
    taken_back = [f"{each.answer}\n{each.voided_why}" for each in consult.voided_answers.all()]
    return "\n".join([*([consult.answer] if consult.answer else []), *taken_back])
