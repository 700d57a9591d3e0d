"""What the pages let somebody take out: the class list, and who waits for a talk. Entered when the site starts."""

from functools import partial
from typing import cast

from django.utils.translation import gettext as _

from tettpaa.assess.talks.queries import waiting
from tettpaa.identify.records.school_days import school_days
from tettpaa.kit.text import marked
from tettpaa.pages.my_day.rules import school_days_waited
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import classes_of, contact_teachers_of, live_enrolments, live_memberships
from tettpaa.schools.places.models import Group, School
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.permissions import Subject
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.exports.registry import Kind, Place, register
from tettpaa.trust.exports.sheet import Sheet


def _in_class(rights: Rights, group: Place) -> list[Person]:
    """The class's pupils today, by name."""
    members = live_memberships(rights.on).filter(group=group.pk, role=Membership.Role.PUPIL)
    permitted = rights.pupils("class_list_take_out").filter(key__in=members.values("person"))
    return list(permitted.order_by("sort_key", "key"))


def _class_list(rights: Rights, group: Place, pupils: list[Person]) -> Sheet:
    keys, on = [pupil.key for pupil in pupils], rights.on
    school = cast(Group, group).school_id
    levels = dict(live_enrolments(on).filter(pupil__in=keys, school=school).values_list("pupil_id", "year_level"))
    teachers = contact_teachers_of(keys, on)
    rows = [
        (pupil.family_name, pupil.given_name, str(group), levels.get(pupil.key) or None,
         ", ".join(map(str, teachers[pupil.key])) or _("ingen"))
        for pupil in pupils
    ]  # fmt: skip
    headings = (_("Etternavn"), _("Fornavn"), _("Klasse"), _("Trinn"), _("Kontaktlærer"))
    return Sheet(headings, [*rows], _("ukjent"))


def _waiting_at(rights: Rights, school: Place) -> list[Person]:
    """Pupils at the school with flags that nobody has spoken with, the longest waiting first."""
    enrolled = live_enrolments(rights.on).filter(school=school.pk)
    pupils = rights.pupils("waiting_take_out").filter(key__in=enrolled.values("pupil"))
    found = waiting(pupils, rights.on)
    return [entry.pupil for entry in sorted(found, key=lambda entry: (entry.longest, entry.pupil.sort_key))]


def _waiting_list(rights: Rights, school: Place, pupils: list[Person]) -> Sheet:
    keys, on = [pupil.key for pupil in pupils], rights.on
    since = {entry.pupil.key: entry.longest for entry in waiting(keys, on)}
    classes, teachers = classes_of(keys, on), contact_teachers_of(keys, on)
    days = school_days(cast(School, school).owner, school.pk, school_year_of(on))
    waited = partial(school_days_waited, today=on, school_days=days)
    rows = [
        (pupil.family_name, pupil.given_name, classes[pupil.key].name if pupil.key in classes else _("uten klasse"),
         ", ".join(map(str, teachers[pupil.key])) or _("ingen"), since.get(pupil.key),
         waited(since[pupil.key]) if pupil.key in since else None)
        for pupil in pupils
    ]  # fmt: skip
    headings = (
        _("Etternavn"), _("Fornavn"), _("Klasse"), _("Kontaktlærer"), _("Venter siden"), _("Skoledager ventet"),
    )  # fmt: skip
    return Sheet(headings, [*rows], _("ukjent"))


def enter() -> None:
    register(Kind(
        "class_list", marked("Klasselisten for %(place)s"), "class_list_order", "class_list_take_out", Subject.GROUP,
        "export_class_list", _in_class, _class_list,
    ))  # fmt: skip
    register(Kind(
        "waiting", marked("Hvem venter på samtale ved %(place)s"), "waiting_order", "waiting_take_out", Subject.SCHOOL,
        "export_waiting", _waiting_at, _waiting_list,
    ))  # fmt: skip
