"""A leader's figures with the lists behind them, and an owner's as they may leave: both the same count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tettpaa.look_back.quality.counts import counted
from tettpaa.look_back.quality.figures import Counted, Figure, Sum, figures, summed
from tettpaa.look_back.quality.models import FigureTotal
from tettpaa.look_back.quality.scope import Scope
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.disclosure import HIDDEN, Number, Proportion, Released, Table, proportion, release

MET, UNMET, UNKNOWN = "met", "unmet", "unknown"


@dataclass(frozen=True)
class SchoolFigure:
    """One figure of one school as its leader sees it, with last year's share where that may be told."""

    figure: Figure
    total: Sum
    before: Proportion | None


def figures_at(rights: Rights, school: School, rounded_to: int) -> list[SchoolFigure]:
    """Every figure of the school this year, of the pupils the reader may see behind it; last year's are rounded."""
    before = _before(school, school_year_of(rights.on) - 1, rounded_to)
    seen = rights.keys_of_each({figure.thing for figure in figures()})
    scope, found = _scope(rights, school), []
    for figure in figures():
        total = summed(each for each in counted(figure.key, scope) if each.pupil in seen[figure.thing])
        found.append(SchoolFigure(figure, total, _told(before.get(figure.key))))
    return found


def behind_figure(rights: Rights, school: School, figure: Figure) -> list[Counted]:
    """What the number is the sum of: things about pupils whom the reader may see this of."""
    seen = rights.keys_of_each([figure.thing])[figure.thing]
    return [each for each in counted(figure.key, _scope(rights, school)) if each.pupil in seen]


def _scope(rights: Rights, school: School) -> Scope:
    """Of one page: what several figures rest on is read once."""
    return Scope((school,), school_year_of(rights.on), rights.on, rights.hidden)


@dataclass(frozen=True)
class SchoolLine:
    """One school in an owner's table, as it may be told."""

    school: School
    met: Number
    known: Number
    unknown: Number
    median_days: float | None
    before: Number
    before_known: Number


def figures_of_owner(owner: Owner, school_year: int, rounded_to: int) -> list[tuple[Figure, list[SchoolLine]]]:
    """Every figure with a line for each school, from what the night counted. Two reads."""
    schools = list(School.objects.filter(owner=owner, is_gone=False).order_by("name"))
    totals = FigureTotal.objects.filter(school__in=schools, school_year__in=(school_year, school_year - 1))
    by_figure: dict[str, dict[tuple[int, int], FigureTotal]] = {}
    for total in totals:
        by_figure.setdefault(total.figure, {})[total.school_year, total.school_id] = total
    return [(figure, _lines(schools, school_year, by_figure.get(figure.key, {}), rounded_to)) for figure in figures()]


def _lines(
    schools: list[School], school_year: int, totals: Mapping[tuple[int, int], FigureTotal], rounded_to: int
) -> list[SchoolLine]:
    now, before = (
        _released((total for (year, _school), total in totals.items() if year == asked), rounded_to)
        for asked in (school_year, school_year - 1)
    )
    return [
        SchoolLine(
            school, _number(now, school, MET), _known(now, school), _number(now, school, UNKNOWN),
            _median(totals.get((school_year, school.key)), _number(now, school, MET)),
            _number(before, school, MET), _known(before, school),
        )
        for school in schools if (school_year, school.key) in totals
    ]  # fmt: skip


def _released(totals: Iterable[FigureTotal], rounded_to: int) -> Released:
    """School and answer in one table, so that no school's few can be told, by what is beside them or by the sums."""
    counts = {
        (str(total.school_id), answer): getattr(total, answer) for total in totals for answer in (MET, UNMET, UNKNOWN)
    }
    return release(Table(("school", "answer"), counts), rounded_to=rounded_to)


def _number(released: Released, school: School, answer: str | tuple[str, ...]) -> Number:
    return released.number(school=str(school.key), answer=answer)


def _known(released: Released, school: School) -> Number:
    return _number(released, school, (MET, UNMET))


def _median(total: FigureTotal | None, met: Number) -> float | None:
    """Of those few who are hidden no median is told either."""
    return None if total is None or met is HIDDEN or met == 0 else total.median_days


def _before(school: School, school_year: int, rounded_to: int) -> dict[str, Proportion | object]:
    """Figure → last year's share at the school, of pupils who may have left: only as it may be told to anybody."""
    totals = FigureTotal.objects.filter(school=school, school_year=school_year)
    found: dict[str, Proportion | object] = {}
    for total in totals:
        told = _released([total], rounded_to)
        found[total.figure] = proportion(_number(told, school, MET), _known(told, school))
    return found


def _told(found: object) -> Proportion | None:
    return found if isinstance(found, Proportion) else None
