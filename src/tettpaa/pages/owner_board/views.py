"""Skoler: figures for each of the owner's schools, without names and without small groups."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.look_back.disclosure import HIDDEN, SMALLEST_SHOWN, Number
from tettpaa.look_back.statistics.queries import Development, Line, development_of
from tettpaa.pages.owner_board.queries import SchoolFigures, figures_of_schools
from tettpaa.pages.weekly import weeks_of
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.declare import requires

COLUMNS = (
    Column("school", gettext_lazy("Skole")),
    Column("pupils", gettext_lazy("Elever"), NUMBER),
    Column("days", gettext_lazy("Fraværsdager (median)"), NUMBER),
    Column("flagged", gettext_lazy("Med flagg"), NUMBER),
    Column("waiting", gettext_lazy("Venter på samtale"), NUMBER),
    Column("registered", gettext_lazy("Timer ført"), NUMBER),
)


LINE_COLUMNS = (
    Column("key", gettext_lazy("Gruppe")),
    Column("pupils", gettext_lazy("Elever"), NUMBER),
    Column("percent", gettext_lazy("Borte av timene"), NUMBER),
    Column("before", gettext_lazy("Samme uker i fjor"), NUMBER),
)


@requires("owner_figures_read")
@require_GET
def owner(request: HttpRequest) -> HttpResponse:
    """Schools, programmes and levels for each owner the user works for, which is one."""
    on, hidden = request.rights.on, request.rights.hidden
    boards = [_board(each, on, hidden) for each in request.rights.owners("owner_figures_read").order_by("name")]
    told = {"boards": boards, "columns": COLUMNS, "line_columns": LINE_COLUMNS, "least": SMALLEST_SHOWN}
    return render(request, "owner_board/owner.html", told)


def _board(owner: Owner, on: dt.date, hidden: frozenset[int]) -> dict:
    development = development_of(owner, school_year_of(on))
    return {
        "owner": owner, "rows": [_row(found) for found in figures_of_schools(owner, on, hidden)],
        "weeks": weeks_of(development.weeks, development.weeks_before), "counted_on": development.counted_on,
        "groups": _groups(development),
    }  # fmt: skip


def _groups(development: Development) -> list[tuple[str, list[Row]]]:
    """Programmes and levels; schools stand in the first table."""
    titles = {"programme": _("Etter utdanningsprogram"), "level": _("Etter trinn")}
    found = [(title, [_line(line) for line in development.lines[name]]) for name, title in titles.items()]
    return [(title, rows) for title, rows in found if rows]


def _line(line: Line) -> Row:
    return {
        "key": line.key or _("ukjent"), "pupils": _hidden(line.pupils) or line.pupils,
        "percent": Cell(_percent(line.percent), order=line.percent), "before": Cell(_percent(line.before), order=line.before),
    }  # fmt: skip


def _row(found: SchoolFigures) -> Row:
    return {
        "school": found.school.name,
        "pupils": _hidden(found.pupils) or found.pupils,
        "days": _hidden(found.pupils) or found.median_days,
        "flagged": _share(found.flagged, found.pupils),
        "waiting": _share(found.waiting, found.pupils),
        "registered": Cell(_percent(found.registered_percent), order=found.registered_percent),
    }


def _share(count: Number, pupils: Number) -> Cell:
    """'12 %' with how many pupils that is."""
    if count is HIDDEN or pupils is HIDDEN:
        return Cell(_("skjult"), order=-1)
    if not pupils:
        return Cell("–", order=-2)
    share = 100 * count / pupils
    return Cell(amount(share, "percent", decimals=0), note=amount(count, "pupils"), order=share)


def _hidden(count: Number) -> Cell | None:
    """'skjult', for what is small or would tell something small; None where it is told."""
    return Cell(_("skjult"), order=-1) if count is HIDDEN else None


def _percent(value: float | None) -> str | None:
    return None if value is None else amount(value, "percent")
