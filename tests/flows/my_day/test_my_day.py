"""Min dag: whom to talk with, taken off the list by a real contact and by nothing else."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from tests.builders import AT, a_flag, a_group, a_person, belong, enrol
from tests.cast import TODAY
from tests.flows.plans.made import a_plan
from tests.records import a_calendar, put
from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.talks import actions
from tettpaa.assess.talks.models import Contact
from tettpaa.assess.talks.queries import waiting
from tettpaa.follow_up.meetings.actions import call_own_meeting
from tettpaa.identify.flags.models import Flag, FlagUpdate
from tettpaa.identify.imports.models import Import
from tettpaa.kit import clock
from tettpaa.pages.my_day.waiting import pupils_waiting_for
from tettpaa.schools.people.models import Membership
from tettpaa.trust.audit.models import AccessRecord

DAY = dt.timedelta(days=1)


@pytest.fixture
def raise_flag(cast):
    """Raise (or leave unknown) a flag for a pupil on a day."""

    def raised(pupil: str, on: dt.date = TODAY - DAY, **given) -> Flag:
        return a_flag(cast.pupils[pupil], cast.school, on, **given)

    return raised


@pytest.fixture
def see(cast, client):
    """Min dag as a user sees it."""

    def opened(user: str = "contact_a", path: str = "my_day", *args: object) -> str:
        client.force_login(cast.users[user])
        answer = client.get(reverse(path, args=args))
        assert answer.status_code == 200
        return answer.content.decode()

    return opened


@pytest.fixture
def save(cast, client):
    """Send 'Jeg har snakket med …'."""

    def sent(pupil: str, user: str = "contact_a", **changed):
        client.force_login(cast.users[user])
        given = {
            "on": TODAY.isoformat(), "channel": "in_person", "reached": "yes", "line": "Sover dårlig",
            "form_id": "6f1cf0b0-5bd4-4c3e-8f2d-0d1f4b7c9a11",
        }  # fmt: skip
        return client.post(reverse("contact", args=[cast.pupils[pupil].key]), given | changed)

    return sent


def test_flagged_pupils_of_ones_own_class_stand_there_newest_first(raise_flag, see):
    raise_flag("a1", TODAY - 8 * DAY)
    raise_flag("a2", TODAY - DAY)
    raise_flag("b1")
    raise_flag("left")
    told = see()
    assert told.index("Elev A2") < told.index("Elev A1")
    assert "Hvem bør jeg snakke med i dag?" in told
    assert "tirsdag 14. oktober" in told
    assert "1STA" in told
    assert "ventet siden" in told
    assert "Elev B1" not in told
    assert "Elev Sluttet" not in told
    assert "Elev A3" not in told


def test_a_cleared_flag_asks_for_nothing(raise_flag, see):
    raise_flag("a1", kind="cleared")
    assert "Elev A1" not in see()


def test_two_acts_and_one_line_take_the_pupil_off_the_list(raise_flag, see, save, client):
    raise_flag("a1")
    assert "Jeg har snakket med Elev A1" in see()
    answer = save("a1")
    assert answer.headers["Location"] == reverse("my_day")
    told = client.get(reverse("my_day")).content.decode()
    assert "Takk. Eleven er tatt av lista." in told
    assert "Jeg har snakket med Elev A1" not in told
    assert Contact.objects.get().line == "Sover dårlig"


def test_a_label_without_a_line_takes_nobody_off_the_list(raise_flag, see, save):
    raise_flag("a1")
    refused = save("a1", line="")
    assert refused.status_code == 422
    assert "Skriv én linje" in refused.content.decode()
    assert "Jeg har snakket med Elev A1" in see()


def test_not_reached_keeps_the_pupil_on_the_list_with_the_try(raise_flag, see, save):
    raise_flag("a1")
    save("a1", reached="no", line="")
    told = see()
    assert "Jeg har snakket med Elev A1" in told
    assert "forsøkt i dag" in told


def test_a_talk_before_the_flag_was_raised_does_not_count(raise_flag, see, save):
    raise_flag("a1", TODAY - DAY)
    save("a1", on=(TODAY - 2 * DAY).isoformat())
    assert "Jeg har snakket med Elev A1" in see()


def test_a_flag_raised_after_the_talk_puts_the_pupil_back(raise_flag, see, save):
    raise_flag("a1", TODAY - 5 * DAY)
    save("a1", on=(TODAY - 4 * DAY).isoformat())
    assert "Jeg har snakket med Elev A1" not in see()
    raise_flag("a1", TODAY - DAY, rule="enda-mer")
    assert "Jeg har snakket med Elev A1" in see()


def test_anybodys_real_contact_counts(raise_flag, see, save):
    raise_flag("a1")
    save("a1", user="counsellor")
    assert "Jeg har snakket med Elev A1" not in see()


def test_a_flag_that_became_unknown_still_waits(raise_flag, see):
    raise_flag("a1", kind="unknown", raised_on=TODAY - DAY)
    assert "Jeg har snakket med Elev A1" in see()


def test_what_is_unknown_is_counted_and_never_hidden(raise_flag, see):
    not_registered = [a_fact(value=None, unknown_days=3)]
    raise_flag("a1", kind="unknown", on=dt.date(2025, 10, 7), facts=not_registered)
    raise_flag("a2", kind="unknown", on=dt.date(2025, 10, 9), facts=not_registered)
    raise_flag("a3", kind="unknown", on=dt.date(2025, 10, 10), facts=[a_fact(value=None)])
    told = " ".join(see().split())
    assert "2 elever mangler registrert fravær" in told
    assert "7. oktober" in told
    assert "1 elev mangler opplysninger som regelen trenger" in told
    assert "Elev A1" not in told


def test_waiting_is_told_in_school_days_where_the_calendar_is_known(cast, raise_flag, see):
    put(cast.school, "calendar", a_calendar())
    raise_flag("a1", dt.date(2025, 10, 6))
    raise_flag("a2", dt.date(2025, 10, 10))
    told = see()
    assert "ventet i 6 skoledager" in told
    assert "ventet i 2 skoledager" in told


def test_who_has_waited_long_comes_back_on_top_for_something_new_and_is_not_called_new(cast, raise_flag, see):
    put(cast.school, "calendar", a_calendar())
    raise_flag("a1", dt.date(2025, 10, 6))
    raise_flag("a1", TODAY - DAY, rule="enda-mer")
    raise_flag("a2", dt.date(2025, 10, 10))
    told = see()
    assert told.index("Elev A1") < told.index("Elev A2")
    assert "ventet i 6 skoledager" in told
    assert "nytt flagg i går" in told
    assert "ny siden i går" not in told


def test_the_reason_is_told_with_its_figures_and_first_day(raise_flag, see):
    days, hours = a_fact(), a_fact(indicator="single_hours", value=11)
    raise_flag("a1", facts=[days, hours])
    raise_flag("a1", rule="fag", facts=[hours, a_fact(indicator="late_count", value=9)])
    assert "3 dager, 11 timer og 9 ganger for sent siden 29. september.<" in words_of(see())


def a_fact(**changed) -> dict:
    """3 days of absence since 29 September, of at least 3."""
    return {
        "indicator": "absence_days", "value": 3, "window": {"school_days": 20}, "threshold": 3,
        "comparison": "at_least",
        "from": "2025-09-29", "to": "2025-10-14", "unknown_days": 0, **changed,
    }  # fmt: skip


def words_of(page: str) -> str:
    """The page's text with ordinary spaces."""
    return " ".join(page.replace("\N{NO-BREAK SPACE}", " ").split())


def test_an_empty_list_says_why_it_is_empty(cast, see):
    assert "Ingen fil er lest inn ennå" in see()
    committed = dt.datetime(2025, 10, 14, 4, 10, tzinfo=dt.UTC)
    Import.objects.create(
        id="i1", owner=cast.owner, kind="csv", school_year=2025, file_name="x", file_hash="x", file_size=1,
        state="committed", received_at=committed, received_by="tests", committed_at=committed,
    )  # fmt: skip
    assert "Flaggene er ikke regnet ut ennå" in see()
    FlagUpdate.objects.create(owner=cast.owner, as_of=TODAY, at=committed, by="tests", is_whole=True)
    told = see()
    assert "Ingen venter på en samtale" in told
    assert "Sist oppdatert" in told
    assert "i dag kl. 06:10" in told


def test_deadlines_are_the_questions_asked_and_the_talks_agreed(cast, see, save, client):
    asked = actions.ask_explanation(
        pupil=cast.pupils["a2"], contact_teacher=cast.users["contact_a"].person, facts={}, due_on=TODAY + 2 * DAY,
        by="leder", at=AT + 50 * DAY,
    )  # fmt: skip
    save("a1", next_on=(TODAY + 3 * DAY).isoformat())
    told = see()
    assert "Svar på spørsmål om fraværet til Elev A2" in told
    assert "Snakk igjen med Elev A1" in told
    assert "om 3 dager" in told
    answer = client.post(reverse("answer", args=[asked.reference]), {"answer": "Innlagt på sykehus"})
    assert answer.headers["Location"] == reverse("my_day")
    assert "Svar på spørsmål" not in see()
    asked.refresh_from_db()
    assert asked.answered_by == "contact_a"


def test_an_empty_answer_is_refused(cast, client):
    asked = actions.ask_explanation(
        pupil=cast.pupils["a2"], contact_teacher=cast.users["contact_a"].person, facts={}, due_on=TODAY,
        by="leder", at=AT + 50 * DAY,
    )  # fmt: skip
    client.force_login(cast.users["contact_a"])
    assert client.post(reverse("answer", args=[asked.reference]), {"answer": " "}).status_code == 422


@pytest.mark.parametrize(
    ("user", "answers"),
    [
        ("contact_a", 200),
        ("counsellor", 200),
        ("subject", 404),
        ("leader", 404),
        ("analyst", 404),
        ("rule_editor", 404),
        ("administrator", 404),
        ("former_contact", 404),
        ("coming_contact", 404),
        ("nobody", 404),
    ],
)
def test_who_has_a_min_dag(cast, client, user, answers):
    client.force_login(cast.users[user])
    assert client.get(reverse("my_day")).status_code == answers


@pytest.mark.parametrize(
    ("user", "may"),
    [
        ("contact_a", True), ("counsellor", True), ("leader", True), ("contact_b", False), ("subject", False),
        ("leader_elsewhere", False), ("administrator", False), ("analyst", False), ("former_contact", False),
        ("coming_contact", False),
    ],
)  # fmt: skip
def test_who_may_write_that_they_spoke_with_a_pupil(cast, save, client, user, may):
    answer = save("a1", user=user)
    assert answer.status_code == (302 if may else 404)
    assert Contact.objects.exists() is may
    assert client.get(reverse("contact", args=[cast.pupils["a1"].key])).status_code == (200 if may else 404)


@pytest.mark.parametrize(("user", "may"), [("contact_a", True), ("contact_b", False), ("leader", False)])
def test_who_may_answer_a_question(cast, client, user, may):
    asked = actions.ask_explanation(
        pupil=cast.pupils["a1"], contact_teacher=cast.users["contact_a"].person, facts={}, due_on=TODAY,
        by="leder", at=AT + 50 * DAY,
    )  # fmt: skip
    client.force_login(cast.users[user])
    assert client.get(reverse("answer", args=[asked.reference])).status_code == (200 if may else 404)
    answer = client.post(reverse("answer", args=[asked.reference]), {"answer": "Vet ikke"})
    assert answer.status_code == (302 if may else 404)


def test_a_pupil_one_may_not_see_and_one_who_does_not_exist_look_the_same(cast, client):
    client.force_login(cast.users["contact_b"])
    denied = client.get(reverse("contact", args=[cast.pupils["a1"].key]))
    absent = client.get(reverse("contact", args=[cast.pupils["a1"].key + 1]))
    assert denied.status_code == absent.status_code == 404
    assert without_address(denied) == without_address(absent)
    assert denied.headers == absent.headers


def without_address(answer) -> str:
    """The page without the address it was asked for and without the token against forgery, new each time."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return page.replace(answer.request["PATH_INFO"], "")


def test_everybody_shown_is_logged_before_the_answer_and_nobody_else(cast, raise_flag, see, save):
    raise_flag("a1")
    raise_flag("b1")
    actions.ask_explanation(
        pupil=cast.pupils["a2"], contact_teacher=cast.users["contact_a"].person, facts={}, due_on=TODAY,
        by="leder", at=AT + 50 * DAY,
    )  # fmt: skip
    see()
    rows = AccessRecord.objects.values_list("by", "pupil_key", "kind", "page", "reason")
    expected = {
        ("contact_a", cast.pupils[name].key, "listed", "my_day", "contact_teacher 2025-08-18") for name in ("a1", "a2")
    }
    assert set(rows) == expected


def test_a_log_that_cannot_be_written_keeps_the_page_back(cast, raise_flag, client, monkeypatch):
    raise_flag("a1")
    client.force_login(cast.users["contact_a"])

    def full(*args, **kwargs):
        raise OSError("no space left")

    monkeypatch.setattr(AccessRecord.objects, "bulk_create", full)
    client.raise_request_exception = False
    answer = client.get(reverse("my_day"))
    assert answer.status_code == 500
    assert "Elev A1" not in answer.content.decode()


def a_big_class(cast, raise_flag, pupils: int) -> None:
    group = a_group(cast.school, f"Klasse med {pupils}")
    belong(cast.users["contact_b"].person, group, Membership.Role.CONTACT_TEACHER)
    for number in range(pupils):
        name = f"stor {pupils} {number}"
        cast.pupils[name] = a_person(cast.owner, "Elev", name)
        enrol(cast.pupils[name], cast.school)
        belong(cast.pupils[name], group)
        raise_flag(name, TODAY - (number % 9) * DAY)


def test_reads_do_not_grow_with_the_pupils_and_stay_within_26(
    cast, raise_flag, client, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(cast.users["contact_b"])
    a_big_class(cast, raise_flag, 3)
    client.get(reverse("my_day"))
    with django_assert_max_num_queries(26) as few:
        client.get(reverse("my_day"))
    a_big_class(cast, raise_flag, 26)
    with django_assert_num_queries(len(few.captured_queries)):
        told = client.get(reverse("my_day")).content.decode()
    assert told.count("Jeg har snakket med") >= 29


def test_a_long_list_comes_in_pages(cast, raise_flag, client):
    a_big_class(cast, raise_flag, 35)
    client.force_login(cast.users["contact_b"])
    first = client.get(reverse("my_day")).content.decode()
    second = client.get(reverse("my_day"), {"side": "2"}).content.decode()
    assert (first.count('class="tp-opener"'), second.count('class="tp-opener"')) == (30, 5)


def a_case_of(cast, name: str = "a1", responsible: str = "counsellor"):
    return open_case(
        pupil=cast.pupils[name], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users[responsible], by="counsellor", at=AT,
    )  # fmt: skip


def test_a_card_says_who_has_the_case_and_what_comes_next_and_the_pupil_still_waits(cast, raise_flag, see):
    """One list and one count everywhere: a flag asks for a talk, and a case is none."""
    raise_flag("a1"), raise_flag("a2")
    before = see()
    case = a_case_of(cast)
    page = see()
    assert "Saken er hos" not in before and "Saken er hos Rådgiver A. Den har ingen plan ennå." in page
    assert (
        page.count("Saken er hos") == 1
        and page.count("Jeg har snakket med") == before.count("Jeg har snakket med") == 2
    )
    assert f"/sak/{case.pk}" in page and "Saken er hos deg." in see("counsellor")
    a_plan(case, by="counsellor")
    assert "Saken er hos Rådgiver A. Neste: planen evalueres torsdag 20. november." in see()
    call_own_meeting(
        pupil=case.pupil, school=cast.school, case=case, kind="network", starts_at=AT + dt.timedelta(days=60), minutes=30,
        place="Rom 4", link="", wish="Uka", form_id=uuid.uuid4(), by="counsellor", at=AT,
    )  # fmt: skip
    assert "Neste: møte om 3 dager." in see()
    assert pupils_waiting_for(cast.users["contact_a"], clock.now()) == 2, "the weekly digest counts the same"
    assert len(waiting([cast.pupils[name].pk for name in ("a1", "a2")], TODAY)) == 2, "and so do the school's figures"


def test_a_case_the_reader_may_not_see_is_not_told_of(cast, raise_flag, see):
    """What a school she has left opened stays with it."""
    raise_flag("b1")
    a_case_of(cast, "a1")
    assert "Saken er hos" not in see("contact_b")
