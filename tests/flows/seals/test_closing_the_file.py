"""What goes on at the old school ends as it stood; nothing is lost, and nobody is told by us."""

import pytest

from tests.flows.seals.life import AT, WORDS, follow_up
from tests.flows.seals.moved import SETTLED, closed, moves, new_staff
from tettpaa.assess.cases.handing import offer_case
from tettpaa.assess.cases.models import Case, Handing
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.meetings.models import Meeting, MeetingTask
from tettpaa.follow_up.plans.models import Plan, PlanVersion
from tettpaa.follow_up.referrals.models import Referral
from tettpaa.follow_up.sealing import close_file
from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.outbox.models import Message
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.seals.models import Seal
from tettpaa.trust.seals.queries import sealable_models
from tettpaa.trust.sharing.models import Consent, Share

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(cast):
    """A pupil followed up in every way, whose case was just offered to another, has changed school."""
    new_staff(cast)
    things = follow_up(cast)
    offer_case(case=things["case"], to=cast.users["counsellor"], reason="Overtar", by="contact_a", at=AT)
    moves(cast)
    before = (Message.objects.count(), Delivery.everything.count())
    closed(cast)
    assert (Message.objects.count(), Delivery.everything.count()) == before, "nobody is told"
    return cast


def test_what_goes_on_ends_as_it_stood(left):
    case = Case.everything.get()
    assert (case.state, case.outcome) == ("closed", "moved") and "byttet skole" in case.evaluation
    assert Handing.objects.get().is_accepted is False
    measure = Measure.everything.get()
    assert (measure.state, measure.outcome, measure.helped, measure.line) == (
        "ended", "moved", "unknown", WORDS["measure"],
    )  # fmt: skip
    assert Plan.everything.get().state == "ended"
    assert PlanVersion.everything.get().problem == WORDS["plan"]
    assert Referral.everything.get().state == "withdrawn"


def test_what_lay_ahead_does_not_come(left):
    assert Meeting.everything.get(pupil=left.pupils["a1"]).state == "called_off"
    assert MeetingTask.everything.get().state == "dropped"
    assert sorted(Letter.everything.values_list("stopped_because", flat=True)) == ["", "not_here"]
    assert not Delivery.everything.filter(state__in=("queued", "failed")).exists()
    assert not Message.objects.filter(pupil=left.pupils["a1"], seen_at=None).exclude(to=left.pupils["a1"]).exists()


def test_what_anybody_was_let_see_is_over(left):
    assert not Assignment.everything.filter(ends_at__gt=SETTLED).exists()
    assert not Opening.everything.filter(ends_at__gt=SETTLED).exists()
    assert not Share.everything.filter(withdrawn_at=None).exists()
    assert Consent.everything.get().ended_how == "moved"


def test_every_kind_of_row_is_under_the_seal_and_none_is_left_outside(left):
    seal = Seal.objects.get()
    assert seal.sealed_at == SETTLED
    for model in sealable_models():
        rows = model.everything.filter(pupil=left.pupils["a1"])
        assert rows.exists() and set(rows.values_list("seal", flat=True)) == {seal.pk}, model
        assert not model.objects.filter(pupil=left.pupils["a1"]).exists(), model
    assert AuditEvent.objects.get(action="file_sealed").details["school"] == left.school.pk


def test_a_file_is_closed_once(left):
    before = AuditEvent.objects.count()
    close_file(seal=Seal.objects.get(), by="worker", at=SETTLED)
    closed(left)
    assert AuditEvent.objects.count() == before


def test_other_pupils_keep_theirs(cast):
    new_staff(cast)
    follow_up(cast, "a2")
    moves(cast, pupil="a1")
    closed(cast)
    assert Case.objects.get().state == "open" and not Case.everything.exclude(seal=None).exists()
