"""Mornings on the stairs: told first, moved then, once each, and never while something is missing."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.builders import a_flag
from tests.flows.plans.made import a_case, a_plan
from tests.flows.stairs.conftest import at_five
from tests.records import a_calendar, put
from tests.rights import rights_of
from tettpaa.assess.cases.actions import close_case, open_case, withdraw_case
from tettpaa.assess.talks.actions import answer_explanation, ask_explanation, record_contact
from tettpaa.config.schedule import JOBS
from tettpaa.follow_up.measures.actions import void_measure
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.follow_up.plans.evaluating import renew_plan
from tettpaa.follow_up.stairs import actions
from tettpaa.follow_up.stairs.actions import move_on
from tettpaa.follow_up.stairs.choices import held_at
from tettpaa.follow_up.stairs.models import StepTaken
from tettpaa.follow_up.stairs.queries import stands_of
from tettpaa.identify.flags.models import Flag, NightStep
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.stairs.tasks import tasks_for
from tettpaa.schools.people.models import Employment
from tettpaa.trust.audit.models import AuditEvent

NOTHING = {"told": 0, "moved": 0}


def october(day: int) -> dt.date:
    return dt.date(2025, 10, day)


def tried(pupil, day: int, channel: str = "phone", *, was_reached: bool = False) -> None:
    line = "Kommer i morgen" if was_reached else ""
    record_contact(
        pupil=pupil, on=october(day), channel=channel, was_reached=was_reached, line=line, by="contact_a",
        at=at_five(october(day)),
    )  # fmt: skip


def told_to(kind: str) -> set[str]:
    return {str(message.to) for message in Message.objects.filter(kind=kind)}


def stand(pupil, day: int):
    return stands_of([pupil.key], october(day))[0]


def test_those_concerned_are_told_and_the_next_takes_over_two_school_days_later(flagged, choose, morning):
    choose("glemmen")
    assert [morning(day) for day in (7, 8, 9)] == [NOTHING] * 3
    assert morning(10) == {"told": 1, "moved": 0}
    assert told_to("stairs_near") == {"Lærer A", "Leder A"} and not told_to("stairs_moved")
    assert Message.objects.filter(is_urgent=True, pupil=flagged).count() == 2
    assert morning(13) == NOTHING
    assert morning(14) == {"told": 0, "moved": 1}
    assert told_to("stairs_moved") == {"Lærer A", "Leder A"}
    after = stand(flagged, 14)
    assert (after.place.step, after.has, after.place.due_on) == (1, "department_head", october(21))
    actions_logged = (
        AuditEvent.objects.filter(object_kind="stairs_step").order_by("pk").values_list("action", flat=True)
    )
    assert list(actions_logged) == ["stairs_told", "stairs_moved"]


def test_a_morning_that_is_run_again_does_nothing_twice(flagged, choose, morning):
    choose("glemmen")
    for day in (10, 10, 14, 14):
        morning(day)
    assert StepTaken.objects.count() == 2 and Message.objects.count() == 4
    before = stand(flagged, 14)
    with pytest.raises(ValidationError, match="ikke gå videre"):
        move_on(stand=before, on=october(14), by="worker", at=at_five(october(14)))


def test_two_who_move_a_pupil_at_once_move_it_once(flagged, choose, morning):
    choose("glemmen")
    morning(10)
    held = stand(flagged, 14)
    assert move_on(stand=held, on=october(14), by="worker", at=at_five(october(14)))
    assert not move_on(stand=held, on=october(14), by="worker", at=at_five(october(14)))
    assert StepTaken.objects.filter(kind="came").count() == 1


def test_a_morning_killed_while_telling_leaves_nothing_and_is_carried_on(flagged, choose, morning, monkeypatch):
    choose("glemmen")
    with monkeypatch.context() as killed:
        killed.setattr(actions, "record_event", _killed)
        with pytest.raises(RuntimeError):
            morning(10)
    assert not StepTaken.objects.exists() and not Message.objects.exists()
    assert morning(10) == {"told": 1, "moved": 0}


def _killed(**_told):
    raise RuntimeError("killed")


def test_a_stair_left_for_weeks_still_tells_before_it_moves(flagged, choose, morning):
    choose("glemmen", on=october(20))
    assert morning(27) == {"told": 1, "moved": 0}
    assert morning(28) == NOTHING
    assert morning(29) == {"told": 0, "moved": 1}


def test_a_missing_attempt_keeps_the_pupil_however_late(flagged, choose, morning):
    choose("fredrik_ii")
    tried(flagged, 7)
    morning(10)
    assert morning(20) == NOTHING
    kept = stand(flagged, 20).place
    assert kept.missing.attempts == 1 and kept.is_overdue(october(20))
    tried(flagged, 20, "message")
    assert morning(21) == {"told": 0, "moved": 1}
    assert stand(flagged, 21).has == "counsellor"


@pytest.mark.parametrize("key", ["glemmen", "fredrik_ii"])
def test_a_pupil_who_is_reached_is_off_the_stairs(flagged, choose, key):
    choose(key)
    tried(flagged, 7)
    assert stands_of([flagged.key], october(8))
    tried(flagged, 8, "phone", was_reached=True)
    assert not stands_of([flagged.key], october(8))


def test_week_40_asks_for_measures_and_not_only_a_talk_or_a_case(cast, flagged, choose):
    """'Tiltak uansett': a case opened and nothing done keeps the pupil where she is."""
    Flag.objects.update(raised_on=dt.date(2025, 9, 15))
    choose("week_40")
    tried(flagged, 1, "in_person", was_reached=True)
    assert stand(flagged, 2).place.due_on == october(3)
    case = open_case(
        pupil=flagged, school=cast.school, because="flag", reason="Borte", responsible=cast.users["contact_a"],
        by="contact_a", at=at_five(october(2)),
    )  # fmt: skip
    assert stands_of([flagged.key], october(2))
    measure = plan_measure(
        case=case, wish=Wish("home_visit", "Hjemme hos eleven", october(6), october(8), "Kontaktlærer"),
        school=cast.school, responsible=cast.users["contact_a"], form_id=uuid.uuid4(), by="contact_a",
        at=at_five(october(2)),
    )  # fmt: skip
    assert not stands_of([flagged.key], october(20))
    void_measure(measure=measure, reason="Feil elev", by="contact_a", at=at_five(october(3)))
    assert stands_of([flagged.key], october(3))


def test_a_closed_case_ends_the_stairs_through_that_day(cast, flagged, choose):
    choose("glemmen")
    case = open_case(
        pupil=flagged, school=cast.school, because="flag", reason="Borte", responsible=cast.users["contact_a"],
        by="contact_a", at=at_five(october(7)),
    )  # fmt: skip
    close_case(case=case, outcome="ordinary", evaluation="Går bedre", by="contact_a", at=at_five(october(9)))
    assert not stands_of([flagged.key], october(20))
    Flag.objects.update(raised_on=october(13))
    assert stand(flagged, 20).since == october(13)


def test_a_case_opened_by_mistake_ends_nothing(cast, flagged, choose):
    choose("glemmen")
    case = open_case(
        pupil=flagged, school=cast.school, because="flag", reason="Borte", responsible=cast.users["contact_a"],
        by="contact_a", at=at_five(october(8)),
    )  # fmt: skip
    assert not stands_of([flagged.key], october(9))
    withdraw_case(case=case, reason="Feil elev", by="contact_a", at=at_five(october(9)))
    assert stands_of([flagged.key], october(9))


def test_an_explanation_ends_the_stairs_that_say_so(cast, flagged, choose):
    choose("fredrik_ii")
    choose("askim")
    asked = ask_explanation(
        pupil=flagged, contact_teacher=cast.users["contact_a"].person, facts={}, due_on=october(9), by="leader",
        at=at_five(october(7)),
    )  # fmt: skip
    assert len(stands_of([flagged.key], october(8))) == 2
    answer_explanation(asked=asked, answer="Innlagt til uke 45", by="contact_a", at=at_five(october(8)))
    assert [each.stairs.key for each in stands_of([flagged.key], october(8))] == ["askim"]


def test_where_the_school_has_no_counsellor_the_leader_takes_over(flagged, choose, morning):
    Employment.objects.filter(role="counsellor").update(valid_to=october(1))
    choose("askim")
    assert stand(flagged, 7).gets == "leader"
    for day in (9, 10):
        morning(day)
    moved = StepTaken.objects.get(kind="came")
    assert (
        moved.who == "leader" and "Leder A" in told_to("stairs_moved") and "Rådgiver A" not in told_to("stairs_moved")
    )


def test_without_a_calendar_nobody_is_moved(cast, choose, morning):
    a_flag(cast.pupils["a1"], cast.school, october(6))
    choose("glemmen")
    assert morning(31) == NOTHING
    assert stand(cast.pupils["a1"], 31).place.due_on is None


def test_a_schools_choice_goes_before_its_owners_and_the_last_one_decides(cast, choose):
    def days(on: int) -> list[int] | None:
        held = {each.offered.key: each.stairs for each in held_at(cast.owner, cast.school, october(on))}["glemmen"]
        return held and [stair.school_days for stair in held.stairs]

    assert days(1) is None
    choose("glemmen", school=None, on=october(1))
    assert days(1) == [5, 5, 5]
    choose("glemmen", days=[3, 3, 3], on=october(6))
    choose("glemmen", is_on=False, on=october(8))
    choose("glemmen", school=None, days=[9, 9, 9], on=october(9))
    assert (days(3), days(6), days(8), days(9)) == ([5, 5, 5], [3, 3, 3], None, None)
    changes = AuditEvent.objects.filter(action="stairs_chosen").order_by("pk")
    assert [event.details["change"] for event in changes] == ["tightened", "tightened", "loosened", "loosened"]


@pytest.mark.parametrize(
    "wrong", [{"days": [5, 5]}, {"days": [0, 5, 5]}, {"days": [61, 5, 5]}], ids=["too few", "none", "too long"]
)  # fmt: skip
def test_a_choice_that_makes_no_stairs_is_refused(choose, wrong):
    with pytest.raises(ValidationError, match="1 til 60 skoledager"):
        choose("glemmen", **wrong)


def test_the_morning_begins_when_the_flags_are_there_and_is_noted_once(cast, flagged, choose, monkeypatch):
    choose("glemmen")
    job = next(job for job in JOBS if job.name == "stairs")
    now = at_five(october(10))
    assert not job.is_due(cast.owner, now)
    NightStep.objects.create(owner=cast.owner, as_of=now.date(), step="flags", begun_at=now, done_at=now)
    assert job.is_due(cast.owner, now)
    job.work(cast.owner, now)
    assert not job.is_due(cast.owner, now)
    night = next(job for job in JOBS if job.name == "night")
    assert night.is_due(cast.owner, now), "the night's other steps are still to be done"
    assert NightStep.objects.get(step="stairs").message == "1 sagt fra om, 0 ført videre."


def test_the_database_itself_keeps_a_step_from_being_taken_twice(flagged, choose, morning):
    choose("glemmen")
    morning(10)
    step = StepTaken.objects.get()
    step.pk = None
    with pytest.raises(IntegrityError):
        step.save(force_insert=True)


def test_a_plan_nobody_evaluates_goes_from_the_responsible_to_the_leader_told_before_and_off_when_it_is_evaluated(
    cast, choose, morning
):
    put(cast.school, "calendar", a_calendar())
    choose("plan_due")
    plan = a_plan(a_case(cast, by="counsellor"), at=at_five(october(1)), evaluate_on=october(6))
    assert not stands_of([plan.pupil_id], october(3))
    assert [morning(day) for day in (6, 7, 9)] == [NOTHING] * 3
    assert stand(plan.pupil, 9).has == "responsible"
    assert (morning(10), told_to("stairs_near")) == ({"told": 1, "moved": 0}, {"Rådgiver A", "Leder A"})
    assert (morning(14), told_to("stairs_moved")) == ({"told": 0, "moved": 1}, {"Rådgiver A", "Leder A"})
    assert [str(person) for person in stand(plan.pupil, 14).holders] == ["Leder A"]
    assert tasks_for(rights_of(cast.users["leader"], october(14)))
    told = {"helped": "Å bli møtt", "did_not_help": "Meldinger", "form_id": uuid.uuid4(), "by": "counsellor"}
    renew_plan(plan=plan, number=1, evaluate_on=october(31), **told, at=at_five(october(14)))
    assert not stands_of([plan.pupil_id], october(14)) and morning(15) == NOTHING


def test_where_the_responsible_has_left_the_leader_has_the_plan_from_the_first_day(cast, choose):
    put(cast.school, "calendar", a_calendar())
    choose("plan_due")
    plan = a_plan(a_case(cast, by="counsellor"), at=at_five(october(1)), evaluate_on=october(6))
    cast.users["counsellor"].person.is_gone = True
    cast.users["counsellor"].person.save()
    assert stand(plan.pupil, 7).has == "leader"
