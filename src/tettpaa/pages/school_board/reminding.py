"""Registrering: which lessons nobody has registered, by teacher, and reminding the teachers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tettpaa.identify.registration.actions import remind_teacher
from tettpaa.identify.registration.queries import OfTeacher, by_teacher, registrations
from tettpaa.kit import clock
from tettpaa.pages.registration_rows import ACT, COLUMNS, rows_of
from tettpaa.schools.places.models import School
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown

ALL = "alle"


@requires("registration_remind")
@require_GET
def schools(request: HttpRequest) -> HttpResponse:
    """On to the registration of the user's school; a list for those with several."""
    found = list(request.rights.schools("registration_remind").order_by("name"))
    if len(found) == 1:
        return redirect("school_registration", key=found[0].key)
    told = {"schools": found, "leads_to": "school_registration"}
    return render(request, "school_board/schools.html", told)


@requires("school_read", school="key")
@require_GET
def registration(request: HttpRequest, key: int) -> HttpResponse:
    """Teachers with lessons nobody has registered, most first."""
    school, on = request.rights.school("school_read", key), request.rights.on
    shown(request, [], "school_registration")
    found = registrations(school.owner, [school.key], on)
    teachers = by_teacher(found, on)
    may_remind = request.rights.schools("registration_remind").filter(pk=key).exists()
    told = {
        "school": school,
        "held": sum(each.held for each in found),
        "missing": sum(each.missing for each in found),
        "columns": (*COLUMNS, ACT) if may_remind else COLUMNS,
        "rows": rows_of(teachers, _Reminder(request, school) if may_remind else None),
        "can_remind": may_remind and any(_is_to_remind(each, on) for each in teachers),
    }
    return render(request, "school_board/registration.html", told)


class _Reminder:
    """The button of one row, or that the teacher is reminded today."""

    def __init__(self, request: HttpRequest, school: School) -> None:
        self.request, self.url = request, reverse("remind_teacher", args=[school.key])

    def __call__(self, each: OfTeacher) -> SafeString | str:
        if each.teacher is None:
            return _("ingen å minne")
        if not _is_to_remind(each, self.request.rights.on):
            return _("minnet i dag")
        shown_to_reader = {"url": self.url, "teacher": each.teacher}
        return SafeString(render_to_string("school_board/remind.html", shown_to_reader, self.request))


def _is_to_remind(each: OfTeacher, on) -> bool:
    return each.teacher is not None and each.reminded_on != on


@requires("registration_remind", school="key")
@require_POST
def remind(request: HttpRequest, key: int) -> HttpResponse:
    """Remind one teacher, or everybody who has lessons missing."""
    school, on = request.rights.school("registration_remind", key), request.rights.on
    asked = request.POST.get("teacher", "")
    teachers = by_teacher(registrations(school.owner, [school.key], on), on)
    chosen = [each for each in teachers if each.teacher and asked in (ALL, str(each.teacher.key))]
    reminded = [each for each in chosen if _remind(request, each)]
    if reminded:
        told = ngettext("%(count)d lærer er minnet.", "%(count)d lærere er minnet.", len(reminded))
        messages.success(request, told % {"count": len(reminded)})
    elif not chosen:
        messages.info(request, _("Alle timene er ført, så det er ingenting å minne om."))
    return redirect("school_registration", key=school.key)


def _remind(request: HttpRequest, each: OfTeacher) -> bool:
    missing = [registration for _group, registration in each.groups]
    try:
        remind_teacher(teacher=each.teacher, missing=missing, by=request.user.username, at=clock.now())
    except ValidationError as fault:
        messages.info(request, " ".join(fault.messages))
        return False
    return True
