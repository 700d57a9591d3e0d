"""The tables of leaving: each school year, and one school year by school and by when in it."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.look_back.completion.definitions import breaks_in_leaving, parts_begun
from tettpaa.look_back.completion.figures import LeavingFigures
from tettpaa.look_back.completion.rules import Stay
from tettpaa.pages.completion.cells import number, share
from tettpaa.pages.completion.words import PARTS
from tettpaa.schools.places.school_year import last_day, name_of
from tettpaa.trust.disclosure import Released

_STAYS = (
    Column("pupils", gettext_lazy("Elever"), NUMBER),
    Column(Stay.LEFT.value, gettext_lazy("Sluttet"), NUMBER),
    Column(Stay.ONWARDS.value, gettext_lazy("Videre et annet sted"), NUMBER),
    Column(Stay.UNKNOWN.value, gettext_lazy("Ukjent"), NUMBER),
)
YEARS = (Column("year", gettext_lazy("Skoleår")), *_STAYS)
SCHOOLS = (Column("school", gettext_lazy("Skole")), *_STAYS)
TIMES = (Column("school", gettext_lazy("Skole")), *(Column(part, words, NUMBER) for part, words in PARTS.items()))


def year_rows(found: Iterable[LeavingFigures], on: dt.date) -> list[Row]:
    """Each school year, the newest first; one that is not over, or not comparable with the year before, says so."""
    return [
        {"year": Cell(name_of(each.school_year), note=year_note(each.school_year, on), order=each.school_year),
         **_stays(each.released)}
        for each in sorted(found, key=lambda each: -each.school_year)
    ]  # fmt: skip


def year_note(school_year: int, on: dt.date) -> str:
    if school_year in breaks_in_leaving():
        return _("brudd: ikke sammenlignbart med årene før")
    return _("til nå") if on <= last_day(school_year) else ""


def school_rows(released: Released, schools: Mapping[str, str]) -> list[Row]:
    """Each school with anybody in it."""
    return [{"school": words, **_stays(released, school=key)} for key, words in schools.items() if _has(released, key)]


def time_rows(told: LeavingFigures, schools: Mapping[str, str], on: dt.date) -> list[Row]:
    """All schools together first, then each: how many left in each part of the year that has begun."""
    released, begun = told.released, parts_begun(told.school_year, on)
    whole = {"school": Cell(_("Alle skolene"), order=""), **times(released, begun)}
    return [whole, *({"school": words, **times(released, begun, school=key)}
                     for key, words in schools.items() if _has(released, key))]  # fmt: skip


def _has(released: Released, school: str) -> bool:
    return released.number(school=school) != 0


def _stays(released: Released, **group: str) -> Row:
    whole = released.number(**group) if group else released.total
    shares = {stay.value: share(released.number(stay=stay.value, **group), whole) for stay in Stay}
    return {"pupils": number(whole), **shares}


def times(released: Released, begun: Collection[str], **group: str) -> Row:
    return {
        part: number(released.number(part=part, **group)) if part in begun else Cell(_("ikke ennå"), order=-2)
        for part in PARTS
    }
