"""A case has one responsible adult from the first moment to the last, and every step is written."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError

from tettpaa.assess.cases import actions, handing, members, queries
from tettpaa.assess.cases.models import Case, CaseStep, Handing
from tettpaa.assess.cases.states import state_of
from tettpaa.assess.concerns.actions import answer_concern, tell_concern, withdraw_concern
from tettpaa.assess.concerns.models import Concern
from tettpaa.assess.concerns.queries import concerns_told_by, waiting_concerns
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.audit.models import AuditEvent

AT = dt.datetime(2025, 10, 14, 9, tzinfo=dt.UTC)
TODAY = AT.date()
LATER = AT + dt.timedelta(days=1)
WHY = "Borte hver mandag"


def opened(cast, pupil="a1", by="contact_a") -> Case:
    return actions.open_case(
        pupil=cast.pupils[pupil],
        school=cast.school,
        because="flag",
        reason=WHY,
        responsible=cast.users[by],
        by=by,
        at=AT,
    )


def told(cast, **changed) -> Concern:
    given = {
        "pupil": cast.pupils["a1"], "about": "well_being", "line": "Sitter alene", "teller": "staff",
        "form_id": uuid.uuid4(), "by": "subject", "at": AT,
    }  # fmt: skip
    return tell_concern(**given | changed)


def events(case) -> list[str]:
    rows = AuditEvent.objects.filter(object_kind="case", object_id=str(case.pk)).order_by("pk")
    return list(rows.values_list("action", flat=True))


def test_a_case_is_opened_waits_is_taken_up_closed_and_reopened(cast):
    case = opened(cast)
    with pytest.raises(ValidationError, match="alt en sak"):
        opened(cast, by="counsellor")
    actions.wait_case(case=case, until=dt.date(2025, 10, 28), reason="Time hos fastlegen", by="contact_a", at=AT)
    teacher = cast.users["contact_a"]
    assert not queries.calling(teacher, [case.pupil_id], dt.date(2025, 10, 27))
    assert queries.calling(teacher, [case.pupil_id], dt.date(2025, 10, 28)).get() == case
    assert not queries.calling(cast.users["counsellor"], [case.pupil_id], dt.date(2025, 10, 28))
    actions.resume_case(case=case, reason="Timen er holdt", by="contact_a", at=LATER)
    actions.close_case(case=case, outcome="reached", evaluation="Ukentlige samtaler virket", by="contact_a", at=LATER)
    assert not queries.live_cases([case.pupil_id])
    actions.reopen_case(case=case, reason="Borte igjen", by="contact_a", at=LATER)
    assert (case.state, case.outcome, case.responsible) == ("open", "", cast.users["contact_a"])
    assert [step.state for step in queries.steps_of(case)] == ["open", "waiting", "open", "closed", "open"]
    assert events(case) == [
        "case_opened",
        "case_member_added",
        "case_waits",
        "case_resumed",
        "case_closed",
        "case_reopened",
        "case_member_added",
    ]
    assert not AuditEvent.objects.filter(details__icontains="fastlegen").exists()


@pytest.mark.parametrize(
    "act", ["resume_case", "reopen_case"],
)  # fmt: skip
def test_an_act_that_leads_nowhere_from_here_is_refused_and_leaves_nothing(cast, act):
    case = opened(cast)
    with pytest.raises(ValidationError, match="Følges opp"):
        getattr(actions, act)(case=case, reason="Hvorfor", by="contact_a", at=AT)
    assert CaseStep.objects.filter(case=case).count() == events(case).count("case_opened") == len(events(case)) - 1


def test_a_case_opened_by_mistake_stays_to_be_read_as_that_and_another_may_be_opened(cast):
    case = opened(cast)
    actions.withdraw_case(case=case, reason="Feil elev", by="contact_a", at=AT)
    assert state_of(case.state, case.waits_until, TODAY).key == "withdrawn"
    assert opened(cast).pk != case.pk
    with pytest.raises(ValidationError):
        actions.reopen_case(case=case, reason="Likevel", by="contact_a", at=AT)


def test_the_baton_moves_only_when_the_other_accepts(cast):
    case, counsellor = opened(cast), cast.users["counsellor"]
    offer = handing.offer_case(case=case, to=counsellor, reason="Trenger rådgiver", by="contact_a", at=AT)
    case.refresh_from_db()
    assert case.responsible == cast.users["contact_a"]
    with pytest.raises(ValidationError, match="alt tilbudt"):
        handing.offer_case(case=case, to=cast.users["leader"], reason="Leder", by="contact_a", at=AT)
    handing.decline_case(handing=offer, reason="Har ikke tid før ferien", by="counsellor", at=AT)
    case.refresh_from_db()
    assert case.responsible == cast.users["contact_a"]
    again = handing.offer_case(case=case, to=counsellor, reason="Etter ferien", by="contact_a", at=LATER)
    assert queries.offers_to(counsellor).get() == again
    handing.accept_case(handing=again, by="counsellor", at=LATER)
    case.refresh_from_db()
    assert case.responsible == counsellor
    assert {member.assignment.user for member in queries.members_of(case, LATER)} == {
        counsellor,
        cast.users["contact_a"],
    }
    with pytest.raises(ValidationError, match="alt besvart"):
        handing.decline_case(handing=again, reason="Likevel ikke", by="counsellor", at=LATER)


def test_a_member_sees_the_pupil_while_the_case_lasts(cast):
    case, subject = opened(cast, pupil="b1", by="contact_b"), cast.users["subject"]
    pupil = cast.pupils["b1"]
    assert pupil not in Rights(subject, AT).pupils("flag_read")
    member = members.add_member(case=case, user=subject, reason="Kjenner eleven", by="contact_b", at=AT)
    assert members.add_member(case=case, user=subject, reason="En gang til", by="contact_b", at=AT) == member
    assert pupil in Rights(subject, LATER).pupils("flag_read")
    members.remove_member(member=member, by="contact_b", at=LATER)
    assert pupil not in Rights(subject, LATER).pupils("flag_read")
    members.add_member(case=case, user=subject, reason="Med igjen", by="contact_b", at=LATER)
    closed = LATER + dt.timedelta(days=1)
    actions.close_case(case=case, outcome="reached", evaluation="Godt nok", by="contact_b", at=closed)
    assert pupil not in Rights(subject, closed).pupils("flag_read")


def test_the_responsible_is_not_taken_out_before_the_case_is_handed_on(cast):
    case = opened(cast)
    member = members.live_member(case, cast.users["contact_a"], LATER)
    with pytest.raises(ValidationError, match="videre først"):
        members.remove_member(member=member, by="leader", at=LATER)


def test_closing_takes_back_an_offer_in_the_air(cast):
    case = opened(cast)
    handing.offer_case(case=case, to=cast.users["counsellor"], reason="Ferie", by="contact_a", at=AT)
    actions.close_case(case=case, outcome="ordinary", evaluation="Går bra", by="contact_a", at=LATER)
    assert not queries.offers_to(cast.users["counsellor"])
    assert Handing.objects.get().is_accepted is False


def test_a_concern_waits_until_it_is_answered_and_who_told_it_sees_the_answer(cast):
    concern = told(cast)
    assert told(cast, form_id=concern.form_id).pk == concern.pk
    assert waiting_concerns([concern.pupil_id]).get() == concern
    answer_concern(concern=concern, answer="no_need", line="Vi snakket i går", by="contact_a", at=LATER)
    assert not waiting_concerns([concern.pupil_id])
    assert concerns_told_by("subject").get().answer_line == "Vi snakket i går"
    with pytest.raises(ValidationError, match="alt besvart"):
        answer_concern(concern=concern, answer="spoke", by="contact_a", at=LATER)
    actions_written = AuditEvent.objects.filter(object_kind="concern").order_by("pk").values_list("action", flat=True)
    assert list(actions_written) == ["concern_told", "concern_answered"]


def test_the_same_words_told_again_while_they_wait_are_the_same_concern(cast):
    concern = told(cast)
    assert told(cast, line=" Sitter alene ").pk == concern.pk
    others = {told(cast, **other).pk for other in ({"by": "contact_a"}, {"about": "absence"}, {"line": "Sitter ute"},
                                                   {"pupil": cast.pupils["a2"]})}  # fmt: skip
    assert len(others | {concern.pk}) == 5
    answer_concern(concern=concern, answer="spoke", by="contact_a", at=LATER)
    assert told(cast).pk != concern.pk


def test_a_concern_without_words_or_kind_leaves_nothing_and_a_withdrawn_one_waits_no_more(cast):
    with pytest.raises(ValidationError) as refused:
        told(cast, line=" ", about="")
    assert set(refused.value.message_dict) == {"line", "about"}
    concern = told(cast)
    withdraw_concern(concern=concern, reason="Feil elev", by="subject", at=AT)
    assert Concern.objects.get().line == "Sitter alene"
    assert not waiting_concerns([concern.pupil_id]) and not concerns_told_by("subject")
