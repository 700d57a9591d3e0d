"""Eleven: one page in the order a teacher needs it, with only the parts the reader may see."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import a_flag, a_group, a_rule_set, a_user, belong
from tests.cast import TODAY
from tests.flows.pages.conftest import DAY
from tests.meetings import a_case, a_team, an_own_meeting, reported
from tests.records import a_lesson, an_absence, put, school_days_between
from tettpaa.assess.talks.actions import answer_explanation, ask_explanation, record_contact
from tettpaa.assess.talks.models import Contact
from tettpaa.identify.flags.models import FlagEvent
from tettpaa.identify.records import reading
from tettpaa.kit.clock import OSLO
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.schools.people.models import Membership
from tettpaa.schools.places.models import Group
from tettpaa.trust.audit import reading as access_log
from tettpaa.trust.audit.models import AccessRecord

FOLLOW_UP = ("contact_a", "counsellor", "leader")


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), OSLO)


@pytest.fixture
def a1(term):
    return term.pupils["a1"]


@pytest.fixture
def whole(term, a1):
    """a1 with something in every part: two subjects, grades, conduct, a notice, a flag, a talk and a question."""
    maths = a_group(term.school, "1STA matte", Group.Kind.TEACHING, subject_code="MAT1019")
    belong(a1, maths)
    term.users["maths"] = a_user("maths", term.users["contact_b"].person)
    belong(term.users["maths"].person, maths, Membership.Role.TEACHER)
    days = school_days_between(dt.date(2025, 8, 18), TODAY)
    put(term.school, "subjects", [
        {"subject_code": "NOR1267", "name": "Norsk", "planned_hours": 113.0, "lesson_minutes": 45},
        {"subject_code": "MAT1019", "name": "Matematikk 1P", "planned_hours": 84.0, "lesson_minutes": 45},
    ])  # fmt: skip
    put(term.school, "lessons", [
        a_lesson(group, day, lesson) for day in days for lesson, group in ((1, term.norwegian_a), (2, maths))
    ])  # fmt: skip
    put(term.school, "absences", [
        *(an_absence(a1, term.norwegian_a, dt.date(2025, 9, day)) for day in range(8, 13)),
        an_absence(a1, maths, dt.date(2025, 9, 8), 2),
        an_absence(a1, maths, dt.date(2025, 9, 22), 2, code="D", cause="a", documentation="health"),
    ])  # fmt: skip
    put(term.school, "grades", [
        {"pupil": a1.key, "subject_code": "NOR1267", "term": "other", "value": "4", "set_on": dt.date(2025, 9, 5)},
        {"pupil": a1.key, "subject_code": "NOR1267", "term": "other", "value": "3", "set_on": dt.date(2025, 10, 9)},
        {"pupil": a1.key, "subject_code": "MAT1019", "term": "other", "value": "5", "set_on": dt.date(2025, 9, 5)},
        {"pupil": a1.key, "subject_code": "MAT1019", "term": "other", "value": "1", "set_on": TODAY + DAY},
    ])  # fmt: skip
    put(term.school, "conduct", [
        {"pupil": a1.key, "term": "h1", "order_grade": "Ng", "conduct_grade": "G", "order_remarks": 4,
         "set_on": dt.date(2025, 10, 1)},
    ])  # fmt: skip
    put(term.school, "notices", [
        {"pupil": a1.key, "kind": "basis", "sent_on": dt.date(2025, 10, 2), "subject_code": "MAT1019"},
    ])  # fmt: skip
    a_flag(a1, term.school, TODAY - DAY, facts=[_fact()])
    record_contact(
        pupil=a1, on=TODAY - 20 * DAY, channel="phone", was_reached=True, line="Sover dårlig", next_on=TODAY + 2 * DAY,
        by="contact_a", at=at(TODAY - 20 * DAY),
    )  # fmt: skip
    return term


def _fact() -> dict:
    return {
        "indicator": "absence_days", "value": 5, "unit": "days", "window": {"since": "school_year"}, "threshold": 3,
        "comparison": "at_least", "from": "2025-08-01", "to": "2025-10-13", "unknown_days": 0,
    }  # fmt: skip


@pytest.mark.parametrize("user", [*FOLLOW_UP, "subject"])
def test_those_with_a_tie_to_the_pupil_open_the_page(term, see, a1, user):
    page = see(user, "pupil", a1.key)
    assert page.status == 200
    assert "Elev A1" in page and "1STA" in page and "Lærer A" in page


@pytest.mark.parametrize(
    "user", ["contact_b", "leader_elsewhere", "analyst", "administrator", "former_contact", "coming_contact", "nobody"]
)
def test_others_do_not_find_it(term, see, a1, user):
    assert see(user, "pupil", a1.key).status == 404


def test_a_pupil_who_has_left_is_not_found(term, see):
    assert see("contact_a", "pupil", term.pupils["left"].key).status == 404


def test_what_is_agreed_stands_first_and_what_has_happened_last(whole, see, a1):
    told = see("contact_a", "pupil", a1.key).text
    order = [
        "Avtalt nå", "Fagene mot fraværsgrensen", "Skoleåret dag for dag", "Utvikling", "Karakterer", "Flagg",
        "Hva som har skjedd",
    ]  # fmt: skip
    places = [told.index(title) for title in order]
    assert places == sorted(places)


# A text of each part, and the permission that shows it.
PARTS = [
    ("absence_read", "Skoleåret dag for dag"),
    ("absence_read", "Matematikk 1P, 6,9 timer igjen"),
    ("absence_read", "Fravær i år 1 dag og 3,8 timer"),
    ("absence_read", "Utvikling"),
    ("grade_read", "Orden nokså god"),
    ("grade_read", "Matematikk 1P 5"),
    ("grade_read", "Varsel om manglende vurderingsgrunnlag: Matematikk 1P"),
    ("flag_read", "5 dager siden skolestart."),
    ("contact_read", "«Sover dårlig»"),
    ("contact_read", "Sist snakket med"),
    ("contact_read", "Snakkes igjen"),
    ("contact_record", "Jeg har snakket med Elev A1"),
]


@pytest.mark.parametrize("user", FOLLOW_UP)
def test_those_who_follow_up_see_every_part(whole, see, a1, user):
    page = see(user, "pupil", a1.key)
    assert [(permission, text) for permission, text in PARTS if text not in page] == []


def test_a_subject_teacher_sees_none_of_those_parts(whole, see, a1):
    page = see("subject", "pupil", a1.key)
    assert [(permission, text) for permission, text in PARTS if text in page] == []


def test_a_subject_teacher_sees_the_own_subject_and_nothing_that_hints_at_the_rest(whole, see, a1):
    page = see("subject", "pupil", a1.key)
    assert "Ditt fag mot fraværsgrensen" in page
    assert "Norsk" in page and "3,8 av 11,3 timer brukt" in page
    assert page.row("Norsk 3 ").startswith("Norsk 3 ned 1")
    for hint in ("Matematikk", "MAT1019", "/klasse/", "helsepersonell", "Flagg", "Orden", "snakket", "Avtalt", "D "):
        assert hint not in page.html.partition("<main")[2].partition("</main>")[0], hint


def test_another_subject_teacher_sees_the_other_subject(whole, see, a1):
    page = see("maths", "pupil", a1.key)
    assert "Matematikk 1P" in page and "Norsk" not in page
    assert page.row("Matematikk 1P 5").startswith("Matematikk 1P 5 –")


def test_the_reader_is_told_why_and_the_opening_is_logged(term, see, a1):
    assert "Du er kontaktlærer siden 18.08.2025." in see("contact_a", "pupil", a1.key)
    logged = AccessRecord.objects.get(by="contact_a")
    assert (logged.pupil_key, logged.kind, logged.page) == (a1.key, "opened", "pupil")
    assert logged.reason == "contact_teacher 2025-08-18"


def test_a_page_that_cannot_be_logged_is_not_sent(term, client, a1, monkeypatch):
    def full_disk(**_given):
        raise OSError("no space left")

    monkeypatch.setattr(access_log, "record_access", full_disk)
    client.force_login(term.users["contact_a"])
    with pytest.raises(OSError, match="no space left"):
        client.get(reverse("pupil", args=[a1.key]))


def test_each_subject_says_what_is_used_counted_left_and_where_it_goes(whole, see, a1):
    page = see("contact_a", "pupil", a1.key)
    # 10 % of 113 hours is 11.3; five lessons of 45 minutes are 3.75.
    assert "3,8 av 11,3 timer brukt" in page
    assert "7,5 timer igjen, 10 økter" in page
    assert "passeres ikke i dette tempoet" in page


def test_a_pace_that_passes_the_limit_names_the_week(term, see, a1):
    days = school_days_between(dt.date(2025, 9, 17), TODAY)
    put(term.school, "absences", [an_absence(a1, term.norwegian_a, day) for day in days[::2]])
    assert "passeres uke 44 i dette tempoet" in see("contact_a", "pupil", a1.key)


def test_a_number_opens_to_the_absences_it_counts(whole, see, a1):
    page = see("contact_a", "pupil", a1.key)
    assert "Grensen er 10 % av 113 timer: 11,3 timer." in page
    assert page.text.count("Timer er à 60 minutter. Fraværsgrensen: FOR-2024-06-03-900 § 9-8") == 1
    assert page.row("mandag 8. september 1") == (
        "mandag 8. september 1 45 av 45 minutter Teller: ikke dokumentert. Ikke dokumentert X ukjent kode"
    )
    documented = page.row("mandag 22. september 2")
    assert "Helsepersonell" in documented and "D" in documented


def test_a_code_the_owner_has_explained_is_not_called_unknown(whole, see, a1):
    AbsenceCode.objects.create(owner=whole.owner, code="X", documentation="none", counts_as_absence=True)
    assert see("contact_a", "pupil", a1.key).row("mandag 8. september 1").endswith("X")


def test_a_subject_without_planned_hours_has_an_unknown_limit(term, see, a1):
    put(term.school, "subjects", [{"subject_code": "NOR1267", "name": "Norsk", "planned_hours": None}])
    page = see("contact_a", "pupil", a1.key)
    assert "Norsk: 3,8 timer fravær. Årstimetallet er ukjent, så grensen kan ikke regnes ut." in page
    assert "av 0 timer" not in page


def test_a_subject_nobody_has_registered_in_is_unknown_and_not_unused(term, see):
    lessons = [a_lesson(term.norwegian_a, TODAY - days * DAY, registered=False) for days in (1, 4)]
    put(term.school, "lessons", lessons)
    page = see("contact_a", "pupil", term.pupils["a3"].key)
    assert "Ingen timer er ført, så vi vet ikke." in page
    assert "1,5 timer er ikke ført" in page
    assert "Fravær i år ukjent" in page
    assert "Nærmest fraværsgrensen ukjent" in page
    assert "Ikke ført 2 dager" in page


def test_lessons_nobody_registered_leave_at_most_so_much(term, see, a1):
    days = school_days_between(dt.date(2025, 8, 18), TODAY)
    put(term.school, "lessons", [a_lesson(term.norwegian_a, day, registered=day < TODAY) for day in days])
    page = see("contact_a", "pupil", a1.key)
    assert "høyst 7,5 timer igjen" in page
    assert "0,8 timer er ikke ført" in page


def test_nothing_imported_is_told_as_unknown(cast, see):
    page = see("contact_a", "pupil", cast.pupils["a1"].key)
    assert "Fravær i år ukjent" in page
    assert "Ingen fag er lagt inn" in page
    assert "Utviklingen er ukjent" in page
    assert "Ingen karakterer er satt i år." in page


def test_the_days_of_the_year_are_told_apart(whole, see, a1):
    page = see("contact_a", "pupil", a1.key)
    assert "Borte, ikke dokumentert 1 dag" in page  # both lessons on 8 September
    assert "Borte deler av dagen 5 dager" in page
    assert "Til stede" in page
    assert page.row("mandag 22. september 2025") == (
        "mandag 22. september 2025 Borte deler av dagen 0,8 av 1,5 timer, helsepersonell"
    )


def test_grades_say_how_they_have_changed_and_nothing_set_later_is_told(whole, see, a1):
    page = see("contact_a", "pupil", a1.key)
    assert page.row("Norsk 3 ") == "Norsk 3 ned 1, fra 4 for 5 dager siden (torsdag 9. oktober) underveis"
    assert page.row("Matematikk 1P 5").startswith("Matematikk 1P 5 –")
    assert "Anmerkninger i orden 4" in page
    assert "Anmerkninger i oppførsel ukjent" in page


def test_a_flag_says_when_and_why_and_what_the_rule_counts(whole, see, a1):
    page = see("contact_a", "pupil", a1.key)
    assert "Reist siden mandag 13. oktober" in page
    assert "Fraværsdager: 5 (grensen i regelen er 3), 1. august – 13. oktober" in page


def test_flags_that_came_and_went_are_kept(term, see, a1):
    version = a_rule_set(term.owner)
    for kind, day in (("raised", 1), ("cleared", 30)):
        FlagEvent.objects.create(
            pupil=a1, school=term.school, school_year=2025, rule_set=version.rule_set, version=version, rule="r",
            kind=kind, on=dt.date(2025, 9, day), facts=[_fact()],
            because="corrected" if kind == "cleared" else "",
        )  # fmt: skip
    page = see("contact_a", "pupil", a1.key)
    assert "Ingen flagg nå" in page
    assert page.text.index("Senket Fraværet ble rettet.") < page.text.rindex("Reist 5 dager siden skolestart.")


def test_a_question_of_the_leader_and_its_answer_stand_in_the_history(term, see, a1):
    asked = ask_explanation(
        pupil=a1, contact_teacher=term.users["contact_a"].person, facts={}, due_on=TODAY + DAY, by="leader",
        at=at(TODAY - DAY),
    )  # fmt: skip
    assert "Ledelsen har bedt Lærer A forklare fraværet, med frist i morgen" in see("counsellor", "pupil", a1.key)
    answer_explanation(asked=asked, answer="Innlagt", by="contact_a", at=at(TODAY))
    page = see("counsellor", "pupil", a1.key)
    assert "Ledelsen har bedt" not in page
    assert page.text.index("Lærer A svarte om fraværet «Innlagt»") < page.text.index("Leder A ba kontaktlærer forklare")


def test_an_agreed_talk_stands_until_it_is_held(whole, see, a1):
    assert "Snakkes igjen om 2 dager" in see("contact_a", "pupil", a1.key)
    record_contact(
        pupil=a1, on=TODAY, channel="in_person", was_reached=True, line="Bedre", by="contact_a", at=at(TODAY)
    )
    assert "Ingenting er avtalt." in see("contact_a", "pupil", a1.key)


@pytest.mark.parametrize("user", FOLLOW_UP)
def test_a_talk_is_written_on_the_page(term, see, post, a1, user):
    told = _spoke(post, user, a1)
    assert "Takk. Samtalen er skrevet." in told
    assert "«Vil prøve igjen»" in told
    assert "Snakkes igjen om 3 dager" in told
    assert Contact.objects.get().recorded_by == user


def test_a_talk_without_a_line_is_sent_back(term, post, a1):
    refused = _spoke(post, "contact_a", a1, line="")
    assert refused.status == 422
    assert "Skriv én linje" in refused
    assert not Contact.objects.exists()


@pytest.mark.parametrize("user", ["subject", "contact_b", "leader_elsewhere", "analyst"])
def test_others_write_nothing(term, post, a1, user):
    assert _spoke(post, user, a1).status == 404
    assert not Contact.objects.exists()


def _spoke(post, user: str, pupil, **changed: str):
    given = {
        "on": TODAY.isoformat(), "channel": "in_person", "reached": "yes", "line": "Vil prøve igjen",
        "next_on": (TODAY + 3 * DAY).isoformat(), "form_id": "6f1cf0b0-5bd4-4c3e-8f2d-0d1f4b7c9a11",
    }  # fmt: skip
    return post(user, "pupil_spoken_with", pupil.key, **given | changed)


def test_the_number_of_reads_is_bounded_however_much_has_happened(whole, client, a1):
    client.force_login(whole.users["contact_a"])
    few = _reads(client, a1)
    for number in range(15):
        day = TODAY - (number + 1) * DAY
        a_flag(a1, whole.school, day, rule=f"regel-{number}")
        record_contact(pupil=a1, on=day, channel="phone", was_reached=True, line="x", by="leader", at=at(day))
    assert _reads(client, a1) <= few
    assert few <= 85


def _reads(client, pupil) -> int:
    address = reverse("pupil", args=[pupil.key])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_only_the_schools_own_part_of_the_records_is_read(whole, see, a1, monkeypatch):
    put(whole.school_elsewhere, "absences", [an_absence(a1, whole.norwegian_a, TODAY)])
    opened: list[str] = []
    find = reading._files

    def spy(*given):
        found = find(*given)
        opened.extend(found)
        return found

    monkeypatch.setattr(reading, "_files", spy)
    assert see("contact_a", "pupil", a1.key).status == 200
    assert any(f"school={whole.school.key}" in path for path in opened)
    assert not [path for path in opened if f"school={whole.school_elsewhere.key}" in path]


def test_the_next_meeting_is_agreed_now_for_who_may_see_meetings(term, see):
    meeting = an_own_meeting(term)
    past = an_own_meeting(term, starts_at=at(TODAY - DAY), at=at(TODAY - 7 * DAY))
    waits = reported(a_team(term), a_case(term))
    for user in FOLLOW_UP:
        page = see(user, "pupil", term.pupils["a1"].key)
        assert page.links_to("meeting", meeting.pk) and not page.links_to("meeting", past.pk)
        assert "Rom 2" in page and f"Meldt til {waits.team}, venter på neste møte." in page
    page = see("subject", "pupil", term.pupils["a1"].key)
    assert not page.links_to("meeting", meeting.pk) and "Rom 2" not in page and "Meldt til" not in page
