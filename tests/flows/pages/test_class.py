"""Klassen: who is in it, how it goes with each, and what nobody has registered."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import a_flag, a_group, a_person, belong, enrol
from tests.cast import TODAY
from tests.flows.pages.conftest import DAY
from tests.records import a_lesson, put
from tettpaa.assess.talks.actions import record_contact
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Membership
from tettpaa.trust.audit.models import AccessRecord

NOON = dt.datetime.combine(TODAY, dt.time(12), OSLO)


@pytest.mark.parametrize("user", ["contact_a", "counsellor", "leader"])
def test_those_who_follow_the_class_up_see_it(term, see, user):
    page = see(user, "class", term.class_a.key)
    assert page.status == 200
    assert "Hvordan går det i 1STA?" in page
    assert "Elev A1" in page and "Elev A3" in page
    assert "Elev B1" not in page and "Elev Sluttet" not in page


@pytest.mark.parametrize("user", ["contact_b", "subject", "leader_elsewhere", "analyst", "former_contact", "nobody"])
def test_others_do_not_find_the_class(term, see, user):
    assert see(user, "class", term.class_a.key).status == 404


def test_each_pupil_with_days_hours_and_the_last_twenty_school_days(term, see):
    page = see("contact_a", "class", term.class_a.key)
    told = "Elev A1 Ingen flagg 5 dager ingen 5 dager mindre enn de 20 før 7,5 timer igjen Norsk –"
    assert page.row("Elev A1") == told
    assert page.row("Elev A3") == "Elev A3 Ingen flagg ingen ingen som de 20 før ingen fag –"


def test_waiting_unknown_and_spoken_with_are_told_apart(term, see):
    a_flag(term.pupils["a1"], term.school, TODAY - 6 * DAY)
    a_flag(term.pupils["a2"], term.school, TODAY - DAY, kind="unknown")
    a_flag(term.pupils["a3"], term.school, TODAY - 2 * DAY)
    record_contact(
        pupil=term.pupils["a3"], on=TODAY - DAY, channel="phone", was_reached=True, line="Bedre nå", by="x", at=NOON
    )
    page = see("contact_a", "class", term.class_a.key)
    assert "Venter på samtale i 4 skoledager" in page.row("Elev A1")
    assert "Ukjent" in page.row("Elev A2")
    assert "Snakket med" in page.row("Elev A3") and "i går" in page.row("Elev A3")


def test_the_table_sorts_by_what_the_reader_asks_for(term, see):
    rising = see("contact_a", "class", term.class_a.key, sorter="absence").text
    falling = see("contact_a", "class", term.class_a.key, sorter="-absence").text
    assert rising.index("Elev A3") < rising.index("Elev A1")
    assert falling.index("Elev A1") < falling.index("Elev A3")


def test_lessons_nobody_registered_are_told_by_teacher_with_age(term, see):
    teacher = term.users["subject"].person
    put(term.school, "lessons", [a_lesson(term.norwegian_a, TODAY - 8 * DAY, registered=False, teacher=teacher)])
    page = see("contact_a", "class", term.class_a.key)
    assert page.row("Lærer Norsk") == "Lærer Norsk 1STA norsk (1) 1 av 1 mandag 6. oktober ikke påminnet"


def test_a_lesson_nobody_registered_leaves_a_number_in_doubt(term, see):
    teacher = term.users["subject"].person
    put(term.school, "lessons", [a_lesson(term.norwegian_a, TODAY - DAY, registered=False, teacher=teacher)])
    page = see("contact_a", "class", term.class_a.key)
    told = "ukjent timer er ikke ført ukjent timer er ikke ført ukjent –"
    assert page.row("Elev A3") == f"Elev A3 Ingen flagg {told}"
    assert "minst 3,8 timer timer er ikke ført" in page.row("Elev A1")


def test_nothing_imported_is_unknown_and_never_zero(cast, see):
    page = see("contact_a", "class", cast.class_a.key)
    assert page.row("Elev A1") == "Elev A1 Ingen flagg ukjent ukjent ukjent –"
    assert "Skolen leverer ikke timer" in page


def test_every_pupil_listed_is_logged(term, see):
    see("contact_a", "class", term.class_a.key)
    logged = AccessRecord.objects.filter(by="contact_a", page="class", kind="listed")
    assert set(logged.values_list("pupil_key", flat=True)) == {term.pupils[name].key for name in ("a1", "a2", "a3")}
    assert set(logged.values_list("reason", flat=True)) == {"contact_teacher 2025-08-18"}


def test_one_class_is_opened_at_once_and_several_are_listed(term, see):
    assert "Hvordan går det i 1STA?" in see("contact_a", "classes")
    listed = see("leader", "classes")
    assert "Hvilken klasse vil du se?" in listed
    assert listed.row("1STA") == "1STA Lærer A 3 0"
    assert not AccessRecord.objects.filter(by="leader").exists()


def test_a_contact_teacher_of_two_classes_chooses_between_them(term, see):
    belong(term.users["contact_a"].person, term.class_b, Membership.Role.CONTACT_TEACHER)
    a_flag(term.pupils["b1"], term.school, TODAY - DAY)
    assert see("contact_a", "classes").row("1STB") == "1STB Lærer A, Lærer B 3 1"
    assert see("contact_a", "class", term.class_b.key).links_to("classes")


@pytest.mark.parametrize("user", ["subject", "analyst", "nobody"])
def test_those_without_a_class_have_no_list_of_them(term, see, user):
    assert see(user, "classes").status == 404


def test_the_number_of_reads_does_not_grow_with_the_pupils(term, client):
    client.force_login(term.users["contact_a"])
    address = reverse("class", args=[term.class_a.key])
    a_flag(term.pupils["a1"], term.school, TODAY - DAY)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(25):
        pupil = a_person(term.owner, "Elev", f"Ny{number}")
        enrol(pupil, term.school)
        belong(pupil, term.class_a)
        a_flag(pupil, term.school, TODAY - DAY)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)
    assert len(many) <= 70


def test_an_empty_class_says_what_would_fill_it(cast, see):
    empty = a_group(cast.school, "1STC")
    assert "Ingen elever er lagt inn i klassen" in see("leader", "class", empty.key)
