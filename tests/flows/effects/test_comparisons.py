"""Measures of a county, from records to what is written: numbers that can be counted by hand."""

import pytest

from tests.effects import AFTER, AT, BEFORE, begin, compare_all
from tests.records import a_lesson, put
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.steps import move
from tettpaa.identify.flags.models import NightStep
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.histories import histories_of
from tettpaa.look_back.effects import jobs
from tettpaa.look_back.effects.actions import update_comparisons
from tettpaa.look_back.effects.models import Comparison
from tettpaa.pages.effects.around import days_of
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.protection.actions import raise_protection

pytestmark = pytest.mark.django_db


def of_owner(kind: str = "morning_meeting") -> Comparison:
    return Comparison.objects.get(school=None, kind=kind)


def test_what_the_others_fell_by_themselves_is_taken_off(compared):
    """40 to 10 of a hundred with the measure, 40 to 30 without it: 20 less, and nothing to doubt where all are the same."""
    found = of_owner()
    assert (found.answer, found.begun, found.compared) == ("less", 22, 22) and 20 <= found.controls <= 30
    assert (found.difference, found.low, found.high) == pytest.approx((-20, -20, -20))
    assert found.with_it == pytest.approx([40, 40, 40, 40, 40, 0, 0, 0])
    assert found.without == pytest.approx([40, 40, 40, 40, 100, 20, 0, 0])
    assert AuditEvent.objects.filter(action="comparisons_updated").count() == 1


def test_written_twice_is_written_once(compared):
    before = list(Comparison.objects.order_by("school", "kind").values_list("school", "kind", "difference"))
    assert compare_all(compared) == len(before) == 2
    assert list(Comparison.objects.order_by("school", "kind").values_list("school", "kind", "difference")) == before


def test_few_are_too_few_and_many_who_have_just_begun_are_too_early(county):
    begin(county, county.pupils["m30"], "home_visit")
    compare_all(county)
    assert of_owner("home_visit").answer == "too_few" and of_owner("home_visit").difference is None
    update_comparisons(owner=county.owner, school_year=2025, as_of=AFTER[8], by="worker", at=AT)
    assert of_owner().answer == "too_early"


def test_days_nobody_has_registered_leave_too_few(county):
    """Of the days before, only those somebody was away are told: nothing is said, and no day is taken for presence."""
    days = [*BEFORE, *AFTER]
    put(county.school, "lessons", [a_lesson(county.norwegian_a, day, registered=day in AFTER) for day in days])
    compare_all(county)
    assert of_owner().answer == "too_few"


def test_a_measure_entered_by_mistake_counts_nowhere(county):
    for measure in Measure.objects.order_by("pupil_id")[:3]:
        move(measure, "void_measure", "Feil elev", "contact_a", AT)
    compare_all(county)
    assert (of_owner().begun, of_owner().answer) == (19, "too_few")


def test_who_has_the_strictest_protection_is_in_no_figure(county):
    raise_protection(person=county.pupils["m0"], grade="strict", source="test", by="test", at=AT)
    compare_all(county)
    assert of_owner().begun == 21


def test_every_school_day_is_summed_as_the_pupils_own_page_counts_it(county):
    days = [*BEFORE, *AFTER]
    put(county.school, "lessons", [
        a_lesson(county.norwegian_a, day, lesson, registered=day.day % 3 > lesson % 2) for day in days for lesson in (1, 2)
    ])  # fmt: skip
    columns = load(county.owner, 2025)
    histories = histories_of(columns, AT.date())
    keys = [county.pupils[name].key for name in ("m0", "m5", "m40")]
    days = days_of(county.owner, 2025, keys, AT.date())
    for key in keys:
        number = columns.number_of(key)
        told = [day for day in days[key] if day.is_reported]
        assert histories.counts[number] == len(days[key])
        assert histories.told[number, -1] == len(told) < len(days[key])
        assert histories.away[number, -1] == round(60 * sum(day.hours for day in told)) > 0


def test_the_morning_compares_once_when_the_flags_are_there(county):
    on = AT.date()
    assert not jobs.is_due(county.owner, on)
    NightStep.objects.create(owner=county.owner, as_of=on, step="flags", begun_at=AT, done_at=AT)
    assert jobs.is_due(county.owner, on)
    jobs.compare_and_note(owner=county.owner, on=on, by="worker", at=AT)
    assert not jobs.is_due(county.owner, on) and of_owner().answer == "less"
