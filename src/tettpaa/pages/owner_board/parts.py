"""An owner's figures: schools, development, programmes and levels, as parts of a page and of the yearly report."""

import datetime as dt

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.dates import full_day
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.knowledge.programmes.programmes import name_of
from tettpaa.look_back.statistics.queries import Development, Line, development_of
from tettpaa.pages.owner_board.activity import activity_of
from tettpaa.pages.owner_board.queries import SchoolFigures, figures_of_schools
from tettpaa.pages.parts import Part
from tettpaa.pages.weekly import weeks_of
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.disclosure import HIDDEN, Number

SCHOOL_COLUMNS = (
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


def parts_of(owner: Owner, on: dt.date, rounded_to: int) -> list[Part]:
    """In the order they are read; programmes and levels only where there are any."""
    development = development_of(owner, school_year_of(on), rounded_to)
    found = [_schools(owner, rounded_to), *activity_of(owner, rounded_to), _development(development)]
    titles = {"programme": _("Etter utdanningsprogram"), "level": _("Etter trinn")}
    counts = _(
        "Timer med fravær av de timene noen har ført, alle elevene samlet, hittil i år og i de samme ukene i fjor. Timer "
        "ingen har ført, er ikke med."
    )
    for name, title in titles.items():
        if rows := [_line(name, line) for line in development.lines[name]]:
            found.append(Part(name, title, counts, LINE_COLUMNS, rows, "key", rounded_to=rounded_to))
    return found


def _schools(owner: Owner, rounded_to: int) -> Part:
    counts = _(
        "Fraværsdager: medianen for elevene hittil i skoleåret, hele dager. Med flagg, og venter på samtale: andelen av "
        "elevene. Timer ført: andelen av timene til og med i går der fravær er ført."
    )
    figures = figures_of_schools(owner, rounded_to)
    if figures:
        counts += " " + _("Talt %(day)s.") % {"day": full_day(max(found.counted_on for found in figures))}
    rows = [_school(found) for found in figures]
    empty = _("Skolene telles hver natt, etter den første importen.")
    return Part("schools", owner.name, counts, SCHOOL_COLUMNS, rows, "-waiting", empty=empty, rounded_to=rounded_to)


def _development(development: Development) -> Part:
    counts = _("Timer med fravær i prosent av de timene noen har ført, alle elevene samlet, uke for uke.")
    counts += " " + _(
        "Per i natt. Ukene åpner ikke: bak dem står elever, og de er bare for dem som følger elevene opp."
    )
    weeks = weeks_of(development.weeks, development.weeks_before)
    return Part("development", _("Utvikling"), counts, weeks=weeks, empty=_("Ukene telles hver natt."))


def _line(name: str, line: Line) -> Row:
    called = name_of(line.key, get_language() or "nb") if name == "programme" else line.key
    return {
        "key": called or _("ukjent"), "pupils": _hidden(line.pupils) or line.pupils,
        "percent": Cell(_percent(line.percent), order=line.percent), "before": Cell(_percent(line.before), order=line.before),
    }  # fmt: skip


def _school(found: SchoolFigures) -> Row:
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
