"""Skoler: figures for each of the owner's schools, without names and without small groups."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tettpaa.pages.owner_board.parts import parts_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.disclosure import SMALLEST_SHOWN


@requires("owner_figures_read")
@require_GET
def owner(request: HttpRequest) -> HttpResponse:
    """Schools, weeks, programmes and levels for each owner the user works for, which is one."""
    owners = request.rights.owners("owner_figures_read").order_by("name")
    parts = [part for each in owners for part in parts_of(each, request.rights.on)]
    return render(
        request, "owner_board/owner.html", {"parts": parts, "least": SMALLEST_SHOWN, "take_out": "report_table"}
    )
