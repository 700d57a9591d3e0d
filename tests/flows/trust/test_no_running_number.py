"""No page tells how many there are: neither an address, a button nor an element on it holds the running number of a row.

Some million rows that the reader may not know of have been written before: a number that tells so stands out.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import AutoField, Model
from django.urls import reverse

from tests.builders import AT, a_person, a_user, grant
from tests.cast import TODAY, Cast
from tests.flows.follow_up.standing import consent_in, observation_in, share_in
from tests.flows.follow_up.standing_before import case_in, contact_in, question_in
from tettpaa.assess.cases.members import add_member
from tettpaa.follow_up.meetings.teams import add_to_team, make_team
from tettpaa.kit import clock
from tettpaa.proofs.walk.visits import comparable
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.log_control.models import LogAlert
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.protection.actions import clear_user, raise_protection
from tettpaa.trust.recertification.actions import open_round
from tettpaa.trust.recertification.models import Review
from tettpaa.trust.retention.models import Run

BEFORE = 7_000_000
NUMBER = re.compile(r"(?<!\d)700\d{4}(?!\d)")
# How many of them there are is no secret: tests/repo/test_no_running_number.py says why.
COUNTED = {
    "places.Owner",
    "flags.RuleSet",
    "stairs.OwnStairs",
    "guardians.FieldChoice",
    "disclosure.RoundingChoice",
    "retention.Run",
}


@dataclass(frozen=True)
class Page:
    """Who reads which page, and what stands there in the number's stead."""

    reader: str
    address: str
    stands: str
    persona: str = "staff"


@pytest.fixture
def far_along(db) -> None:
    """Every table goes on from a number that no page has by chance."""
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if isinstance(model._meta.pk, AutoField) and model._meta.label not in COUNTED:
                _go_on_from(cursor, model, BEFORE)


def _go_on_from(cursor, model: type[Model], number: int) -> None:
    table, column = model._meta.db_table, model._meta.pk.column
    if connection.vendor == "postgresql":
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, column, number])
    else:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])


def _a_user_who(cast: Cast, name: str, role: str, *, at_school: bool = True) -> None:
    cast.users[name] = a_user(name, a_person(cast.owner, "Prøve", name.title()))
    grant(cast.users[name], role, cast.owner, cast.school if at_school else None)


def _pupil(cast: Cast, name: str) -> str:
    return reverse(name, args=[cast.pupils["a1"].pk])


def question(cast: Cast) -> list[Page]:
    asked = question_in(cast, "open")
    return [Page("contact_a", reverse("my_day"), reverse("answer", args=[asked.reference]))]


def answered_question(cast: Cast) -> list[Page]:
    asked = question_in(cast, "answered")
    return [Page("contact_a", _pupil(cast, "pupil"), reverse("answer_void", args=[asked.reference]))]


def contact(cast: Cast) -> list[Page]:
    line = contact_in(cast, "reached")
    more = reverse("talk_hold", args=[cast.pupils["a1"].pk, "fravar"])
    return [
        Page("contact_a", _pupil(cast, "pupil"), reverse("contact_void", args=[line.reference])),
        Page("contact_a", f"{more}?kontakt={line.reference}", f'name="contact" value="{line.reference}"'),
    ]


def asked_consent(cast: Cast) -> list[Page]:
    consent = consent_in(cast, "asked")
    cast.users["a1"] = a_user("a1", cast.pupils["a1"])
    record = reverse("consent_record", args=[consent.pupil_id, consent.reference])
    return [
        Page("counsellor", _pupil(cast, "sharing"), record),
        Page("a1", reverse("own_sharing"), reverse("own_consent_answer", args=[consent.reference]), "private"),
    ]


def consent_and_share(cast: Cast) -> list[Page]:
    consent, share = consent_in(cast, "given"), share_in(cast, "running")
    here = _pupil(cast, "sharing")
    return [
        Page("counsellor", here, reverse("consent_withdraw", args=[consent.pupil_id, consent.reference])),
        Page("counsellor", here, reverse("share_end", args=[share.pupil_id, share.reference])),
        Page("counsellor", _pupil(cast, "share_give"), f'value="consent:{consent.reference}"'),
    ]


def observation(cast: Cast) -> list[Page]:
    seen = observation_in(cast, "seen")
    void = reverse("observation_void", args=[seen.measure_id, seen.weeks])
    return [Page("contact_a", reverse("measure", args=[seen.measure_id]), void)]


def case_member(cast: Cast) -> list[Page]:
    case = case_in(cast, "open")
    member = add_member(case=case, user=cast.users["counsellor"], reason="Kjenner eleven", by="contact_a", at=AT)
    out = reverse("case_member_remove", args=[case.pk, member.assignment.reference])
    return [
        Page("contact_a", reverse("case", args=[case.pk]), out),
        Page("contact_a", reverse("case_act", args=[case.pk, "deltaker"]), 'value="leader"'),
        Page("contact_a", reverse("measure_plan", args=[case.pk, "home_visit"]), 'value="contact_a"'),
        Page("leader", reverse("school_numbers", args=[cast.school.pk]), "?hos=contact_a"),
    ]


def team_member(cast: Cast) -> list[Page]:
    team = make_team(school=cast.school, kind="tt", name="TT", form_id=uuid.uuid4(), by="leader", at=AT)
    member = add_to_team(team=team, user=cast.users["counsellor"], by="leader", at=AT)
    here = reverse("team", args=[team.pk])
    return [
        Page("leader", here, reverse("team_take_out", args=[team.pk, member.reference])),
        Page("leader", here, 'value="contact_a"'),
    ]


def opening(cast: Cast) -> list[Page]:
    opened = Opening.objects.create(
        user=cast.users["contact_b"], pupil=cast.pupils["a1"], reason="Kom gråtende til meg", begins_at=AT,
        ends_at=AT + dt.timedelta(hours=4), review_by=TODAY,
    )  # fmt: skip
    return [Page("leader", reverse("openings"), reverse("opening_review", args=[opened.reference]))]


def alert(cast: Cast) -> list[Page]:
    found = LogAlert.objects.create(
        owner=cast.owner, school=cast.school, reader="contact_b", rule="sample", on=TODAY, first_at=AT, last_at=AT,
        found_on=TODAY, due_on=TODAY, responsible=cast.users["leader"],
    )  # fmt: skip
    return [Page("leader", reverse("log_control"), reverse("log_alert", args=[found.reference]))]


def protection(cast: Cast) -> list[Page]:
    _a_user_who(cast, "custodian", RoleGrant.Role.CUSTODIAN)
    pupil = cast.pupils["a1"]
    held = raise_protection(person=pupil, grade="strict", source="Folkeregisteret", by="custodian", at=AT)
    told = {"reason": "Følger opp eleven", "since": AT.date(), "until": None, "by": "custodian", "at": AT}
    named = clear_user(user=cast.users["contact_a"], pupil=pupil, **told)
    open_round(owner=cast.owner, by="tests", at=clock.now(), on=TODAY)
    one = reverse("protection_one", args=[held.reference])
    return [
        Page("custodian", reverse("protection"), one),
        Page("custodian", one, reverse("protection_end_clearance", args=[held.reference, named.reference])),
        Page("custodian", reverse("protection_review"), f'name="keep" value="{named.reference}"'),
    ]


def access(cast: Cast) -> list[Page]:
    _a_user_who(cast, "granted", RoleGrant.Role.COUNSELLOR)
    open_round(owner=cast.owner, by="tests", at=clock.now(), on=TODAY)
    review = Review.objects.get(user=cast.users["granted"])
    return [Page("leader", reverse("who_has_access"), f'name="keep" value="{review.reference}"')]


def run(cast: Cast) -> list[Page]:
    _a_user_who(cast, "officer", RoleGrant.Role.PRIVACY_OFFICER, at_school=False)
    planned = Run.objects.create(owner=cast.owner, kind="retention", as_of=TODAY, planned_by="drift", planned_at=AT)
    return [Page("officer", reverse("removal"), reverse("removal_run", args=[planned.reference]))]


@pytest.mark.parametrize(
    "happens",
    [question, answered_question, contact, asked_consent, consent_and_share, observation, case_member, team_member,
     opening, alert, protection, access, run],
)  # fmt: skip
def test_no_page_tells_how_many_there_are(far_along, cast, client, happens: Callable[[Cast], list[Page]]):
    for page in happens(cast):
        client.force_login(cast.users[page.reader], strength=Strength.HIGH, persona=page.persona)
        shown = client.get(page.address).text
        assert page.stands in shown, f"{page.address} does not show what it should, so the rest proves nothing"
        assert NUMBER.findall(comparable(shown)) == [], page.address
