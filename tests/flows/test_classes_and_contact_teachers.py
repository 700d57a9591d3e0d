"""Which class a pupil is in, and who the contact teachers are, on a day."""

import datetime as dt

from tests.builders import a_group, belong
from tests.cast import TODAY
from tettpaa.schools.people.models import Membership
from tettpaa.schools.people.queries import classes_of, contact_teachers_of
from tettpaa.schools.places.models import Group


def test_the_class_is_the_class_and_else_the_contact_group(cast):
    a1, b1 = cast.pupils["a1"], cast.pupils["b1"]
    group = a_group(cast.school, "Kontaktgruppe 3", Group.Kind.CONTACT)
    belong(a1, group)
    Membership.objects.filter(person=b1).delete()
    belong(b1, group)
    assert {key: found.name for key, found in classes_of([a1.key, b1.key], TODAY).items()} == {
        a1.key: "1STA", b1.key: "Kontaktgruppe 3",
    }  # fmt: skip


def test_a_pupil_who_has_left_has_no_class(cast):
    left = cast.pupils["left"].key
    assert classes_of([left], TODAY) == {}
    assert classes_of([left], dt.date(2025, 9, 1))[left].name == "1STA"


def test_contact_teachers_are_those_of_the_day(cast):
    a1, left = cast.pupils["a1"].key, cast.pupils["left"].key
    names = {key: [str(person) for person in found] for key, found in contact_teachers_of([a1, left], TODAY).items()}
    assert names == {a1: ["Lærer A"], left: []}
    november = contact_teachers_of([a1], dt.date(2025, 11, 1))[a1]
    assert [str(person) for person in november] == ["Lærer A", "Lærer Senere"]


def test_a_teacher_of_both_class_and_contact_group_is_told_once(cast):
    group = a_group(cast.school, "Kontaktgruppe 3", Group.Kind.CONTACT)
    belong(cast.pupils["a1"], group)
    belong(cast.users["contact_a"].person, group, Membership.Role.CONTACT_TEACHER)
    assert len(contact_teachers_of([cast.pupils["a1"].key], TODAY)[cast.pupils["a1"].key]) == 1


def test_a_teaching_group_gives_neither_class_nor_contact_teacher(cast):
    a1, norwegian = cast.pupils["a1"], cast.norwegian_a
    Membership.objects.filter(person=a1, group=cast.class_a).delete()
    belong(cast.users["contact_b"].person, norwegian, Membership.Role.CONTACT_TEACHER)
    assert classes_of([a1.key], TODAY) == {}
    assert contact_teachers_of([a1.key], TODAY) == {a1.key: []}


def test_who_teaches_a_class_is_no_pupil_of_it(cast):
    teacher = cast.users["contact_a"].person
    belong(cast.users["contact_b"].person, cast.class_a, Membership.Role.TEACHER)
    assert classes_of([teacher.key], TODAY) == {}
    assert contact_teachers_of([teacher.key], TODAY) == {teacher.key: []}


def test_a_contact_teacher_who_is_gone_is_not_told(cast):
    a1, teacher = cast.pupils["a1"], cast.users["contact_a"].person
    teacher.is_gone = True
    teacher.save()
    assert contact_teachers_of([a1.key], TODAY) == {a1.key: []}
