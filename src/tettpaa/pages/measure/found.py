"""A measure by its address, and the page that asks something about it."""

from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.queries import measures_about
from tettpaa.pages.measure.words import name_of
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


def found(request: HttpRequest, measure_id: UUID, permission: str) -> Measure:
    """The measure, among pupils the reader has the permission for; else as if it were not there."""
    among = measures_about(request.rights.pupils(permission)).select_related(
        "pupil__owner", "case", "school", "responsible__person"
    )
    return get_object_or_404(among, pk=measure_id)


def formed(request: HttpRequest, template: str, held: Measure, form: Form, **told: object) -> HttpResponse:
    shown(request, [held.pupil_id], "measure_act", OPENED)
    said_too = {"measure": held, "name": name_of(held), "form": form}
    return render(request, template, said_too | told, status=REFUSED if form.errors else 200)
