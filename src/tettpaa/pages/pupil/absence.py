"""A pupil's absence in the reader's words: subjects against the limit, the year's days, the weeks."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.limit import Settlement, Verdict
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.charts.calendar import CalendarDay
from tettpaa.kit.html.charts.development import Week
from tettpaa.kit.html.charts.limit_bar import LimitBar
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.knowledge.law.absence_limit import reasons
from tettpaa.pages.pupil.days import documentation_word, squares
from tettpaa.pages.pupil.limits import SubjectLimit, limits_of
from tettpaa.pages.pupil.year import Absence as Missed
from tettpaa.pages.pupil.year import year_of
from tettpaa.pages.weekly import weeks_beside
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.school_year import last_day

HOUR = 60
COLUMNS = (
    Column("on", gettext_lazy("Dag"), is_sortable=False),
    Column("lesson", gettext_lazy("Time nr."), NUMBER, is_sortable=False),
    Column("counts", gettext_lazy("Teller"), NUMBER, is_sortable=False),
    Column("why", gettext_lazy("Hvorfor"), is_sortable=False),
    Column("documentation", gettext_lazy("Dokumentasjon"), is_sortable=False),
    Column("code", gettext_lazy("Skolens kode"), is_sortable=False),
)


@dataclass(frozen=True)
class SubjectRows:
    """What one subject's number is made of."""

    name: str
    how: str
    rows: list[Row]


@dataclass(frozen=True)
class Absence:
    """`is_whole`: the reader sees all subjects, the calendar and the weeks; else only own subjects.

    `quiet_bars` are of subjects without any absence, and nothing left to register; `source` is the law that settles.
    """

    bars: list[LimitBar]
    quiet_bars: list[LimitBar]
    without_limit: list[str]
    subjects: list[SubjectRows]
    is_whole: bool
    nearest: str = ""
    source: str = ""
    days: list[CalendarDay] = field(default_factory=list)
    first: dt.date | None = None
    last: dt.date | None = None
    weeks: list[Week] = field(default_factory=list)

    columns = COLUMNS


def absence_of(columns: Columns, pupil: Person, on: dt.date, names: Mapping[str, str]) -> Absence:
    """Everything: this school year, and last year's weeks beside this year's."""
    year = year_of(columns, pupil.key, on)
    if year is None or not year.has_calendar:
        return Absence([], [], [], [], is_whole=True)
    last_year = load(pupil.owner, columns.school_year - 1, pupils=[pupil.key])
    spanned = [day.on for day in year.days] + year.ahead
    return replace(
        _against_limit(limits_of(year), names),
        is_whole=True,
        days=squares(year),
        first=spanned[0] if spanned else None,
        last=spanned[-1] if spanned else None,
        weeks=weeks_beside((columns, on), (last_year, last_day(last_year.school_year))),
    )


def own_subjects_of(
    columns: Columns, pupil: Person, on: dt.date, names: Mapping[str, str], subjects: Collection[str]
) -> Absence:
    """Only the subjects the reader teaches the pupil."""
    year = year_of(columns, pupil.key, on)
    limits = limits_of(year) if year and year.has_calendar else []
    return _against_limit([limit for limit in limits if limit.subject.code in subjects], names)


def _against_limit(limits: list[SubjectLimit], names: Mapping[str, str]) -> Absence:
    touched = [limit for limit in limits if limit.used_minutes or limit.unregistered_minutes or not limit.is_known]
    quiet = [limit for limit in limits if limit not in touched]
    lines = [_without_limit(limit, names) for limit in limits if limit.settlement is None]
    return Absence(
        bars=_bars(touched, names),
        quiet_bars=_bars(quiet, names),
        without_limit=lines,
        subjects=[_rows(limit, names) for limit in limits if limit.counted],
        is_whole=False,
        nearest=nearest_words(touched[0], names) if touched else "",
        source=next((limit.settlement.law.source for limit in limits if limit.settlement), ""),
    )


def _bars(limits: list[SubjectLimit], names: Mapping[str, str]) -> list[LimitBar]:
    return [_bar(limit, limit.settlement, names) for limit in limits if limit.settlement is not None]


def nearest_words(limit: SubjectLimit, names: Mapping[str, str]) -> str:
    """'Norsk, 1,6 timer igjen'; 'ukjent' where the limit is, or where nobody has registered the subject."""
    if limit.settlement is None or not limit.is_known or not limit.used_minutes:
        return _("ukjent")
    return f"{_name(limit, names)}, {hours_left(limit.settlement, limit.unregistered_minutes)}"


def _bar(limit: SubjectLimit, settlement: Settlement, names: Mapping[str, str]) -> LimitBar:
    return LimitBar(
        label=_name(limit, names),
        limit=float(settlement.limit_minutes) / HOUR,
        used=limit.used_minutes / HOUR if limit.is_known else None,
        counted=float(settlement.counted_minutes) / HOUR if limit.is_known else None,
        left=_left_words(limit, settlement),
        forecast=forecast_words(limit),
        projected=float(limit.projected_minutes) / HOUR if limit.projected_minutes is not None else None,
        discretion=float(settlement.discretion_minutes) / HOUR,
    )


def _left_words(limit: SubjectLimit, settlement: Settlement) -> str:
    """'3 timer igjen, 4 økter'; 'ukjent' where nothing is registered."""
    if not limit.is_known:
        return _("ukjent")
    words = hours_left(settlement, limit.unregistered_minutes)
    if settlement.outcome != "within" or limit.subject.lesson_minutes is None:
        return words
    return f"{words}, {amount(settlement.lessons_left, 'lessons')}"


def hours_left(settlement: Settlement, unregistered_minutes: int = 0) -> str:
    """'3 timer igjen', 'ingen timer igjen', '1,4 timer over grensen'.

    'Høyst 3 timer igjen' where lessons nobody has registered may count.
    """
    over = settlement.counted_minutes - settlement.limit_minutes
    if over > 0:
        return _("%(hours)s over grensen") % {"hours": amount(float(over) / HOUR, "hours")}
    if not settlement.left_minutes:
        return _("ingen timer igjen")
    left = {"hours": amount(float(settlement.left_minutes) / HOUR, "hours")}
    return _("høyst %(hours)s igjen") % left if unregistered_minutes else _("%(hours)s igjen") % left


def forecast_words(limit: SubjectLimit) -> str:
    """'Passeres uke 46 i dette tempoet', 'ikke i dette tempoet', and what nobody has registered."""
    words = []
    if limit.projection is not None and limit.is_known:
        words.append(_projection_words(limit))
    if limit.unregistered_minutes:
        hours = amount(limit.unregistered_minutes / HOUR, "hours")
        words.append(_("%(hours)s er ikke ført") % {"hours": hours})
    return " · ".join(filter(None, words))


def _projection_words(limit: SubjectLimit) -> str:
    projection = limit.projection
    if projection is None or projection.kind == "passed":
        return ""
    if projection.kind == "at_this_pace":
        return _("passeres uke %(week)d i dette tempoet") % {"week": projection.week}
    if projection.kind == "not_at_this_pace":
        return _("passeres ikke i dette tempoet")
    return _("for tidlig å si når grensen passeres")


def _without_limit(limit: SubjectLimit, names: Mapping[str, str]) -> str:
    """A subject whose planned hours nobody has delivered: how much, and that the limit is unknown."""
    told = {"subject": _name(limit, names), "hours": amount(limit.used_minutes / HOUR, "hours")}
    return _("%(subject)s: %(hours)s fravær. Årstimetallet er ukjent, så grensen kan ikke regnes ut.") % told


def _name(limit: SubjectLimit, names: Mapping[str, str]) -> str:
    return names.get(limit.subject.code, limit.subject.code)


def _rows(limit: SubjectLimit, names: Mapping[str, str]) -> SubjectRows:
    rows = [_row(missed, verdict) for missed, verdict in limit.counted]
    return SubjectRows(_name(limit, names), _how(limit), rows)


def _how(limit: SubjectLimit) -> str:
    """'Grensen er 10 % av 140 timer: 14 timer.'."""
    settlement = limit.settlement
    if settlement is None:
        return ""
    told = {
        "percent": amount(settlement.law.limit_percent, "percent"),
        "planned": amount(float(settlement.planned_hours), "hours"),
        "limit": amount(float(settlement.limit_minutes) / HOUR, "hours"),
    }
    return _("Grensen er %(percent)s av %(planned)s: %(limit)s.") % told


def _row(missed: Missed, verdict: Verdict | None) -> Row:
    counts = None if verdict is None else float(verdict.counted_minutes)
    return {
        "on": missed.on,
        "lesson": Cell(missed.lesson) if missed.lesson else Cell("–", order=0),
        "counts": Cell(amount(counts, "minutes", of=missed.minutes or (verdict.event.minutes if verdict else None))),
        "why": reason_words(verdict.why) if verdict else _("årstimetallet er ukjent"),
        "documentation": documentation_word(missed.documentation),
        "code": _code_cell(missed),
    }


def _code_cell(missed: Missed) -> Cell:
    if missed.code is None:
        return Cell("–", order="")
    return Cell(missed.code, note=_("ukjent kode") if missed.is_unknown_code else "")


def reason_words(why: str) -> str:
    """Why an absence counted or not, in the reader's language."""
    words = reasons()[why]
    return words.get((get_language() or "nb")[:2], words["nb"])
