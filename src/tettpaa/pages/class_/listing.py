"""The classes a user can see, as a table that leads on to each."""

from collections import Counter, defaultdict

from django.urls import reverse
from django.utils.translation import gettext_lazy

from tettpaa.assess.talks.queries import waiting
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row
from tettpaa.schools.people.models import Membership
from tettpaa.schools.people.queries import CONTACT_KINDS, classes_of, live_memberships
from tettpaa.schools.places.models import Group
from tettpaa.trust.access.rights import Rights

COLUMNS = (
    Column("class", gettext_lazy("Klasse")),
    Column("school", gettext_lazy("Skole")),
    Column("teacher", gettext_lazy("Kontaktlærer")),
    Column("pupils", gettext_lazy("Elever"), NUMBER),
    Column("waiting", gettext_lazy("Venter på samtale"), NUMBER),
)


def groups_of(rights: Rights) -> list[Group]:
    """Classes and contact teachers' groups the user may open, by school and name."""
    groups = rights.groups("class_read").filter(kind__in=CONTACT_KINDS).select_related("school")
    return list(groups.order_by("school__name", "name"))


def listing(rights: Rights, groups: list[Group]) -> list[Row]:
    """One row a class. Four reads."""
    on = rights.on
    members = live_memberships(on).filter(group__in=groups)
    seen = rights.pupils("flag_read").values("pk")
    of_pupils = members.filter(role=Membership.Role.PUPIL, person__in=seen)
    pupils = Counter(of_pupils.values_list("group_id", flat=True))
    teachers: dict[int, list[str]] = defaultdict(list)
    of_teachers = members.filter(role=Membership.Role.CONTACT_TEACHER, person__is_gone=False)
    for member in of_teachers.select_related("person").order_by("person__sort_key"):
        teachers[member.group_id].append(str(member.person))
    waits = [entry.pupil.key for entry in waiting(rights.pupils("flag_read"), on)]
    waiting_in = Counter(group.key for group in classes_of(waits, on).values())
    return [
        {
            "class": Cell(group.name, url=reverse("class", args=[group.key])),
            "school": group.school.name,
            "teacher": ", ".join(teachers[group.key]),
            "pupils": pupils[group.key],
            "waiting": waiting_in[group.key],
        }
        for group in groups
    ]


def columns_for(groups: list[Group]) -> tuple[Column, ...]:
    """Without the school where all are at one."""
    has_many = len({group.school_id for group in groups}) > 1
    return COLUMNS if has_many else tuple(column for column in COLUMNS if column.key != "school")
