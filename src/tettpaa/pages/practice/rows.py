"""The tables: a school's figures and one figure's pupils for a leader, one figure's schools for an owner."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.look_back.quality.figures import Counted, Figure
from tettpaa.pages.class_.rows import pupil_cell
from tettpaa.pages.practice.queries import SchoolFigure, SchoolLine
from tettpaa.pages.practice.words import answer_words, days_words, done_words, share_cell, share_words, title_of
from tettpaa.pages.school_board.rows import Classes, class_of
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School

_PUPIL_COLUMNS = (
    Column("pupil", gettext_lazy("Elev")), Column("class", gettext_lazy("Klasse")),
    Column("on", gettext_lazy("Fra")), Column("answer", gettext_lazy("Gjort"), is_lead=True),
)  # fmt: skip
_SCHOOL_COLUMNS = (
    Column("school", gettext_lazy("Skole")), Column("share", gettext_lazy("Andel"), NUMBER, is_lead=True),
    Column("known", gettext_lazy("Av"), NUMBER), Column("unknown", gettext_lazy("Ukjent ennå"), NUMBER),
)  # fmt: skip
FIGURE_COLUMNS = tuple(
    replace(column, is_sortable=False) for column in (
        Column("what", gettext_lazy("Mål")), Column("share", gettext_lazy("Andel"), NUMBER, is_lead=True),
        Column("done", gettext_lazy("Gjort")), Column("days", gettext_lazy("Halvparten")),
        Column("unknown", gettext_lazy("Ukjent ennå"), NUMBER), Column("before", gettext_lazy("I fjor"), NUMBER),
    )
)  # fmt: skip
_DAYS = Column("days", gettext_lazy("Skoledager"), NUMBER)
_MEDIAN = Column("days", gettext_lazy("Halvparten"), NUMBER)
_BEFORE = Column("before", gettext_lazy("I fjor"), NUMBER)


def pupil_columns(figure: Figure) -> tuple[Column, ...]:
    return (*_PUPIL_COLUMNS, _DAYS) if figure.has_days else _PUPIL_COLUMNS


def pupil_rows(found: Iterable[Counted], pupils: Mapping[int, Person], classes: Classes) -> list[Row]:
    """What is not done first, then what is too early to say."""
    order = {False: 0, None: 1, True: 2}
    return [
        {
            "pupil": pupil_cell(pupils[each.pupil]),
            "class": class_of(pupils[each.pupil], classes),
            "on": each.on,
            "answer": Cell(answer_words(each.is_met), order=order[each.is_met]),
            "days": Cell(each.days if each.days is not None else "–", order=-1 if each.days is None else each.days),
        }
        for each in sorted(found, key=lambda each: (order[each.is_met], each.on, pupils[each.pupil].sort_key))
    ]


def figure_rows(found: Iterable[SchoolFigure], school: School) -> list[Row]:
    """A school's figures in their order, each leading to whom it counts."""
    return [
        {
            "what": Cell(title_of(each.figure), url=reverse("practice_behind", args=[school.key, each.figure.key])),
            "share": share_cell(each.total.met, each.total.known),
            "done": Cell(done_words(each.total)),
            "days": Cell(days_words(each.total.median_days if each.figure.has_days else None) or "–"),
            "unknown": each.total.unknown,
            "before": Cell(share_words(each.before.part, each.before.whole) if each.before else "–"),
        }
        for each in found
    ]  # fmt: skip


def school_columns(figure: Figure) -> tuple[Column, ...]:
    return (*_SCHOOL_COLUMNS, *((_MEDIAN,) if figure.has_days else ()), _BEFORE)


def school_rows(lines: Iterable[SchoolLine]) -> list[Row]:
    return [
        {
            "school": line.school.name,
            "share": share_cell(line.met, line.known),
            "known": _number(line.known),
            "unknown": _number(line.unknown),
            "days": Cell(days_words(line.median_days) or "–", order=line.median_days or -1),
            "before": share_cell(line.before, line.before_known),
        }
        for line in lines
    ]


def _number(number: object) -> Cell:
    return Cell(
        number if isinstance(number, int) else gettext_lazy("skjult"), order=number if isinstance(number, int) else -1
    )
