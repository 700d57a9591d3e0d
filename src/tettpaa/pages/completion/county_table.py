"""The counties as the Directorate and SSB have published them: a series of its own, with no figure of ours in it."""

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.look_back.completion.reference import County
from tettpaa.pages.completion.cells import published

COUNTIES = (
    Column("county", gettext_lazy("Fylke")),
    Column("cohort_2018", gettext_lazy("Kull 2018"), NUMBER),
    Column("cohort_2019", gettext_lazy("Kull 2019"), NUMBER),
    Column("points", gettext_lazy("Grunnskolepoeng 2026"), NUMBER),
    Column("absence", gettext_lazy("Fraværsdager på vitnemål 2025–26, median"), NUMBER),
    Column("outside", gettext_lazy("Utenfor 15–29 år, 2025"), NUMBER),
)


def county_rows(counties: Iterable[County], ours: frozenset[str]) -> list[Row]:
    """The counties as published; `ours` are the numbers of the county our schools lie in."""
    return [
        {
            "county": Cell(county.name, note=_("her") if county.number in ours else ""),
            "cohort_2018": published(county.cohort_2018), "cohort_2019": published(county.cohort_2019),
            "points": Cell(number_format(county.grunnskolepoeng, 1), order=county.grunnskolepoeng),
            "absence": county.absence_days, "outside": Cell(county.outside, note=_percent(county), order=county.outside),
        }
        for county in counties
    ]  # fmt: skip


def _percent(county: County) -> str:
    return str(published(county.outside_percent).value)
