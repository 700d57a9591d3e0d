"""Skoler: figures for each of the owner's schools, without names and without small groups."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tettpaa.pages.owner_board.parts import parts_of
from tettpaa.pages.parts import rounding_in
from tettpaa.trust.access.declare import requires
from tettpaa.trust.disclosure import SMALLEST_SHOWN
from tettpaa.trust.disclosure.queries import rounding_of


@requires("owner_figures_read")
@require_GET
def owner(request: HttpRequest) -> HttpResponse:
    """Schools, weeks, programmes and levels for each owner the user works for, which is one."""
    owners = request.rights.owners("owner_figures_read").order_by("name")
    on = request.rights.on
    parts = [part for each in owners for part in parts_of(each, on, rounding_of(each, on))]
    told = {"parts": parts, "least": SMALLEST_SHOWN, "rounding": rounding_in(parts), "take_out": "report_table"}
    return render(request, "owner_board/owner.html", told)
