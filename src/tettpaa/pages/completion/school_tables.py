"""The tables of one school: its part of each cohort beside all the owner's schools and the country, and who left each year."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.amounts import amount, written
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.look_back.completion.definitions import parts_begun
from tettpaa.look_back.completion.figures import Figures, LeavingFigures
from tettpaa.look_back.completion.reference import ALL, comparable_cohorts
from tettpaa.look_back.completion.rules import Outcome, Stay
from tettpaa.look_back.completion.telling import Told
from tettpaa.pages.completion.cells import number, published, share
from tettpaa.pages.completion.leaving_tables import times, year_note
from tettpaa.pages.completion.words import OUTCOMES, PARTS
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import name_of
from tettpaa.trust.disclosure import HIDDEN, Number, proportion

SHOWN = (Outcome.IN_TIME, Outcome.LATER, Outcome.LEFT, Outcome.UNKNOWN)
COHORTS = (
    Column("cohort", gettext_lazy("Kull")), Column("starters", gettext_lazy("Begynte"), NUMBER),
    Column("completed", gettext_lazy("Fullført og bestått"), NUMBER),
    *(Column(outcome.value, OUTCOMES[outcome], NUMBER) for outcome in SHOWN),
    Column("owner", gettext_lazy("Fullført, alle skolene"), NUMBER),
    Column("country", gettext_lazy("Fullført, hele landet"), NUMBER),
)  # fmt: skip
YEARS = (
    Column("year", gettext_lazy("Skoleår")), Column("pupils", gettext_lazy("Elever"), NUMBER),
    Column("left", gettext_lazy("Sluttet"), NUMBER),
    *(Column(part, words, NUMBER) for part, words in PARTS.items()),
    Column("unknown", gettext_lazy("Ukjent"), NUMBER),
)  # fmt: skip


def cohort_rows(figures: Figures, school: School) -> list[Row]:
    """Each cohort that is over and that anybody began at the school, the newest first."""
    country = {row.cohort: row.percent.get(ALL) for row in comparable_cohorts(figures.definition)}
    told = [one.told for one in reversed(figures.cohorts) if one.told]
    return [
        _cohort(each, str(school.key), country.get(each.year)) for each in told if _has_begun(each, str(school.key))
    ]


def _has_begun(told: Told, school: str) -> bool:
    """Where nothing is told by school, it may have."""
    return not told.groups("school") or school in told.groups("school")


def _cohort(told: Told, school: str, country: float | None) -> Row:
    is_told = school in told.groups("school")
    whole = told.whole(school=school) if is_told else HIDDEN
    completed = told.completed(school=school) if is_told else HIDDEN
    return {
        "cohort": Cell(str(told.year), order=told.year), "starters": number(whole),
        "completed": _with_interval(completed, whole),
        **{each.value: share(told.number(each, school=school) if is_told else HIDDEN, whole) for each in SHOWN},
        "owner": share(told.completed(), told.whole()), "country": published(country),
    }  # fmt: skip


def _with_interval(part: Number, whole: Number) -> Cell:
    """A share, with how far chance alone could have moved it."""
    cell, found = share(part, whole), proportion(part, whole)
    if found is None or found is HIDDEN:
        return cell
    low, high = (written(100 * end, decimals=0) for end in (found.low, found.high))
    note = _("%(pupils)s, %(low)s–%(high)s %%") % {"pupils": amount(found.part, "pupils"), "low": low, "high": high}
    return Cell(cell.value, note=note, order=cell.order)


def year_rows(figures: Figures, school: School, on: dt.date) -> list[Row]:
    """Each school year in which anybody went to the school, the newest first."""
    newest_first = sorted(figures.leaving, key=lambda each: -each.school_year)
    return [
        _year(each, str(school.key), on) for each in newest_first if each.released.number(school=str(school.key)) != 0
    ]


def _year(told: LeavingFigures, school: str, on: dt.date) -> Row:
    whole = told.released.number(school=school)
    of = {
        stay: share(told.released.number(school=school, stay=stay.value), whole) for stay in (Stay.LEFT, Stay.UNKNOWN)
    }
    return {
        "year": Cell(name_of(told.school_year), note=year_note(told.school_year, on), order=told.school_year),
        "pupils": number(whole), "left": of[Stay.LEFT], "unknown": of[Stay.UNKNOWN],
        **times(told.released, parts_begun(told.school_year, on), school=school),
    }  # fmt: skip
