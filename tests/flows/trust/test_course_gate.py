"""The privacy course as a gate: closed where the owner asks it, and nowhere else; it tells nothing it should not."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.builders import grant
from tests.cast import TODAY
from tettpaa.kit import clock
from tettpaa.proofs.walk.visits import ask
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.course.actions import set_requirement
from tettpaa.trust.course.models import CourseCompletion, CourseRequirement
from tettpaa.trust.course.rules import course_on
from tettpaa.trust.openings.actions import open_in_emergency

RIGHT = {f"q{place}": question.right for place, question in enumerate(course_on(TODAY).questions)}


@pytest.fixture
def asked(cast):
    """The owner asks the course, but not of emergency openings."""
    ask_it(cast)
    return cast


def ask_it(cast, **told):
    wish = {
        "is_required": True,
        "covers_emergency": False,
        "valid_from": TODAY,
        "reason": "Vedtatt av skoleeier",
    } | told
    set_requirement(owner=cast.owner, **wish, by="administrator", at=clock.now(), on=TODAY)


def pupil_page(cast, name="a1") -> str:
    return reverse("pupil", args=[cast.pupils[name].pk])


def test_nobody_is_asked_until_the_owner_switches_it_on_by_page(cast, client):
    client.force_login(cast.users["contact_a"])
    assert client.get(pupil_page(cast)).status_code == 200
    page = reverse("course:requirement")
    assert client.get(page).status_code == 404
    client.force_login(cast.users["administrator"])
    wish = {"is_required": "on", "valid_from": TODAY + dt.timedelta(days=1), "reason": "Vedtatt av skoleeier"}
    assert client.post(page, wish | {"reason": ""}).status_code == 422
    assert client.post(page, wish).status_code == 302
    assert "Ikke krevd" in client.get(page).content.decode(), "it begins tomorrow"
    client.force_login(cast.users["contact_a"])
    assert client.get(pupil_page(cast)).status_code == 200
    ask_it(cast)
    assert client.get(pupil_page(cast)).status_code == 302
    assert AuditEvent.objects.filter(action="course_requirement_set").count() == CourseRequirement.objects.count() == 2


def test_pages_with_pupils_open_when_the_course_is_taken_and_close_when_it_has_run_out(asked, client):
    client.force_login(asked.users["contact_a"])
    course = reverse("course:course")
    for where in (pupil_page(asked), reverse("class", args=[asked.class_a.pk]), reverse("my_day")):
        assert client.get(where).headers["Location"] == f"{course}?next={where.replace('/', '%2F')}"
    part = client.get(pupil_page(asked), headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"].startswith(course)
    assert not AccessRecord.objects.exists()
    assert "Ta kurset for å gå videre" in client.get(course, {"next": pupil_page(asked)}).content.decode()
    wrong = client.post(course, RIGHT | {"q0": 1, "next": pupil_page(asked)})
    assert wrong.status_code == 422 and "tjenstlig behov" in wrong.content.decode()
    assert not CourseCompletion.objects.exists()
    assert client.post(course, RIGHT | {"next": pupil_page(asked)}).headers["Location"] == pupil_page(asked)
    done = CourseCompletion.objects.get()
    assert (done.number, done.valid_to) == (1, dt.date(2026, 10, 14))
    assert client.get(pupil_page(asked)).status_code == 200
    assert client.get(reverse("my_day")).status_code == 200
    assert AuditEvent.objects.get(action="course_completed").object_id == str(asked.users["contact_a"].pk)
    CourseCompletion.objects.update(valid_to=TODAY - dt.timedelta(days=1))
    assert client.get(pupil_page(asked)).status_code == 302


def test_the_gate_tells_nothing_and_leads_only_to_our_own_pages(asked, client):
    client.force_login(asked.users["contact_a"])
    strange, absent = ask(client, pupil_page(asked, "b1")), ask(client, reverse("pupil", args=[1]))
    assert strange.status == absent.status == 404
    assert strange.body.replace(str(asked.pupils["b1"].pk), "1") == absent.body
    answer = client.post(reverse("course:course"), RIGHT | {"next": "https://annet.example/"})
    assert answer.headers["Location"] == reverse("start")


def test_who_names_no_pupils_and_who_belongs_to_another_owner_are_not_asked(asked, client):
    client.force_login(asked.users["analyst"])
    assert client.get(reverse("owner")).status_code == 200
    client.force_login(asked.users["administrator"])
    assert client.get(reverse("imports:list")).status_code == 200
    client.force_login(asked.users["nobody"])
    assert client.get(reverse("course:course")).status_code == 200


@pytest.mark.parametrize(("covers", "status"), [(False, 200), (True, 302)])
def test_the_owner_decides_whether_an_emergency_waits_for_the_course(cast, client, covers, status):
    ask_it(cast, covers_emergency=covers)
    user = cast.users["subject"]
    open_in_emergency(
        user=user, pupil=cast.pupils["b1"], reason="Eleven er ikke kommet hjem i natt", review_by=TODAY,
        by="subject", at=clock.now(),
    )  # fmt: skip
    client.force_login(user)
    assert client.get(reverse("emergency")).status_code == status
    assert client.get(pupil_page(cast, "b1")).status_code == status
    assert client.get(pupil_page(cast, "a1")).status_code == 302, "whom one teaches is no emergency"


def test_the_privacy_officer_may_switch_it_and_sees_how_many_have_done_it(asked, client):
    client.force_login(asked.users["contact_a"])
    client.post(reverse("course:course"), RIGHT)
    grant(asked.users["nobody"], RoleGrant.Role.PRIVACY_OFFICER, asked.owner)
    client.force_login(asked.users["nobody"])
    page = reverse("course:requirement")
    assert "1 ansatt har tatt kurset" in client.get(page).content.decode()
    client.post(page, {"valid_from": TODAY, "reason": "Innføres neste år i stedet"})
    client.force_login(asked.users["contact_b"])
    assert client.get(pupil_page(asked, "b1")).status_code == 200
