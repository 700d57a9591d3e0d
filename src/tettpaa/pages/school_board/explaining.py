"""Large unexplained absence: whom nobody has explained, asking the contact teacher, and the answers."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tettpaa.assess.talks.actions import ask_explanation
from tettpaa.assess.talks.unexplained import Unexplained, answers, has_rule_set
from tettpaa.assess.talks.unexplained import unexplained as find_unexplained
from tettpaa.kit import clock
from tettpaa.kit.html.dates import long_day
from tettpaa.pages.flag_words import reasons_in
from tettpaa.pages.school_board.queries import pupils_at
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import classes_of, contact_teachers_of, live_enrolments
from tettpaa.schools.places.models import Group
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown

TO_ANSWER_IN = dt.timedelta(days=7)


@dataclass(frozen=True)
class Entry:
    """One pupil of the list. `can_ask`: nobody is asked about this absence, and there is somebody to ask."""

    about: Unexplained
    group: Group | None
    teachers: list[Person]
    why: str
    may_ask: bool

    @property
    def can_ask(self) -> bool:
        return self.may_ask and self.about.question is None and bool(self.teachers)


@requires("school_read", school="key")
@require_GET
def unexplained(request: HttpRequest, key: int) -> HttpResponse:
    """Pupils with large unexplained absence, those nobody is asked about first; below, the answers."""
    school, on = request.rights.school("school_read", key), request.rights.on
    found, answered = (
        find_unexplained(pupils_at(request.rights, school), on),
        answers(pupils_at(request.rights, school), on),
    )
    listed = [each.pupil.key for each in found]
    shown(request, [*listed, *(question.pupil_id for question in answered)], "school_unexplained")
    told = {
        "school": school,
        "entries": _entries(request, found, listed),
        "answers": answered,
        "has_rule_set": has_rule_set(school, on),
    }
    return render(request, "school_board/unexplained.html", told)


def _entries(request: HttpRequest, found: list[Unexplained], listed: list[int]) -> list[Entry]:
    on, may_ask = request.rights.on, request.rights.may("explanation_ask")
    groups, teachers = classes_of(listed, on), contact_teachers_of(listed, on)
    return [
        Entry(each, groups.get(each.pupil.key), teachers[each.pupil.key],
              reasons_in(each.flags), may_ask)
        for each in found
    ]  # fmt: skip


@requires("explanation_ask", pupil="pupil_key")
@require_POST
def ask(request: HttpRequest, pupil_key: int) -> HttpResponse:
    """Ask the pupil's contact teacher, who sees the question on Min dag and has a week to answer."""
    pupil, on = request.rights.pupil("explanation_ask", pupil_key), request.rights.on
    teachers = contact_teachers_of([pupil.key], on)[pupil.key]
    due_on = on + TO_ANSWER_IN
    if not teachers:
        messages.error(request, _("%(name)s har ingen kontaktlærer å spørre.") % {"name": pupil})
    else:
        _ask(request, pupil, teachers[0], due_on)
    school = live_enrolments(on).filter(pupil=pupil, school__in=request.rights.schools("school_read")).first()
    return redirect("school_unexplained", key=school.school_id) if school else redirect("school")


def _ask(request: HttpRequest, pupil: Person, teacher: Person, due_on: dt.date) -> None:
    (about,) = find_unexplained(Person.objects.filter(key=pupil.key), request.rights.on) or [None]
    facts = {"flags": [flag.facts for flag in about.flags]} if about else {}
    by, at = request.user.username, clock.now()
    try:
        ask_explanation(pupil=pupil, contact_teacher=teacher, facts=facts, due_on=due_on, by=by, at=at)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return
    told = {"teacher": teacher, "pupil": pupil, "day": long_day(due_on, request.rights.on)}
    messages.success(request, _("%(teacher)s er spurt om fraværet til %(pupil)s og svarer innen %(day)s.") % told)
