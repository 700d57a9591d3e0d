"""The school's classes as a table: no names, each row leading to the class."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from statistics import median

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.pages.school_board.kept_today import Kept
from tettpaa.pages.school_board.queries import Standing
from tettpaa.schools.places.models import Group, School

CLASS_COLUMNS = (
    Column("class", gettext_lazy("Klasse")),
    Column("pupils", gettext_lazy("Elever"), NUMBER),
    Column("days", gettext_lazy("Fraværsdager (median)"), NUMBER),
    Column("flags", gettext_lazy("Med flagg"), NUMBER),
    Column("waiting", gettext_lazy("Venter på samtale"), NUMBER),
    Column("longest", gettext_lazy("Lengst ventet"), NUMBER),
    Column("unregistered", gettext_lazy("Timer ikke ført"), NUMBER),
)


def class_rows(school: School, standing: Standing, kept: Kept) -> list[Row]:
    """One row a class, and one for pupils who are in none: nobody has them on a list."""
    missing = _missing(standing)
    members: dict[int | None, list[int]] = defaultdict(list)
    for pupil in standing.pupils:
        group = kept.classes.get(pupil)
        members[group.key if group else None].append(pupil)
    classes = {group.key: group for group in kept.classes.values()}
    return [
        {
            "class": _class_cell(None if key is None else classes[key], school),
            "pupils": len(pupils),
            "days": _median(kept.days, pupils),
            "flags": len(standing.flagged.intersection(pupils)),
            "waiting": len(waits := [standing.waiting[pupil] for pupil in pupils if pupil in standing.waiting]),
            "longest": _longest_cell(standing, waits),
            "unregistered": None if standing.unregistered is None else _of_groups(kept.teaching, missing, pupils),
        }
        for key, pupils in members.items()
    ]


def _median(days: Mapping[int, float], pupils: list[int]) -> float | None:
    """Of those it is known of."""
    known = [days[pupil] for pupil in pupils if pupil in days]
    return median(known) if known else None


def _missing(standing: Standing) -> Counter[int]:
    """Group → lessons nobody has registered."""
    missing: Counter[int] = Counter()
    for each in standing.registrations:
        missing[each.group] += each.missing
    return missing


def _of_groups(teaching: Mapping[int, frozenset[int]], missing: Counter[int], pupils: list[int]) -> int:
    """Lessons nobody has registered in any of the pupils' groups, each once."""
    groups = frozenset[int]().union(*(teaching.get(pupil, ()) for pupil in pupils))
    return sum(missing[key] for key in groups)


def _class_cell(group: Group | None, school: School) -> Cell:
    if group is None:
        url = reverse("school_without_class", args=[school.key])
        return Cell(_("Uten klasse"), url=url, note=_("ingen kontaktlærer har dem på lista"), order="å")
    return Cell(group.name, url=reverse("class", args=[group.key]))


def _longest_cell(standing: Standing, waits: list[dt.date]) -> Cell:
    """'6 skoledager'; a dash where nobody waits."""
    if not waits:
        return Cell("–", order=-1)
    since = min(waits)
    return Cell(amount(standing.waited(since), "school_days"), order=(standing.on - since).days)
