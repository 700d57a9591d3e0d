"""Every recommendation is fulfilled by a step whose count moves when the step is done, or says why there is none."""

import datetime as dt
import uuid

import pytest
from django.core.management import call_command

from tests import meetings
from tests.builders import SCHOOL_YEAR, a_rule_set, enrol
from tests.cast import TODAY
from tests.flows.plans.made import a_case, a_plan
from tests.records import a_calendar, put
from tettpaa.assess.talks.actions import record_contact
from tettpaa.follow_up.meetings.actions import hold_meeting
from tettpaa.follow_up.meetings.inviting import invite_user
from tettpaa.follow_up.meetings.teams import make_team
from tettpaa.follow_up.referrals.consults import ask_consult
from tettpaa.identify.flags.models import FlagEvent
from tettpaa.knowledge.guideline.rules import GuidelineUnknown, guideline_on
from tettpaa.look_back.quality.counts import counted as quality_counted
from tettpaa.look_back.quality.evidence import NOT_YET, SHOWN, Tally
from tettpaa.look_back.quality.figures import summed
from tettpaa.look_back.quality.scope import Scope
from tettpaa.look_back.quality.telling import Told, tell
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import School
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.access.permissions import BY_NAME
from tettpaa.trust.disclosure import HIDDEN

AT = dt.datetime(2025, 10, 13, 9, tzinfo=dt.UTC)
LONG_AGO = AT - dt.timedelta(days=30)


def counted(cast, key: str) -> Tally:
    pupils = Person.objects.filter(pk__in=live_enrolments(TODAY).filter(school=cast.school).values("pupil"))
    return SHOWN[key].count(pupils, School.objects.filter(pk=cast.school.pk), TODAY)


def spoken(cast, channel: str) -> None:
    record_contact(
        pupil=cast.pupils["a1"], on=AT.date(), channel=channel, was_reached=True, line="Er trøtt", by="contact_a", at=AT
    )


def met_nurse(cast, role: str = "nurse") -> None:
    """A guest from another service comes to a meeting about a1."""
    Assignment.objects.create(
        user=cast.users["nobody"], pupil=cast.pupils["a1"], role=role, begins_at=LONG_AGO,
        ends_at=AT + dt.timedelta(days=60), reason="Søvn", granted_by="counsellor", granted_at=LONG_AGO,
    )  # fmt: skip
    meeting = meetings.an_own_meeting(cast, starts_at=meetings.STARTS, case=meetings.a_case(cast))
    invite_user(meeting=meeting, user=cast.users["nobody"], party="other", by="contact_a", at=LONG_AGO)
    came = [meeting.invitations.get(user=cast.users["nobody"]).pk]
    hold_meeting(
        meeting=meeting, was_there=came, reached=[meeting.items.get().pk], by="contact_a", at=meetings.AFTER
    )  # fmt: skip


def flagged(cast) -> None:
    """a1 on 6 October, where it is known which days are school days."""
    put(cast.school, "calendar", a_calendar())
    version = a_rule_set(cast.owner)
    FlagEvent.objects.create(
        pupil=cast.pupils["a1"], school=cast.school, school_year=SCHOOL_YEAR, rule_set=version.rule_set, version=version,
        rule="3-dager", kind="raised", on=dt.date(2025, 10, 6),
    )  # fmt: skip


def asked(cast) -> None:
    ask_consult(school=cast.school, question="hva hjelper om morgenen?", form_id=uuid.uuid4(), by="contact_a", at=AT)


STEPS = {
    "talk_early": lambda cast: spoken(cast, "phone"),
    "home_visit": lambda cast: spoken(cast, "home_visit"),
    "one_responsible": a_case,
    "written_plan": lambda cast: a_plan(a_case(cast)),
    "ppt_system": asked,
    "school_health": met_nurse,
    "absence_team": lambda cast: make_team(
        school=cast.school, kind="tt", name="TT", form_id=uuid.uuid4(), by="leader", at=AT
    ),
}


def test_each_recommendation_has_a_step_or_a_reason():
    keys = {each.key for each in guideline_on(dt.date(2026, 8, 1)).recommendations}
    assert keys == SHOWN.keys() | NOT_YET.keys() and not SHOWN.keys() & NOT_YET.keys()
    assert all(step in BY_NAME for shown in SHOWN.values() for step in shown.steps)
    with pytest.raises(GuidelineUnknown):
        guideline_on(dt.date(2020, 1, 1))


@pytest.mark.parametrize("key", SHOWN)
def test_every_count_can_be_asked_where_nothing_is_done(cast, key):
    assert counted(cast, key).done == 0


@pytest.mark.parametrize("key", STEPS)
def test_the_step_is_what_moves_the_count(cast, key):
    flagged(cast)
    STEPS[key](cast)
    assert counted(cast, key).done == 1


def test_a_guest_who_is_no_nurse_is_not_counted_as_one(cast):
    met_nurse(cast, "ot_adviser")
    assert counted(cast, "school_health") == Tally(0, 1)


def test_a_case_whose_responsible_has_left_is_nobodys(cast):
    a_case(cast)
    person = cast.users["contact_a"].person
    for ties in (person.memberships, person.employments):
        ties.update(valid_to=dt.date(2025, 10, 10))
    assert counted(cast, "one_responsible") == Tally(0, 1)


def test_the_command_tells_no_name_and_no_small_number(cast, capsys, monkeypatch):
    monkeypatch.setenv("TETTPAA_TODAY", "2026-08-20")
    a_case(cast)
    enrol(cast.pupils["a1"], cast.school, since=dt.date(2026, 8, 17), school_year=2026)
    make_team(school=cast.school, kind="tt", name="TT", form_id=uuid.uuid4(), by="leader", at=AT)
    call_command("guideline")
    told = capsys.readouterr().out
    school = told.split(str(cast.school))[1].split(str(cast.school_elsewhere))[0]
    words = {line.split("\t")[1]: line.split("\t")[0].strip() for line in school.splitlines() if "\t" in line}
    assert words["Tilby eleven egne møter om fraværet"] == "0 av skjult"
    assert words["La én ansatt ved skolen ha hovedansvaret for å følge opp eleven"] == "skjult av skjult"
    assert "1 av 1" in words.values()  # the school's team, which tells of no pupil
    assert not any(str(pupil) in told for pupil in cast.pupils.values())


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (Tally(8, 20), Tally(10, 30), Told(8, 20)),
        (Tally(0, 20), Tally(10, 30), Told(0, 20)),
        (Tally(20, 20), Tally(10, 30), Told(20, 20)),
        (Tally(4, 20), Tally(10, 30), Told(HIDDEN, 20)),
        (Tally(16, 20), Tally(10, 30), Told(HIDDEN, 20)),  # all but a few
        (Tally(8, 20), Tally(4, 30), Told(HIDDEN, 20)),  # all schools together would tell the other's
        (Tally(2, 3), Tally(10, 30), Told(HIDDEN, HIDDEN)),
        (Tally(0, 0), Tally(10, 30), Told(0, 0)),
        (Tally(3), Tally(9), Told(HIDDEN)),
        (Tally(7), Tally(9), Told(7)),
    ],
)
def test_neither_a_few_nor_all_but_a_few_are_told(here, there, expected):
    assert tell({"here": here, "there": there}, 1)["here"] == expected


def test_a_whole_is_told_alike_of_every_recommendation():
    """Cases are the whole of several: how many of them have a plan must not tell how many there are."""
    wholes = {"a": 2, "b": 30, "c": 40}
    told = [
        tell({school: Tally(min(done, of), of) for school, of in wholes.items()}, 1)
        for done in (0, 1, 3, 7, 26, 38, 40)
    ]
    assert len({tuple(each.of for each in one.values()) for one in told}) == 1


def test_a_recommendation_with_a_quality_measure_tells_that_measures_number(cast):
    flagged(cast)
    a_plan(a_case(cast))
    a_case(cast, "a2")
    scope = Scope((cast.school,), SCHOOL_YEAR, TODAY)
    for key, figure in (
        ("one_responsible", "own_responsible"),
        ("written_plan", "case_plan"),
        ("talk_early", "flag_talk"),
    ):
        total = summed(quality_counted(figure, scope))
        assert counted(cast, key) == Tally(total.met, total.known)
    assert counted(cast, "one_responsible") == Tally(2, 2)
