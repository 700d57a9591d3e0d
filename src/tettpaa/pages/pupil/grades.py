"""Grades, order and conduct, and notices that the school's system has sent, read for one pupil."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.identify.records.reading import connect, records
from tettpaa.kit.html.table_rows import Cell, Column, Row
from tettpaa.pages.pupil.rules import TERMS, Grade, SubjectGrades, newest_of_each
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.school_year import school_year_of

GRADE_COLUMNS = (
    Column("subject", gettext_lazy("Fag")),
    Column("value", gettext_lazy("Karakter")),
    Column("change", gettext_lazy("Endring")),
    Column("set_on", gettext_lazy("Satt")),
)


@dataclass(frozen=True)
class Conduct:
    """Order and conduct in a term: grades (G, Ng, Lg) and remarks; None is unknown."""

    term: str
    order_grade: str | None
    conduct_grade: str | None
    order_remarks: int | None
    conduct_remarks: int | None
    set_on: dt.date | None


@dataclass(frozen=True)
class Notice:
    """A notice the school's system has sent (§ 9-7): its kind, the day, and the subject where it is about one."""

    kind: str
    sent_on: dt.date
    subject: str | None


@dataclass(frozen=True)
class Marks:
    """Everything set about the pupil this school year."""

    grades: list[SubjectGrades]
    conduct: Conduct | None
    notices: list[Notice]


def marks_of(pupil: Person, schools: list[int], on: dt.date) -> Marks:
    """Read from the pupil's schools this year, as far as the day; nothing set later is told."""
    year = school_year_of(on)
    with connect() as con:

        def read(table: str, columns: str, dated_by: str):
            rows = records(con, pupil.owner, table, school_year=year, schools=schools)
            known = rows.filter(
                f"pupil = {pupil.key} AND ({dated_by} IS NULL OR {dated_by} <= DATE '{on.isoformat()}')"
            )
            return known.project(columns).fetchall()

        grades = [
            Grade(subject, term, value, set_on, number or 0)
            for subject, term, value, set_on, number in read(
                "grades", "subject_code, term, value, set_on, number", "set_on"
            )
        ]
        conduct = [
            Conduct(*row)
            for row in read(
                "conduct", "term, order_grade, conduct_grade, order_remarks, conduct_remarks, set_on", "set_on"
            )
        ]
        notices = [Notice(*row) for row in read("notices", "kind, sent_on, subject_code", "sent_on")]
    return Marks(newest_of_each(grades), _newest(conduct), notices)


def _newest(conduct: list[Conduct]) -> Conduct | None:
    """The newest term that says anything; the second half-year after the first."""
    return max(conduct, key=lambda each: TERMS.index(each.term), default=None)


def grade_rows(grades: list[SubjectGrades], names: Mapping[str, str]) -> list[Row]:
    """One row a subject, falls first."""
    return [
        {
            "subject": names.get(each.subject, each.subject),
            "value": Cell(each.newest.value, note=_letter_words(each.newest.value)),
            "change": _change_cell(each),
            "set_on": Cell(each.newest.set_on or term_words(each.newest.term), note=_term_note(each)),
        }
        for each in grades
    ]


def _term_note(each: SubjectGrades) -> str:
    return term_words(each.newest.term) if each.newest.set_on else ""


def _change_cell(each: SubjectGrades) -> Cell:
    """'ned 2, fra 5'; 'fra IV' where letters cannot be compared; a dash where there is none before."""
    if each.before is None:
        return Cell("–", order=9)
    told = {"by": abs(each.change or 0), "before": each.before.value}
    if each.change is None:
        return Cell(_("fra %(before)s") % told, order=8)
    if each.change == 0:
        return Cell(_("uendret"), order=0)
    words = _("opp %(by)d, fra %(before)s") if each.change > 0 else _("ned %(by)d, fra %(before)s")
    return Cell(words % told, order=each.change)


def term_words(term: str) -> str:
    return {
        "h1": _("1. halvår"),
        "h2": _("2. halvår"),
        "final": _("standpunkt"),
        "written_exam": _("skriftlig eksamen"),
        "oral_exam": _("muntlig eksamen"),
        "other": _("underveis"),
    }[term]


def _letter_words(value: str) -> str:
    """What a letter means (Registreringshåndboken B26); nothing for figures and the source's own values."""
    return {
        "IV": _("ikke grunnlag for vurdering"),
        "IM": _("ikke møtt"),
        "F": _("fritatt"),
        "D": _("deltatt"),
        "GK": _("godkjent"),
    }.get(value, "")


def conduct_facts(conduct: Conduct) -> list[tuple[str, str | None]]:
    """Order and conduct as short facts; None is unknown."""
    return [
        (_("Orden"), _grade_words(conduct.order_grade)),
        (_("Oppførsel"), _grade_words(conduct.conduct_grade)),
        (_("Anmerkninger i orden"), _count(conduct.order_remarks)),
        (_("Anmerkninger i oppførsel"), _count(conduct.conduct_remarks)),
        (_("Gjelder"), term_words(conduct.term)),
    ]


def _grade_words(grade: str | None) -> str | None:
    return {"G": _("god"), "Ng": _("nokså god"), "Lg": _("lite god")}.get(grade or "")


def _count(remarks: int | None) -> str | None:
    return None if remarks is None else str(remarks)
