"""The tables: a school's figures and one figure's pupils for a leader, one figure's schools for an owner."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
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
_WHAT = Column("what", gettext_lazy("Kvalitetsmål"), is_sortable=False)
_BEFORE_AT = Column("before", gettext_lazy("I fjor"), NUMBER, is_sortable=False)
FIGURE_COLUMNS = (
    _WHAT, Column("share", gettext_lazy("Andel"), NUMBER, is_sortable=False),
    Column("done", gettext_lazy("Gjort"), is_sortable=False), Column("days", gettext_lazy("Halvparten"), is_sortable=False),
    Column("unknown", gettext_lazy("Ukjent ennå"), NUMBER, is_sortable=False), _BEFORE_AT,
)  # fmt: skip
# The same in three, with the rest as notes, so that a page of them fits a phone.
FIGURES_NARROW = (
    replace(_WHAT, key="told"),
    Column("told_share", gettext_lazy("Gjort"), NUMBER, is_sortable=False),
    _BEFORE_AT,
)
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
            "key": each.pupil,
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
    return [_figure_row(each, reverse("practice_behind", args=[school.key, each.figure.key])) for each in found]


def _figure_row(each: SchoolFigure, url: str) -> Row:
    total, title, done = each.total, title_of(each.figure), done_words(each.total)
    days = days_words(total.median_days if each.figure.has_days else None)
    share = share_cell(total.met, total.known)
    unknown = _("%(count)d ukjent ennå") % {"count": total.unknown} if total.unknown else ""
    half = _("halvparten %(days)s") % {"days": days} if days else ""
    return {
        "what": Cell(title, url=url), "share": share, "done": Cell(done), "days": Cell(days or "–"), "unknown": total.unknown,
        "before": Cell(share_words(each.before.part, each.before.whole) if each.before else "–"),
        "told": Cell(title, url=url, note=" · ".join(filter(None, (half, unknown)))),
        "told_share": Cell(share.value, note=", ".join(filter(None, (done, share.note)))),
    }  # fmt: skip


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
