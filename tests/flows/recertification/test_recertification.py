"""Once a quarter given access is kept by somebody else than who has it, or it ends; unanswered it lapses."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.builders import AT, a_user, grant
from tests.cast import TODAY
from tests.signed_in import SignedInClient
from tettpaa.config.schedule import JOBS
from tettpaa.kit.clock import OSLO
from tettpaa.trust.access.models import Assignment, RoleGrant, Substitution
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.recertification.actions import keep_access, lapse_unanswered
from tettpaa.trust.recertification.models import Review, Round

OPENS = dt.datetime(2025, 10, 14, 1, 5, tzinfo=OSLO)
DUE = dt.date(2025, 11, 4)
JOB = next(job for job in JOBS if job.name == "access_rounds")


@pytest.fixture
def given(cast):
    """A counsellor by grant, a case member and a substitute at school A, the owner's three, and a round about them."""
    cast.users["granted"] = a_user("granted")
    grant(cast.users["granted"], RoleGrant.Role.COUNSELLOR, cast.owner, cast.school)
    in_a_year = AT + dt.timedelta(days=365)
    told = {"begins_at": AT, "reason": "Til prøvene", "granted_by": "tests", "granted_at": AT}
    Assignment.objects.create(
        user=cast.users["contact_b"], pupil=cast.pupils["a1"], role="case_member", ends_at=in_a_year, **told
    )
    Substitution.objects.create(user=cast.users["contact_b"], group=cast.class_a, ends_at=in_a_year, **told)
    ends_by_itself = dt.datetime(2025, 10, 20, tzinfo=OSLO)
    Substitution.objects.create(user=cast.users["subject"], group=cast.class_b, ends_at=ends_by_itself, **told)
    assert JOB.is_due(cast.owner, OPENS)
    JOB.work(cast.owner, OPENS)
    return cast


def signed_in(user) -> SignedInClient:
    client = SignedInClient()
    client.force_login(user)
    return client


def review_of(username: str, kind: str = "role") -> Review:
    return Review.objects.get(user__username=username, kind=kind)


def test_a_round_asks_once_about_all_that_stands(given):
    asked = set(Review.objects.values_list("user__username", "kind", "school__name"))
    assert asked == {
        ("granted", "role", "Skole A"), ("contact_b", "assignment", "Skole A"), ("contact_b", "substitution", "Skole A"),
        ("analyst", "role", None), ("rule_editor", "role", None), ("administrator", "role", None),
    }  # fmt: skip
    assert Round.objects.get().answer_by == DUE
    assert not JOB.is_due(given.owner, OPENS)
    JOB.work(given.owner, OPENS)
    assert Review.objects.count() == 6
    assert AuditEvent.objects.filter(action="access_review_opened").count() == 1


def test_the_leader_keeps_those_ticked_and_what_is_ended_is_gone_at_the_next_request(given):
    leader, assigned = signed_in(given.users["leader"]), signed_in(given.users["contact_b"])
    pupil = reverse("pupil", kwargs={"key": given.pupils["a1"].pk})
    assert assigned.get(pupil).status_code == 200
    page = leader.get(reverse("who_has_access")).text
    assert "Med i oppfølgingssaken for Elev A1" in page
    assert "Vikar i 1STA" in page
    assert "3 tilganger må bekreftes innen" in page
    assert "analytiker" not in page
    logged = AccessRecord.objects.get(page="who_has_access")
    assert (logged.pupil_key, logged.by, logged.purpose) == (given.pupils["a1"].pk, "leader", "review")
    assert "3 tilganger faller bort etter 04.11.2025" in leader.get(reverse("classes")).text
    assert (
        leader.post(reverse("who_has_access"), {"end": review_of("contact_b", "assignment").reference}).status_code
        == 302
    )
    assert (
        leader.post(reverse("who_has_access"), {"end": review_of("contact_b", "substitution").reference}).status_code
        == 302
    )
    assert assigned.get(pupil).status_code == 404
    leader.post(reverse("who_has_access"), {"keep": [review_of("granted").reference, review_of("analyst").reference]})
    assert set(Review.objects.exclude(answer="").values_list("user__username", "kind", "answer", "answered_by")) == {
        ("contact_b", "assignment", "ended", "leader"), ("contact_b", "substitution", "ended", "leader"),
        ("granted", "role", "kept", "leader"),
    }  # fmt: skip
    actions = set(AuditEvent.objects.filter(by="leader").values_list("action", flat=True))
    assert {"access_kept", "access_ended", "assignment_ended", "substitution_ended"} <= actions
    assert signed_in(given.users["granted"]).get(pupil).status_code == 200


def test_nobody_else_answers_and_nobody_for_their_own(given):
    asked = review_of("granted").reference
    for name in ("granted", "contact_a", "leader_elsewhere"):
        signed_in(given.users[name]).post(reverse("who_has_access"), {"keep": asked})
    signed_in(given.users["administrator"]).post(
        reverse("owner_access"), {"keep": [asked, review_of("administrator").reference]}
    )
    assert not Review.objects.exclude(answer="").exists()
    with pytest.raises(ValidationError, match="En annen må bekrefte"):
        keep_access(review=review_of("administrator"), by="administrator", at=OPENS, on=TODAY)
    owners = signed_in(given.users["administrator"])
    page = owners.get(reverse("owner_access")).text
    assert "Skoleeiers analytiker" in page
    assert "Elev A1" not in page
    owners.post(reverse("owner_access"), {"keep": review_of("analyst").reference})
    assert review_of("analyst").answered_by == "administrator"


def test_a_leader_who_stands_alone_is_answered_for_by_the_owner(cast):
    alone = cast.users["leader_elsewhere"]
    grant(alone, RoleGrant.Role.LEADER, cast.owner, cast.school_elsewhere)
    grant(cast.users["leader"], RoleGrant.Role.LEADER, cast.owner, cast.school)
    second = cast.users["second"] = a_user("second")
    grant(second, RoleGrant.Role.LEADER, cast.owner, cast.school)
    JOB.work(cast.owner, OPENS)
    signed_in(alone).post(reverse("who_has_access"), {"keep": review_of("leader_elsewhere").reference})
    assert review_of("leader_elsewhere").answer == ""
    asked = [review_of(name).reference for name in ("leader", "leader_elsewhere", "second")]
    signed_in(cast.users["administrator"]).post(reverse("owner_access"), {"keep": asked})
    assert list(Review.objects.exclude(answer="").values_list("user__username", flat=True)) == ["leader_elsewhere"]
    signed_in(second).post(reverse("who_has_access"), {"keep": asked})
    assert (review_of("leader").answered_by, review_of("second").answer) == ("second", "")


def test_what_nobody_answers_is_reminded_of_and_lapses_also_when_killed_on_the_way(given, monkeypatch):
    keep_access(review=review_of("granted"), by="leader", at=OPENS, on=TODAY)
    opened = Round.objects.get()
    a_week_before = OPENS.replace(month=10, day=28)
    assert JOB.is_due(given.owner, a_week_before)
    JOB.work(given.owner, a_week_before)
    assert AuditEvent.objects.get(action="access_review_reminded").details == {"waiting": 5}
    assert not JOB.is_due(given.owner, a_week_before)
    last_day, after = dt.date(2025, 11, 4), OPENS.replace(month=11, day=5)
    with pytest.raises(ValidationError, match="Fristen er ikke ute"):
        lapse_unanswered(opened=opened, by="worker", at=OPENS, on=last_day)
    real = Review.save

    def dies_at_the_third(self, **told):
        if Review.objects.filter(answer="lapsed").count() == 2:
            raise RuntimeError("killed")
        real(self, **told)

    with monkeypatch.context() as broken:
        broken.setattr(Review, "save", dies_at_the_third)
        with pytest.raises(RuntimeError):
            JOB.work(given.owner, after)
    assert Review.objects.filter(answer="lapsed").count() == 2
    assert JOB.is_due(given.owner, after)
    JOB.work(given.owner, after)
    assert Review.objects.filter(answer="lapsed").count() == 5
    assert Round.objects.get(pk=opened.pk).closed_at == after
    assert AuditEvent.objects.get(action="access_review_closed").details["lapsed"] == 5
    assert set(RoleGrant.objects.exclude(valid_to=None).values_list("user__username", "valid_to")) == {
        (name, last_day) for name in ("analyst", "rule_editor", "administrator")
    }  # fmt: skip
    assert not Assignment.objects.filter(ends_at__gt=after).exists()
    assert not Substitution.objects.filter(ends_at__gt=after).exists()
    assert RoleGrant.objects.get(user__username="granted").valid_to is None
    # The next quarter has begun in the meantime, and asks about what is left.
    assert [each.user.username for each in Review.objects.filter(round__closed_at=None)] == ["granted"]
