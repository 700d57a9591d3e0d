"""Hvem har sett meg: everybody's own log, in plain words."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tettpaa.kit import clock
from tettpaa.pages.own_log.queries import looks_at
from tettpaa.pages.own_log.words import told
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.actions import Look, record_access
from tettpaa.trust.audit.reading import OPENED
from tettpaa.trust.audit.things import told_by

A_PAGE = 50


@requires("own_log_read")
def own_log(request: HttpRequest) -> HttpResponse:
    """Who has read about the one who asks: when, where, in which role, what, and for what. The newest first."""
    person = request.rights.person
    if person is None:
        return render(request, "own_log/log.html", {"entries": [], "page": None})
    page = Paginator(looks_at(person, but_for=request.user.username), A_PAGE).get_page(request.GET.get("side", "1"))
    entries = told(page.object_list)
    thing, purpose = told_by("own_log")
    record_access(
        by=request.user.username, at=clock.now(), page="own_log", kind=OPENED, thing=thing, purpose=purpose,
        looks=[Look(person.pk, f"{Role.PUPIL} -")],
    )  # fmt: skip
    return render(request, "own_log/log.html", {"entries": entries, "page": page})
