"""Gruppene mine: where a subject teacher finds the pupils, and what the leader has reminded of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tettpaa.identify.registration.queries import standing_reminders
from tettpaa.pages.mapping.own import requests_for
from tettpaa.pages.my_groups.queries import own_groups
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown


@requires("teaching_group_read")
@require_GET
def my_groups(request: HttpRequest) -> HttpResponse:
    """Each group with its pupils; first the input that is asked for, and the lessons that wait for attendance."""
    rights = request.rights
    groups = own_groups(rights)
    asked = list(requests_for(rights).filter(answered_at=None))
    named = [pupil.key for own in groups for pupil in own.pupils] + [each.pupil_id for each in asked]
    shown(request, named, "my_groups")
    reminders = standing_reminders(rights.person, rights.on) if rights.person else []
    told = {"groups": groups, "reminders": reminders, "asked": asked, "may_notify": rights.may("subject_notices_read")}
    return render(request, "my_groups/groups.html", told)
