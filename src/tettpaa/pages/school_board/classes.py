"""The school's classes as a table: no names, each row leading to the class."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.assess.talks.queries import Waiting
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.pages.school_board.days_away import days_away
from tettpaa.pages.school_board.queries import Standing, pupils_at, standing_flags
from tettpaa.schools.people.models import Membership
from tettpaa.schools.people.queries import classes_of, live_memberships
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.access.rights import Rights

CLASS_COLUMNS = (
    Column("class", gettext_lazy("Klasse")),
    Column("pupils", gettext_lazy("Elever"), NUMBER),
    Column("days", gettext_lazy("Fraværsdager (median)"), NUMBER),
    Column("flags", gettext_lazy("Med flagg"), NUMBER),
    Column("waiting", gettext_lazy("Venter på samtale"), NUMBER),
    Column("longest", gettext_lazy("Lengst ventet"), NUMBER),
    Column("unregistered", gettext_lazy("Timer ikke ført"), NUMBER),
)


@dataclass(frozen=True)
class OfSchool:
    """What the table is made from, read once for the whole school."""

    standing: Standing
    flagged: set[int]
    groups_of: dict[int, set[int]]
    missing: Counter[int]


def class_rows(rights: Rights, school: School, standing: Standing) -> list[Row]:
    """One row a class, and one for pupils who are in none: nobody has them on a list."""
    pupils = list(pupils_at(rights, school).values_list("key", flat=True))
    classes = classes_of(pupils, standing.on)
    members: dict[Group | None, list[int]] = defaultdict(list)
    for pupil in pupils:
        members[classes.get(pupil)].append(pupil)
    read = OfSchool(
        standing=standing,
        flagged={pupil for pupil, _rule_set, _rule in standing_flags(school, standing.on)},
        groups_of=_teaching_groups(school, standing),
        missing=_missing(standing),
    )
    days = days_away(school, standing.on, rights.hidden)
    return [
        _row(keys, read) | {"class": _class_cell(group, school), "days": _median(days, keys)}
        for group, keys in members.items()
    ]


def _median(days: dict[int, float], pupils: list[int]) -> float | None:
    """Of those it is known of."""
    known = [days[pupil] for pupil in pupils if pupil in days]
    return median(known) if known else None


def _teaching_groups(school: School, standing: Standing) -> dict[int, set[int]]:
    """Pupil → teaching groups at the school; nothing is read where no lesson is missing."""
    found: dict[int, set[int]] = defaultdict(set)
    if standing.unregistered:
        members = live_memberships(standing.on).filter(
            role=Membership.Role.PUPIL, group__kind=Group.Kind.TEACHING, group__school=school
        )
        for pupil, group in members.values_list("person_id", "group_id"):
            found[pupil].add(group)
    return found


def _missing(standing: Standing) -> Counter[int]:
    """Group → lessons nobody has registered."""
    missing: Counter[int] = Counter()
    for each in standing.registrations:
        missing[each.group] += each.missing
    return missing


def _row(pupils: list[int], read: OfSchool) -> dict:
    members = set(pupils)
    waits = [entry for entry in read.standing.waiting if entry.pupil.key in members]
    groups = {group for pupil in pupils for group in read.groups_of.get(pupil, ())}
    unregistered = sum(read.missing[key] for key in groups)
    return {
        "pupils": len(pupils),
        "flags": len(members & read.flagged),
        "waiting": len(waits),
        "longest": _longest_cell(read.standing, waits),
        "unregistered": None if read.standing.unregistered is None else unregistered,
    }


def _class_cell(group: Group | None, school: School) -> Cell:
    if group is None:
        url = reverse("school_without_class", args=[school.key])
        return Cell(_("Uten klasse"), url=url, note=_("ingen kontaktlærer har dem på lista"), order="å")
    return Cell(group.name, url=reverse("class", args=[group.key]))


def _longest_cell(standing: Standing, waits: list[Waiting]) -> Cell:
    """'6 skoledager'; a dash where nobody waits."""
    if not waits:
        return Cell("–", order=-1)
    since = min(entry.longest for entry in waits)
    return Cell(amount(standing.waited(since), "school_days"), order=(standing.on - since).days)
