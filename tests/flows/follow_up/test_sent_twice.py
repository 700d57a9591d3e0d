"""A double click, and 'back and send again': what a form creates stands once, and who sent it lands where they did before."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse

from tests.cast import TODAY, Cast
from tests.families import Family, a_family
from tests.flows.plans.made import a_case, a_plan
from tettpaa.assess.cases.models import Case, CaseMember
from tettpaa.assess.concerns.models import Concern
from tettpaa.assess.documents.models import Document
from tettpaa.assess.talks.models import Contact
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.measures.models import GateProof, Measure
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.follow_up.meetings.actions import call_own_meeting
from tettpaa.follow_up.meetings.models import Invitation, Meeting
from tettpaa.follow_up.plans.models import Plan, PlanVersion
from tettpaa.follow_up.referrals.models import Referral
from tettpaa.kit import clock
from tettpaa.trust.exports.models import Export
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.sharing.models import Consent, Share

DAY = dt.timedelta(days=1)
FORM_ID = re.compile(r'name="form_id" value="([0-9a-f-]{36})"')


@dataclass
class Scene:
    """A pupil of 17 with a mother, and for those who ask, a case with a plan that holds."""

    cast: Cast
    family: Family

    @property
    def key(self) -> int:
        return self.family.pupil.pk

    def case(self) -> Case:
        return a_case(self.cast)

    def plan(self) -> Plan:
        return a_plan(self.case())

    def meeting(self) -> Meeting:
        return call_own_meeting(
            pupil=self.family.pupil, school=self.cast.school, case=None, kind="network", starts_at=clock.now() + 7 * DAY,
            minutes=30, place="Rom 4", link="", wish="Uka", form_id=uuid.uuid4(), by="contact_a", at=clock.now(),
        )  # fmt: skip

    def gated(self) -> Measure:
        contact = self.cast.users["contact_a"]
        return plan_measure(
            case=self.case(), wish=Wish("alternative_arena", "Gård", TODAY, TODAY + 20 * DAY, "Gården"),
            school=self.cast.school, responsible=contact, form_id=uuid.uuid4(), by="contact_a", at=clock.now(),
        )  # fmt: skip


Sent = tuple[str, dict]


def concern(scene: Scene) -> Sent:
    return reverse("concern_tell", args=[scene.key]), {"about": "well_being", "line": "Sitter alene"}


def contact(scene: Scene) -> Sent:
    said = {"on": TODAY, "channel": "in_person", "reached": "yes", "line": "Sover dårlig"}
    return reverse("contact", args=[scene.key]), said


def case(scene: Scene) -> Sent:
    return reverse("case_open", args=[scene.key]), {"because": "flag", "reason": "Borte hver mandag"}


def colleague(scene: Scene) -> Sent:
    told = {"to": scene.cast.users["counsellor"].username, "reason": "Kjenner eleven"}
    return reverse("case_act", args=[scene.case().pk, "deltaker"]), told


def consent(scene: Scene) -> Sent:
    asks = {"things": ["plan"], "receivers": "PP-rådgiveren", "purpose": "Råd om tiltak", "matter": "education"}
    return reverse("consent_ask", args=[scene.key]), asks


def sight(scene: Scene) -> Sent:
    asks = {"guardian": scene.family.mother.pk, "things": ["plan"], "purpose": "Mor er med på møtene"}
    return reverse("consent_ask_sight", args=[scene.key]), asks


def own_sight(scene: Scene) -> Sent:
    return reverse("own_let_see"), sight(scene)[1]


def share(scene: Scene) -> Sent:
    told = {
        "receiver": "Lærer B", "things": ["plan"], "purpose": "Råd om tiltak", "basis": "duty", "law": "§ 24-1",
        "necessity": "PP-rådgiveren skal gi råd om tiltakene i planen", "until": TODAY + 20 * DAY,
    }  # fmt: skip
    return reverse("share_give", args=[scene.key]), told


def document(scene: Scene) -> Sent:
    return reverse("add_document", args=[scene.key]), {"title": "Notat"}


def export(scene: Scene) -> Sent:
    told = {"purpose": "Oppmøtelisten til foreldremøtet i 1STA", "file_format": "csv"}
    return reverse("order_class_list", args=[scene.cast.class_a.pk]), told


def letter(scene: Scene) -> Sent:
    when = {"meets_on": TODAY + 7 * DAY, "meets_time": "10:00", "place": "Rom 12", "line": "Vi vil snakke om høsten"}
    return reverse("letter_write", args=[scene.key, "invitation"]), when


def meeting(scene: Scene) -> Sent:
    when = {"kind": "network", "wish": "Uka", "day": TODAY + 7 * DAY, "time": "10:00", "minutes": 30, "place": "Rom 4"}
    return reverse("meeting_call", args=[scene.key]), when


def by_name(scene: Scene) -> Sent:
    return reverse("meeting_invite", args=[scene.meeting().pk]), {"name": "Kari", "service": "BUP", "is_checked": "on"}


def measure(scene: Scene) -> Sent:
    told = {
        "line": "Ringer", "starts_on": TODAY, "planned_end": TODAY + 20 * DAY, "provider": "Lærer A",
        "responsible": scene.cast.users["contact_a"].username,
    }  # fmt: skip
    return reverse("measure_plan", args=[scene.case().pk, "home_visit"]), told


def proof(scene: Scene) -> Sent:
    return reverse("measure_prove", args=[scene.gated().pk, "way_back"]), {"line": "Tilbake i klassen etter jul"}


def referral(scene: Scene) -> Sent:
    told = {"reason": "Borte", "tried": "Samtaler", "asks": "Råd"}
    return reverse("referral_new", args=[scene.case().pk]), told


def own_view(scene: Scene) -> Sent:
    return reverse("own_view_say", args=[scene.plan().pk]), {"view": "Tirsdag er bedre"}


SENT: list[tuple[Callable[[Scene], Sent], type[Model], int, str]] = [
    (concern, Concern, 1, "contact_a"), (contact, Contact, 1, "contact_a"), (case, Case, 1, "contact_a"),
    (colleague, CaseMember, 2, "contact_a"), (consent, Consent, 1, "counsellor"), (sight, Consent, 1, "counsellor"),
    (own_sight, Consent, 1, "elev"), (share, Share, 1, "counsellor"), (document, Document, 1, "contact_a"),
    (export, Export, 1, "contact_a"), (letter, Letter, 1, "contact_a"), (meeting, Meeting, 1, "contact_a"),
    (by_name, Invitation, 1, "contact_a"), (measure, Measure, 1, "contact_a"), (proof, GateProof, 1, "contact_a"),
    (referral, Referral, 1, "counsellor"), (own_view, PlanVersion, 2, "elev"),
]  # fmt: skip


# The act gives the one that stands.
NEEDS_NO_ID = (case, colleague, by_name, proof)


@pytest.mark.parametrize(("what", "model", "rows", "by"), SENT, ids=[each[0].__name__ for each in SENT])
def test_the_same_form_sent_twice_is_one(cast, client, settings, tmp_path, what, model, rows, by):
    settings.TETTPAA_HOME = tmp_path
    scene = Scene(cast, a_family(cast, dt.date(2008, 5, 1)))
    address, told = what(scene)
    if by == "elev":
        client.force_login(scene.family.elev, strength=Strength.HIGH, persona="private")
    else:
        client.force_login(cast.users[by])
    page = client.get(address)
    found = FORM_ID.search(page.text)
    assert what in NEEDS_NO_ID or found, "a browser sends what stands in the page"
    told |= {"form_id": found[1] if found else str(uuid.uuid4())}
    for _again in (1, 2):
        file = {"file": SimpleUploadedFile("notat.txt", b"Et notat", "text/plain")} if what is document else {}
        answer = client.post(address, told | file)
        assert answer.status_code == 302, (
            answer.context and answer.context.get("form") and answer.context["form"].errors
        )
    assert model._default_manager.count() == rows
