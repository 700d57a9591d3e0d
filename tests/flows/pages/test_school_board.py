"""Skolen: four numbers with where they stood a week ago, the classes, and the names one click deeper."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import a_flag, a_person, a_rule_set, belong, employ, enrol
from tests.cast import TODAY
from tests.flows.pages.conftest import DAY
from tests.records import a_lesson, put
from tettpaa.assess.talks.actions import answer_explanation, ask_explanation, record_contact
from tettpaa.assess.talks.models import ExplanationRequest
from tettpaa.assess.talks.unexplained import RULE_SET
from tettpaa.identify.flags.models import Flag, FlagEvent
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Employment
from tettpaa.trust.audit.models import AccessRecord, AuditEvent

LISTS = ("school_waiting", "school_raised", "school_unexplained", "school_without_class", "school_registration")


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), OSLO)


@pytest.fixture
def raised(cast):
    """A flag as the nights left it: where it stands, and the event that raised it."""

    def flag(pupil: str, on: dt.date, rule_set: str = "askim", rule: str = "3-dager", facts=()) -> Flag:
        version = a_rule_set(cast.owner, rule_set)
        made = {
            "pupil": cast.pupils[pupil], "school": cast.school, "school_year": 2025, "rule_set": version.rule_set,
            "version": version, "rule": rule, "kind": "raised", "on": on, "held_since": on, "facts": list(facts),
        }  # fmt: skip
        FlagEvent.objects.create(**made)
        return Flag.objects.create(**made, raised_on=on, as_of=TODAY)

    return flag


def spoken_with(cast, pupil: str, on: dt.date) -> None:
    record_contact(
        pupil=cast.pupils[pupil], on=on, channel="in_person", was_reached=True, line="Bedre nå", by="contact_a",
        at=noon(on),
    )  # fmt: skip


def asked_about(cast, pupil: str, on: dt.date, due_on: dt.date | None = None) -> ExplanationRequest:
    return ask_explanation(
        pupil=cast.pupils[pupil], contact_teacher=cast.users["contact_a"].person, facts={},
        due_on=due_on or on + 7 * DAY, by="leader", at=noon(on),
    )  # fmt: skip


@pytest.mark.parametrize("user", ["leader", "counsellor"])
def test_those_of_the_school_see_it_without_a_name_on_it(term, see, raised, user):
    raised("a1", TODAY - 8 * DAY)
    page = see(user, "school_board", term.school.key)
    assert page.status == 200
    assert "Er noen glemt?" in page
    assert not any(str(pupil) in page for pupil in term.pupils.values())
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("user", ["contact_a", "subject", "leader_elsewhere", "analyst", "administrator", "nobody"])
@pytest.mark.parametrize("name", ["school_board", *LISTS])
def test_others_do_not_find_the_school(cast, see, user, name):
    assert see(user, name, cast.school.key).status == 404


def test_who_waits_is_counted_with_the_longest_and_with_a_week_ago(term, see, raised):
    raised("a1", TODAY - 8 * DAY)
    raised("a2", TODAY - DAY)
    raised("b1", TODAY - 9 * DAY)
    spoken_with(term, "b1", TODAY - 2 * DAY)
    page = see("leader", "school_board", term.school.key)
    assert "Venter på samtale 2 elever" in page
    # A week ago a1 and b1 waited: nobody had spoken with b1 yet.
    assert "Lengst i 6 skoledager." in page
    assert "Som for en uke siden" in page


def test_flags_of_the_last_week_are_counted_beside_the_week_before(cast, see, raised):
    for name, days in (("a1", 1), ("a2", 6), ("b1", 8)):
        raised(name, TODAY - days * DAY)
    raised("a1", TODAY, rule="ti-timer")
    page = see("leader", "school_board", cast.school.key)
    assert "Flagg reist siste uke 3 flagg opp fra 1 flagg uka før Hos 2 elever." in page


def test_registration_is_unknown_where_no_lessons_are_delivered(cast, see):
    page = see("leader", "school_board", cast.school.key)
    assert "Registrering mangler ukjent" in page
    assert "Skolen leverer ikke timer" in page


def test_lessons_nobody_registered_are_counted_with_the_oldest(term, see):
    lessons = [a_lesson(term.norwegian_a, TODAY - days * DAY, registered=days > 4) for days in (1, 4, 12)]
    put(term.school, "lessons", lessons)
    page = see("leader", "school_board", term.school.key)
    assert "Registrering mangler 2 timer opp fra 0 timer for en uke siden Den eldste for 4 dager siden." in page


def test_the_classes_stand_as_a_table_that_leads_on(term, see, raised):
    raised("a1", TODAY - 8 * DAY)
    page = see("leader", "school_board", term.school.key)
    assert page.row("1STA") == "1STA 3 2 1 1 6 skoledager 0"
    assert page.row("1STB").startswith("1STB 3")
    assert page.links_to("class", term.class_a.key)


def test_pupils_in_no_class_are_not_forgotten(term, see):
    enrol(a_person(term.owner, "Elev", "Alene"), term.school)
    page = see("leader", "school_board", term.school.key)
    assert page.row("Uten klasse").startswith("Uten klasse ingen kontaktlærer har dem på lista 1")
    assert page.links_to("school_without_class", term.school.key)
    listed = see("leader", "school_without_class", term.school.key)
    assert listed.row("Elev Alene") == "Elev Alene ingen ingen som de 20 før"
    assert "Elev A1" not in listed
    assert AccessRecord.objects.get(by="leader").page == "school_without_class"


def test_nobody_without_a_class_is_told_as_good(cast, see):
    assert "Alle elevene står i en klasse" in see("counsellor", "school_without_class", cast.school.key)


def test_one_school_is_opened_at_once_and_several_are_listed(cast, see):
    assert "Er noen glemt?" in see("leader", "school")
    employ(cast.users["leader"].person, cast.school_elsewhere, Employment.Role.LEADER)
    page = see("leader", "school")
    assert page.links_to("school_board", cast.school.key) and page.links_to("school_board", cast.school_elsewhere.key)


def test_the_names_of_those_who_wait_are_listed_and_logged(term, see, raised):
    raised("a1", TODAY - 8 * DAY, facts=[
        {"indicator": "absence_days", "value": 3, "unit": "days", "window": {"school_days": 20}, "threshold": 3,
         "comparison": "at_least", "from": "2025-09-15", "to": "2025-10-14", "unknown_days": 0},
    ])  # fmt: skip
    raised("b1", TODAY - DAY)
    page = see("leader", "school_waiting", term.school.key)
    assert page.row("Elev A1") == (
        "Elev A1 3 dager siden 15. september. 1STA Lærer A 6 skoledager siden mandag 6. oktober"
    )
    assert page.text.index("Elev A1") < page.text.index("Elev B1")
    logged = AccessRecord.objects.filter(by="leader", page="school_waiting", kind="listed")
    assert set(logged.values_list("pupil_key", flat=True)) == {term.pupils["a1"].key, term.pupils["b1"].key}


def test_nobody_waiting_is_told_as_good(cast, see):
    assert "Ingen venter på en samtale" in see("leader", "school_waiting", cast.school.key)


def test_new_flags_are_listed_with_what_has_become_of_them(cast, see, raised):
    raised("a1", TODAY - DAY)
    raised("a2", TODAY - 2 * DAY)
    spoken_with(cast, "a2", TODAY - DAY)
    cleared = raised("a3", TODAY - 3 * DAY)
    Flag.objects.filter(pk=cleared.pk).update(kind="cleared", raised_on=None)
    raised("b1", TODAY - 8 * DAY)
    page = see("counsellor", "school_raised", cast.school.key)
    assert page.row("Elev A1").endswith("i går (mandag 13. oktober) Venter på samtale")
    assert page.row("Elev A2").endswith("Snakket med")
    assert page.row("Elev A3").endswith("Senket")
    assert "Elev B1" not in page


def test_large_unexplained_absence_can_be_asked_about(cast, see, post, raised):
    raised("a1", TODAY - DAY, rule_set=RULE_SET)
    assert "Be Lærer A forklare" in see("leader", "school_unexplained", cast.school.key)
    answer = post("leader", "ask_explanation", cast.pupils["a1"].key)
    assert "Lærer A er spurt om fraværet til Elev A1 og svarer innen tirsdag 21. oktober." in answer
    assert "Venter på svar" in answer and "Be Lærer A forklare" not in answer
    assert ExplanationRequest.objects.get().asked_by == "leader"
    assert "Svar på spørsmål om fraværet til Elev A1" in see("contact_a", "my_day")


def test_asking_twice_asks_once(cast, post, raised):
    raised("a1", TODAY - DAY, rule_set=RULE_SET)
    post("leader", "ask_explanation", cast.pupils["a1"].key)
    again = post("leader", "ask_explanation", cast.pupils["a1"].key)
    assert "venter allerede på svar" in again
    assert ExplanationRequest.objects.count() == 1


def test_where_there_is_no_contact_teacher_nobody_can_be_asked(term, see, post, raised):
    alone = term.pupils["alone"] = a_person(term.owner, "Elev", "Alene")
    enrol(alone, term.school)
    raised("alone", TODAY - DAY, rule_set=RULE_SET)
    assert "Ingen kontaktlærer" in see("leader", "school_unexplained", term.school.key)
    assert "har ingen kontaktlærer å spørre" in post("leader", "ask_explanation", alone.key)
    assert not ExplanationRequest.objects.exists()


@pytest.mark.parametrize("user", ["counsellor", "contact_a", "leader_elsewhere", "analyst"])
def test_only_the_pupils_leader_asks(cast, see, post, raised, user):
    raised("a1", TODAY - DAY, rule_set=RULE_SET)
    assert post(user, "ask_explanation", cast.pupils["a1"].key).status == 404
    assert not ExplanationRequest.objects.exists()


def test_a_counsellor_sees_the_list_without_the_button(cast, see, raised):
    raised("a1", TODAY - DAY, rule_set=RULE_SET)
    page = see("counsellor", "school_unexplained", cast.school.key)
    assert "Elev A1" in page and "forklare" not in page


def test_unanswered_overdue_and_answered_are_told_apart(cast, see, raised):
    for name in ("a1", "a2", "a3"):
        raised(name, TODAY - 9 * DAY, rule_set=RULE_SET)
    asked_about(cast, "a1", TODAY - 8 * DAY, due_on=TODAY - DAY)
    answered = asked_about(cast, "a2", TODAY - 8 * DAY)
    answer_explanation(asked=answered, answer="Innlagt på sykehus", by="contact_a", at=noon(TODAY - 7 * DAY))
    page = see("leader", "school_unexplained", cast.school.key)
    assert page.text.index("Ikke spurt om") < page.text.index("Fristen er passert") < page.text.index("Besvart")
    assert "«Innlagt på sykehus»" in page
    board = see("leader", "school_board", cast.school.key)
    assert "Stort uforklart fravær 3 elever" in board
    assert "Ikke spurt om: 1. Venter på svar: 1." in board


def test_an_answer_from_before_the_absence_explains_another(cast, see, raised):
    question = asked_about(cast, "a1", TODAY - 20 * DAY)
    answer_explanation(asked=question, answer="Var på reise", by="contact_a", at=noon(TODAY - 19 * DAY))
    raised("a1", TODAY - DAY, rule_set=RULE_SET)
    assert "Ikke spurt om" in see("leader", "school_unexplained", cast.school.key)


def test_a_rule_that_is_not_in_use_is_not_the_same_as_nobody(cast, see):
    assert "er ikke i bruk" in see("leader", "school_unexplained", cast.school.key)
    a_rule_set(cast.owner, RULE_SET)
    assert "Ingen har nå mye fravær som ingen har forklart" in see("leader", "school_unexplained", cast.school.key)


def test_a_teacher_is_reminded_and_sees_it_until_it_is_registered(term, see, post):
    late = a_lesson(term.norwegian_a, TODAY - 3 * DAY, registered=False, teacher=term.users["contact_b"].person)
    put(term.school, "lessons", [late])
    page = see("leader", "school_registration", term.school.key)
    assert page.row("Lærer B") == (
        "Lærer B 1STA norsk (1) 1 av 1 for 3 dager siden (lørdag 11. oktober) ikke påminnet Minn Lærer B"
    )
    told = post("leader", "remind_teacher", term.school.key, teacher=str(term.users["contact_b"].person.key))
    assert "1 lærer er minnet." in told
    assert told.row("Lærer B").endswith("i dag (tirsdag 14. oktober) minnet i dag")
    assert AuditEvent.objects.filter(action="registration_reminded", by="leader").count() == 1
    assert "Før fravær for 1 time i 1STA norsk" in see("contact_b", "my_day")
    assert "Før fravær" not in see("contact_a", "my_day")
    put(term.school, "lessons", [late | {"registered_on": TODAY}])
    assert "Før fravær" in see("contact_b", "my_day"), "registered today, known tomorrow"
    put(term.school, "lessons", [late | {"registered_on": TODAY - DAY}])
    assert "Før fravær" not in see("contact_b", "my_day")


def test_all_on_the_list_are_reminded_at_once(term, post):
    teachers = [term.users[name].person for name in ("contact_a", "contact_b")]
    put(term.school, "lessons", [
        a_lesson(term.norwegian_a, TODAY - 3 * DAY, lesson=number, registered=False, teacher=teacher)
        for number, teacher in enumerate(teachers, start=1)
    ])  # fmt: skip
    assert "2 lærere er minnet." in post("leader", "remind_teacher", term.school.key, teacher="alle")
    assert "Minn alle på lista" not in post("leader", "remind_teacher", term.school.key, teacher="alle")


@pytest.mark.parametrize("user", ["counsellor", "contact_a", "leader_elsewhere", "analyst"])
def test_only_the_schools_leader_reminds(term, see, post, user):
    put(term.school, "lessons", [a_lesson(term.norwegian_a, TODAY - DAY, registered=False)])
    assert post(user, "remind_teacher", term.school.key, teacher="alle").status == 404


def test_a_counsellor_sees_what_is_missing_without_the_buttons(term, see):
    put(term.school, "lessons", [
        a_lesson(term.norwegian_a, TODAY - DAY, registered=False, teacher=term.users["contact_a"].person)
    ])  # fmt: skip
    page = see("counsellor", "school_registration", term.school.key)
    assert "Lærer A" in page and "Minn" not in page


def test_the_number_of_reads_does_not_grow_with_the_pupils(term, client, raised):
    client.force_login(term.users["leader"])
    raised("a1", TODAY - 8 * DAY)
    addresses = [reverse(name, args=[term.school.key]) for name in ("school_board", "school_waiting")]
    few = [_reads(client, address) for address in addresses]
    for number in range(20):
        name = f"ny{number}"
        term.pupils[name] = a_person(term.owner, "Elev", name)
        enrol(term.pupils[name], term.school)
        belong(term.pupils[name], term.class_b)
        raised(name, TODAY - 8 * DAY)
    many = [_reads(client, address) for address in addresses]
    assert all(after <= before for before, after in zip(few, many, strict=True))
    assert max(many) <= 75


def _reads(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_a_flag_of_a_pupil_elsewhere_is_another_schools(cast, see):
    a_flag(cast.pupils["elsewhere"], cast.school_elsewhere, TODAY - DAY)
    assert "Elev Annensteds" not in see("leader", "school_waiting", cast.school.key)
    assert "Elev Annensteds" in see("leader_elsewhere", "school_waiting", cast.school_elsewhere.key)
