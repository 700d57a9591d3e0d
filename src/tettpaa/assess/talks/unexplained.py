"""Large absence that nobody has explained: whom it is about, whether the contact teacher is asked, what was answered.

How much is large stands in a rule set, with the owner's own figures and dates; here is only its name.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from tettpaa.assess.talks.models import ExplanationRequest
from tettpaa.assess.talks.states import State, state_of
from tettpaa.identify.flags.models import Flag
from tettpaa.identify.flags.queries import versions_in_force
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import first_day, school_year_of

RULE_SET = "uforklart-fravaer"


@dataclass(frozen=True)
class Unexplained:
    """A pupil with large unexplained absence, or with a question that still waits for an answer.

    `question` is the one about this absence: None where nobody has asked since the newest flag was raised.
    """

    pupil: Person
    flags: list[Flag]
    question: ExplanationRequest | None
    state: State | None

    @property
    def is_answered(self) -> bool:
        return self.question is not None and self.question.answered_at is not None


def has_rule_set(school: School, on: dt.date) -> bool:
    """Whether the owner or the school has taken a rule for unexplained absence into use."""
    return any(
        version.rule_set.key == RULE_SET and version.rule_set.school_id in (None, school.key)
        for version in versions_in_force(school.owner, on)
    )


def unexplained(pupils: QuerySet[Person], on: dt.date) -> list[Unexplained]:
    """Pupils whose absence nobody has explained, those nobody has been asked about first. Two reads."""
    flags = Flag.objects.filter(
        pupil__in=pupils, school_year=school_year_of(on), rule_set__key=RULE_SET, raised_on__isnull=False
    )
    by_pupil: dict[Person, list[Flag]] = {}
    for flag in flags.select_related("pupil", "version").order_by("-raised_on", "pupil__sort_key", "rule"):
        by_pupil.setdefault(flag.pupil, []).append(flag)
    questions = _newest_questions(pupils, on)
    for pupil, question in questions.items():
        if question.answered_at is None:
            by_pupil.setdefault(pupil, [])
    found = [_about(pupil, raised, questions.get(pupil), on) for pupil, raised in by_pupil.items()]
    return sorted(found, key=lambda each: (each.is_answered, each.question is not None))


def answers(pupils: QuerySet[Person], on: dt.date) -> list[ExplanationRequest]:
    """What contact teachers have answered this school year, newest first."""
    asked = ExplanationRequest.objects.filter(
        pupil__in=pupils, answered_at__isnull=False, voided_at=None, asked_at__date__gte=first_day(school_year_of(on))
    )
    return list(asked.select_related("pupil", "contact_teacher").order_by("-answered_at"))


def _newest_questions(pupils: QuerySet[Person], on: dt.date) -> dict[Person, ExplanationRequest]:
    since = first_day(school_year_of(on))
    asked = ExplanationRequest.objects.filter(pupil__in=pupils, voided_at=None, asked_at__date__gte=since)
    return {
        question.pupil: question for question in asked.select_related("pupil", "contact_teacher").order_by("asked_at")
    }


def _about(pupil: Person, flags: list[Flag], question: ExplanationRequest | None, on: dt.date) -> Unexplained:
    if question is not None and not _is_about(question, flags):
        question = None
    state = state_of(question.answered_at is not None, question.due_on < on) if question else None
    return Unexplained(pupil, flags, question, state)


def _is_about(question: ExplanationRequest, flags: list[Flag]) -> bool:
    """An answer from before the newest flag was raised explains an earlier absence."""
    if question.answered_at is None or not flags:
        return True
    return question.answered_at.astimezone(OSLO).date() >= max(flag.raised_on or dt.date.min for flag in flags)
