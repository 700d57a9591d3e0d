"""Flags are raised, cleared and become unknown, each change once, with its facts and its reason."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from tests.builders import AT, enrol
from tests.flows.flags.conftest import OCTOBER_14, SCHOOL_DAYS, days_before
from tettpaa.identify.flags.actions import adopt_shipped, create_rule_set, save_version, switch_off
from tettpaa.identify.flags.models import Flag, FlagEvent
from tettpaa.identify.flags.queries import flags_of_pupils, flags_on, history, open_flags
from tettpaa.identify.flags.sentences import reason_of
from tettpaa.identify.flags.shipped import shipped_sets
from tettpaa.schools.people.models import Enrolment
from tettpaa.trust.audit.models import AuditEvent

AUGUST_18 = AT.date()
WEDNESDAY = OCTOBER_14 + dt.timedelta(days=1)


@pytest.fixture
def askim(county):
    return adopt_shipped(owner=county.owner, key="askim", valid_from=AUGUST_18, by="regler", at=AT)


def told(county, name):
    """(kind, day, why) of everything that has become of the pupil's flags, oldest first."""
    events = reversed(history(county.pupil(name).key, 2025))
    return [(event.kind, event.on, event.because) for event in events]


@pytest.mark.usefixtures("askim")
def test_three_days_raise_a_flag_with_the_facts_and_since_when(county):
    days = days_before(OCTOBER_14, 3)
    county.away({"a1": days})
    assert county.update().counts == {"raised": 1, "cleared": 0, "unknown": 0}
    flag = open_flags(county.pupil("a1").key, OCTOBER_14)[0]
    assert (flag.kind, flag.on, flag.raised_on, flag.held_since) == ("raised", OCTOBER_14, OCTOBER_14, days[-1])
    assert flag.facts[0]["value"] == 3
    assert flag.facts[0]["to"] == OCTOBER_14.isoformat()
    assert reason_of(flag) == "3 dager siden 17. september"


@pytest.mark.usefixtures("askim")
def test_two_days_raise_none(county):
    county.away({"a1": days_before(OCTOBER_14, 2)})
    assert county.update().counts == {"raised": 0, "cleared": 0, "unknown": 0}
    assert not Flag.objects.exists()


@pytest.mark.usefixtures("askim")
def test_a_day_run_again_changes_nothing(county):
    county.away({"a1": days_before(OCTOBER_14, 3)})
    county.update()
    before = list(FlagEvent.objects.values()), list(Flag.objects.values())
    assert county.update().counts == {"raised": 0, "cleared": 0, "unknown": 0}
    assert list(FlagEvent.objects.values()) == before[0]
    assert [row | {"id": 0} for row in Flag.objects.values()] == [row | {"id": 0} for row in before[1]]


@pytest.mark.usefixtures("askim")
def test_a_flag_is_cleared_when_the_days_are_past_and_raised_anew_by_new_ones(county):
    days = days_before(OCTOBER_14, 3)
    county.away({"a1": days})
    county.update()
    later = [day for day in SCHOOL_DAYS if day > OCTOBER_14][19]
    county.update(later)
    again = [day for day in SCHOOL_DAYS if day > later][:3]
    county.away({"a1": [*days, *again]})
    county.update(again[-1])
    assert told(county, "a1") == [("raised", OCTOBER_14, ""), ("cleared", later, ""), ("raised", again[-1], "")]
    assert open_flags(county.pupil("a1").key, again[-1])[0].raised_on == again[-1]


@pytest.mark.usefixtures("askim")
def test_newest_facts_are_kept_beside_those_of_the_raising(county):
    days = days_before(WEDNESDAY, 4)
    county.away({"a1": days})
    county.update()
    county.update(WEDNESDAY)
    flag, event = Flag.objects.get(), FlagEvent.objects.get()
    assert (flag.facts[0]["value"], event.facts[0]["value"]) == (4, 3)
    assert (flag.as_of, flag.raised_on) == (WEDNESDAY, OCTOBER_14)


@pytest.mark.usefixtures("askim")
def test_absence_taken_back_later_gives_an_event_today_and_says_that_it_was_corrected(county):
    county.away({"a1": days_before(OCTOBER_14, 3)})
    county.update()
    county.away({"a1": days_before(OCTOBER_14, 1)})
    county.update(WEDNESDAY)
    assert told(county, "a1") == [("raised", OCTOBER_14, ""), ("cleared", WEDNESDAY, "corrected")]


@pytest.mark.usefixtures("askim")
def test_absence_registered_late_raises_today_and_says_that_it_was_corrected(county):
    county.update()
    county.away({"a1": days_before(OCTOBER_14, 4)})
    county.update(WEDNESDAY)
    assert told(county, "a1") == [("raised", WEDNESDAY, "corrected")]
    flag = open_flags(county.pupil("a1").key, WEDNESDAY)[0]
    assert (flag.raised_on, flag.held_since) == (WEDNESDAY, days_before(OCTOBER_14, 2)[0])


@pytest.mark.usefixtures("askim")
def test_lessons_nobody_registered_make_it_unknown_and_never_present(county):
    unregistered_from = days_before(OCTOBER_14, 3)[0]
    county.registered_until(unregistered_from - dt.timedelta(days=1))
    assert county.update().counts == {"raised": 0, "cleared": 0, "unknown": 3}
    flag = open_flags(county.pupil("a1").key, OCTOBER_14)[0]
    assert (flag.kind, flag.raised_on) == ("unknown", None)
    assert "3 dager er ikke ført" in reason_of(flag)
    assert open_flags(county.pupil("b1").key, OCTOBER_14) == []


@pytest.mark.usefixtures("askim")
def test_unknown_in_between_does_not_raise_the_flag_anew(county):
    days = days_before(OCTOBER_14, 3)
    county.away({"a1": days})
    county.update()
    county.away({"a1": days[:2]})
    county.registered_until(OCTOBER_14)
    county.update(WEDNESDAY)
    flag = open_flags(county.pupil("a1").key, WEDNESDAY)[0]
    assert (flag.kind, flag.raised_on) == ("unknown", OCTOBER_14)
    thursday = WEDNESDAY + dt.timedelta(days=1)
    county.registered_until(SCHOOL_DAYS[-1])
    county.away({"a1": [*days[:2], WEDNESDAY]})
    county.update(thursday)
    flag = open_flags(county.pupil("a1").key, thursday)[0]
    assert (flag.kind, flag.on, flag.raised_on) == ("raised", thursday, OCTOBER_14)


@pytest.mark.usefixtures("askim")
def test_one_class_can_be_updated_alone(county):
    days = days_before(OCTOBER_14, 3)
    county.away({"a1": days, "b1": days})
    county.update(pupils=[county.pupil("a1").key])
    assert [flag.pupil_id for flag in flags_on(county.owner, OCTOBER_14)] == [county.pupil("a1").key]
    assert county.update().counts["raised"] == 1


@pytest.mark.usefixtures("askim")
def test_an_earlier_day_is_refused_and_nothing_is_written(county):
    county.update()
    with pytest.raises(ValidationError, match="skrives ikke om"):
        county.update(OCTOBER_14 - dt.timedelta(days=1))


@pytest.mark.usefixtures("askim")
def test_a_past_day_shows_what_stood_then(county):
    county.away({"a1": days_before(OCTOBER_14, 3)})
    county.update()
    county.away({"a1": []})
    county.update(WEDNESDAY)
    pupil = county.pupil("a1").key
    assert [flag.kind for flag in flags_of_pupils([pupil], OCTOBER_14)[pupil]] == ["raised"]
    assert [flag.kind for flag in flags_of_pupils([pupil], WEDNESDAY)[pupil]] == ["cleared"]
    assert [flag.pupil_id for flag in flags_on(county.owner, OCTOBER_14)] == [pupil]
    assert flags_on(county.owner, WEDNESDAY) == []


def test_changed_rules_raise_and_clear_and_say_so(county, askim):
    county.away({"a1": days_before(OCTOBER_14, 3), "b1": days_before(OCTOBER_14, 2)})
    county.update()
    definition = dict(shipped_sets()["askim"])
    condition = {"indicator": "absence_days", "window": {"school_days": 20}, "equals": 2}
    definition["rules"] = [definition["rules"][0] | {"any": [{"all": [condition]}]}]
    at = AT + (WEDNESDAY - AUGUST_18)
    save_version(rule_set=askim.rule_set, definition=definition, valid_from=WEDNESDAY, reason="Prøve", by="x", at=at)
    county.update(WEDNESDAY)
    assert told(county, "a1")[-1] == ("cleared", WEDNESDAY, "new_rules")
    assert told(county, "b1") == [("raised", WEDNESDAY, "new_rules")]
    assert [event.version.number for event in FlagEvent.objects.order_by("pk")] == [1, 1, 2]


def test_a_rule_set_switched_off_clears_its_flags(county, askim):
    county.away({"a1": days_before(OCTOBER_14, 3)})
    county.update()
    switch_off(rule_set=askim.rule_set, last_day=OCTOBER_14, reason="Slutt", by="x", at=AT)
    county.update(WEDNESDAY)
    assert told(county, "a1")[-1] == ("cleared", WEDNESDAY, "switched_off")


@pytest.mark.usefixtures("askim")
def test_a_pupil_who_leaves_has_no_standing_flag(county):
    county.away({"a1": days_before(OCTOBER_14, 3)})
    county.update()
    Enrolment.objects.filter(pupil=county.pupil("a1")).update(valid_to=OCTOBER_14)
    county.update(WEDNESDAY)
    assert told(county, "a1")[-1] == ("cleared", WEDNESDAY, "left")


def test_a_schools_own_rules_speak_of_its_pupils_only(county):
    adopt_shipped(
        owner=county.owner, school=county.cast.school_elsewhere, key="askim", valid_from=AUGUST_18, by="x", at=AT
    )
    county.away({"a1": days_before(OCTOBER_14, 3)})
    assert county.update().counts["raised"] == 0
    adopt_shipped(owner=county.owner, school=county.school, key="askim", valid_from=AUGUST_18, by="x", at=AT)
    assert county.update(WEDNESDAY).counts["raised"] == 1


SIX_DAYS = 6 * 2 * 45 / 60  # hours of Norwegian, of 11.3


@pytest.mark.usefixtures("askim")
def test_subjects_near_the_limit_are_named_whichever_rule_has_flagged(county):
    Enrolment.objects.filter(pupil=county.pupil("a1")).update(year_level="Vg1")
    county.away({"a1": days_before(OCTOBER_14, 6)})
    county.update()
    near = {"name": "Norsk", "code": "NOR1267", "left_hours": 11.3 - SIX_DAYS, "is_at_most": False, "weeks": None}
    flag = open_flags(county.pupil("a1").key, OCTOBER_14)[0]
    assert flag.subjects == [pytest.approx(near)]
    assert reason_of(flag) == "6 dager siden 17. september; Norsk: 2,3 timer igjen"
    assert FlagEvent.objects.get().subjects == flag.subjects


@pytest.mark.usefixtures("askim")
def test_far_from_the_limit_and_outside_upper_secondary_no_subject_is_named(county):
    Enrolment.objects.filter(pupil=county.pupil("a1")).update(year_level="Vg1")
    Enrolment.objects.filter(pupil=county.pupil("a2")).update(year_level="10")
    county.away({"a1": days_before(OCTOBER_14, 5), "a2": days_before(OCTOBER_14, 6)})
    county.update()
    assert [flag.subjects for flag in Flag.objects.all()] == [[], []]


def test_a_rule_that_flags_earlier_names_the_subject_earlier(county):
    Enrolment.objects.filter(pupil=county.pupil("a1")).update(year_level="Vg1")
    early = {
        "key": "tidlig",
        "title": {"nb": "Tidlig"},
        "any": [{"all": [{"indicator": "subject_share_max", "at_least": 2}]}],
    }
    create_rule_set(
        owner=county.owner, key="tidlig", definition={"title": {"nb": "Tidlig"}, "rules": [early]},
        valid_from=AUGUST_18, by="regler", at=AT,
    )  # fmt: skip
    county.away({"a1": days_before(OCTOBER_14, 2)})
    county.update()
    assert reason_of(Flag.objects.get(kind="raised")) == "Norsk: 8,3 timer igjen"


@pytest.mark.usefixtures("askim")
def test_lessons_nobody_has_registered_leave_at_most_so_much(county):
    Enrolment.objects.filter(pupil=county.pupil("a1")).update(year_level="Vg1")
    away = days_before(OCTOBER_14, 7)[:6]
    county.away({"a1": away})
    county.registered_until(away[-1])
    county.update()
    flag = Flag.objects.get(pupil=county.pupil("a1"), kind="raised")
    assert reason_of(flag).endswith("Norsk: høyst 2,3 timer igjen; 1 dag er ikke ført")


@pytest.mark.usefixtures("askim")
def test_each_update_is_in_the_log_without_names(county):
    county.away({"a1": days_before(OCTOBER_14, 3)})
    update = county.update()
    logged = AuditEvent.objects.get(action="flags_updated")
    assert (logged.object_id, logged.by) == (str(update.pk), "natta")
    assert logged.details == {"as_of": "2025-10-14", "pupils": 8, "raised": 1, "cleared": 0, "unknown": 0}


@pytest.mark.usefixtures("askim")
def test_the_reads_and_writes_do_not_grow_with_the_pupils(
    county, django_assert_num_queries, django_assert_max_num_queries
):
    county.away({"a1": days_before(OCTOBER_14, 3)})
    with django_assert_max_num_queries(40):
        county.update()
    for name in ("a2", "a3", "b1", "b2"):
        enrol(county.pupil(name), county.cast.school_elsewhere, school_year=2024)
    county.away({name: days_before(WEDNESDAY, 3) for name in ("a1", "a2", "a3", "b1", "b2", "b3")})
    with django_assert_max_num_queries(40):
        county.update(WEDNESDAY)
    with django_assert_num_queries(1):
        flags_of_pupils([pupil.key for pupil in county.cast.pupils.values()], WEDNESDAY)
