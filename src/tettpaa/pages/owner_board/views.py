"""Skoler: figures for each of the owner's schools, without names and without small groups."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tettpaa.identify.flags.small_cells import LEAST_TOLD
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.pages.owner_board.queries import SchoolFigures, ToldCount, figures_of_schools
from tettpaa.trust.access.declare import requires

COLUMNS = (
    Column("school", gettext_lazy("Skole")),
    Column("pupils", gettext_lazy("Elever"), NUMBER),
    Column("days", gettext_lazy("Fraværsdager (median)"), NUMBER),
    Column("flagged", gettext_lazy("Med flagg"), NUMBER),
    Column("waiting", gettext_lazy("Venter på samtale"), NUMBER),
    Column("registered", gettext_lazy("Timer ført"), NUMBER),
)


@requires("owner_figures_read")
@require_GET
def owner(request: HttpRequest) -> HttpResponse:
    """One table for each owner the user works for, which is one."""
    owners = request.rights.owners("owner_figures_read").order_by("name")
    tables = [
        (each, [_row(found) for found in figures_of_schools(each, request.rights.on, request.rights.hidden)])
        for each in owners
    ]
    return render(request, "owner_board/owner.html", {"tables": tables, "columns": COLUMNS, "least": LEAST_TOLD})


def _row(found: SchoolFigures) -> Row:
    return {
        "school": found.school.name,
        "pupils": _hidden(found.pupils) or found.pupils.value,
        "days": _hidden(found.pupils) or found.median_days,
        "flagged": _share(found.flagged, found.pupils),
        "waiting": _share(found.waiting, found.pupils),
        "registered": Cell(_percent(found.registered_percent), order=found.registered_percent),
    }


def _share(count: ToldCount, pupils: ToldCount) -> Cell:
    """'12 %' with how many pupils that is."""
    if hidden := _hidden(pupils) or _hidden(count):
        return hidden
    if not pupils.value or count.value is None:
        return Cell("–", order=-2)
    share = 100 * count.value / pupils.value
    return Cell(amount(share, "percent", decimals=0), note=amount(count.value, "pupils"), order=share)


def _hidden(count: ToldCount) -> Cell | None:
    """'under 5', or 'skjult' where a count that is not small would give away one that is; None where it is told."""
    if count.value is not None:
        return None
    return Cell(_("under %(least)d") % {"least": LEAST_TOLD} if count.is_small else _("skjult"), order=-1)


def _percent(value: float | None) -> str | None:
    return None if value is None else amount(value, "percent")
