"""§ 9-8 of the regulation, settled event by event (identify/indicators/limit.py)."""

import datetime as dt
from fractions import Fraction

import pytest

from tettpaa.identify.indicators.limit import Event, settle
from tettpaa.knowledge.law.absence_limit import LawUnknown, causes, law_on, reasons, versions

AS_OF = dt.date(2026, 5, 1)
OLD_AS_OF = dt.date(2025, 5, 1)


def hours(number, cause="", documentation="none", on=dt.date(2025, 9, 1)):
    return Event(on, number * 60, cause, documentation)


def after(*events):
    """The events on consecutive days, in the order given."""
    return [
        Event(dt.date(2025, 9, 1) + dt.timedelta(days=place), event.minutes, event.cause, event.documentation)
        for place, event in enumerate(events)
    ]


def counted_hours(settlement):
    return settlement.counted_minutes / 60


@pytest.mark.parametrize(
    ("planned", "minutes", "within", "over", "discretion"),
    [
        pytest.param(140, 60, 14, 15, 21, id="FR1 ENG1007 in sessions of 60 minutes"),
        pytest.param(140, 45, 18, 19, 28, id="FR2 ENG1007 in sessions of 45 minutes, 18.67 is not rounded up"),
        pytest.param(113, 60, 11, 12, 16, id="FR3 NOR1260, 11.3 hours"),
        pytest.param(56, 45, 7, 8, 11, id="FR4 KRO1018 in sessions of 45 minutes"),
        pytest.param(84, 90, 5, 6, 8, id="sessions of 90 minutes, 8.4 hours"),
    ],
)
def test_the_limit_in_lessons_is_never_rounded(planned, minutes, within, over, discretion):
    """Circular's examples FR1–FR4, as reported by a secondary source."""
    settlement = settle([], planned, minutes, AS_OF)
    assert settlement.limit_minutes == Fraction(planned * 6)
    assert (settlement.lessons_within, settlement.lessons_over) == (within, over)
    assert settlement.discretion_lessons == discretion


def test_fr5_a_doctors_note_exempts_once_the_limit_is_reached():
    events = after(hours(6, "a", "self"), hours(8), hours(2, "a", "health"))
    settlement = settle(events, 140, 60, AS_OF)
    assert counted_hours(settlement) == 14
    assert settlement.outcome == "within"
    assert [verdict.why for verdict in settlement.verdicts] == [
        "self_certified", "undocumented", "health_after_limit",
    ]  # fmt: skip


def test_fr6_documented_welfare_never_counts():
    settlement = settle(after(hours(10), hours(12, "b", "other")), 140, 60, AS_OF)
    assert counted_hours(settlement) == 10
    assert settlement.outcome == "within"


def test_fr7_twenty_two_undocumented_hours_are_over_what_the_head_may_decide():
    settlement = settle(after(*[hours(1) for _ in range(22)]), 140, 60, AS_OF)
    assert counted_hours(settlement) == 22
    assert settlement.outcome == "over_15"
    assert settlement.passed_on == dt.date(2025, 9, 15)


def test_fr8_a_note_handed_in_at_once_does_not_exempt_the_first_hours():
    settlement = settle(after(hours(10, "a", "health"), hours(5)), 140, 60, AS_OF)
    assert counted_hours(settlement) == 15
    assert settlement.outcome == "over_10"


def test_order_decides_the_same_absence_turned_round_counts_less():
    settlement = settle(after(hours(14), hours(10, "a", "health")), 140, 60, AS_OF)
    assert counted_hours(settlement) == 14
    assert settlement.outcome == "within"


def test_before_august_2025_health_with_a_note_never_counted():
    events = [hours(10, "a", "health", dt.date(2024, 9, 2)), hours(5, on=dt.date(2024, 9, 3))]
    settlement = settle(events, 140, 60, OLD_AS_OF)
    assert counted_hours(settlement) == 5
    assert settlement.verdicts[0].why == "health_documented"


def test_before_august_2025_self_certification_counted_and_risk_did_not_help():
    events = [hours(15, "a", "self", dt.date(2024, 9, 2))]
    settlement = settle(events, 140, 60, OLD_AS_OF, has_documented_risk=True)
    assert settlement.outcome == "over_10"
    assert settlement.verdicts[0].why == "self_certified"


def test_exactly_the_limit_is_within_and_one_minute_more_is_over():
    exactly = [Event(dt.date(2025, 9, 1), 678)]
    assert settle(exactly, 113, 60, AS_OF).outcome == "within"
    assert settle(exactly, 113, 60, AS_OF).left_minutes == 0
    assert settle([*exactly, Event(dt.date(2025, 9, 2), 1)], 113, 60, AS_OF).outcome == "over_10"


def test_exactly_fifteen_percent_is_still_for_the_head_to_decide():
    assert settle([hours(21)], 140, 60, AS_OF).outcome == "over_10"
    assert settle([Event(dt.date(2025, 9, 1), 21 * 60 + 1)], 140, 60, AS_OF).outcome == "over_15"


def test_an_absence_that_reaches_the_limit_counts_that_far_only():
    settlement = settle(after(hours(13), hours(3, "a", "health")), 140, 60, AS_OF)
    assert settlement.verdicts[1].counted_minutes == 60
    assert settlement.verdicts[1].why == "health_reaches_limit"
    assert settlement.outcome == "within"


def test_a_limit_that_falls_inside_a_minute_is_not_rounded():
    settlement = settle(after(hours(11), hours(1, "a", "health")), Fraction("112.7"), 60, AS_OF)
    assert settlement.verdicts[1].counted_minutes == Fraction("16.2")


def test_self_certification_after_the_limit_holds_only_with_a_documented_risk():
    events = after(hours(14), hours(2, "a", "self"))
    assert settle(events, 140, 60, AS_OF).outcome == "over_10"
    settlement = settle(events, 140, 60, AS_OF, has_documented_risk=True)
    assert settlement.outcome == "within"
    assert settlement.verdicts[1].why == "risk_after_limit"


def test_two_holy_days_are_exempt_and_the_third_counts():
    days = [dt.date(2025, 9, 24), dt.date(2025, 9, 25), dt.date(2026, 3, 20)]
    events = [hours(2, "c", "other", on=day) for day in days] + [hours(1, "c", "other", on=days[1])]
    settlement = settle(events, 140, 60, AS_OF)
    assert counted_hours(settlement) == 2
    assert settlement.verdicts[-1].why == "holy_day_past_the_limit"


def test_holy_days_in_other_subjects_use_up_the_two():
    spent = [dt.date(2025, 8, 27), dt.date(2025, 8, 28)]
    settlement = settle([hours(2, "c", "other")], 140, 60, AS_OF, holy_days=[*spent, dt.date(2025, 9, 1)])
    assert settlement.verdicts[0].why == "holy_day_past_the_limit"


def test_a_holy_day_that_was_corrected_away_is_not_used_up():
    days = [dt.date(2025, 9, 24), dt.date(2025, 9, 25), dt.date(2026, 3, 20)]
    events = [hours(2, "c", "other", on=day) for day in days] + [hours(-2, "c", "other", on=days[0])]
    assert counted_hours(settle(events, 140, 60, AS_OF)) == 0


@pytest.mark.parametrize(
    ("cause", "documentation", "why"),
    [
        ("b", "none", "undocumented"),
        ("a", "other", "not_by_health_professional"),
        ("b", "self", "self_only_for_health"),
        ("", "other", "no_cause"),
        ("", "self", "self_certified"),
        ("", "health", "health_before_limit"),
    ],
)
def test_absence_that_counts_and_why(cause, documentation, why):
    settlement = settle([hours(3, cause, documentation)], 140, 60, AS_OF)
    assert counted_hours(settlement) == 3
    assert settlement.verdicts[0].why == why


@pytest.mark.parametrize("cause", list("bcdefghi"))
def test_each_documented_cause_is_exempt(cause):
    assert counted_hours(settle([hours(30, cause, "other")], 140, 60, AS_OF)) == 0


def test_a_correction_takes_from_the_latest_earlier_absence_of_its_kind():
    events = after(hours(4), hours(3), hours(2, "a", "self"), hours(-5))
    settlement = settle(events, 140, 60, AS_OF)
    assert [verdict.counted_minutes / 60 for verdict in settlement.verdicts] == [2, 0, 2, 0]
    assert [verdict.why for verdict in settlement.verdicts] == [
        "undocumented", "corrected", "self_certified", "correction",
    ]  # fmt: skip


def test_a_correction_changes_what_the_limit_was_reached_by():
    events = [*after(hours(14), hours(2, "a", "health")), hours(-2, on=dt.date(2025, 10, 1))]
    settlement = settle(events, 140, 60, AS_OF)
    assert counted_hours(settlement) == 14
    assert settlement.verdicts[1].why == "health_before_limit"


def test_a_correction_of_nothing_is_told_and_never_makes_less_than_nothing():
    settlement = settle(after(hours(1, "b", "other"), hours(-2)), 140, 60, AS_OF)
    assert settlement.counted_minutes == 0
    assert settlement.verdicts[1].why == "correction_of_nothing"


def test_what_comes_after_the_day_and_other_years_are_left_out():
    events = [
        hours(3, on=dt.date(2025, 6, 1)), hours(2, on=dt.date(2025, 9, 1)), hours(5, on=dt.date(2025, 12, 2)),
    ]  # fmt: skip
    settlement = settle(events, 140, 60, dt.date(2025, 12, 1))
    assert counted_hours(settlement) == 2
    assert [verdict.why for verdict in settlement.verdicts] == ["another_year", "undocumented", "after_as_of"]


def test_a_correction_after_the_day_is_not_known_yet():
    events = [hours(3), hours(-3, on=dt.date(2025, 12, 2))]
    assert counted_hours(settle(events, 140, 60, dt.date(2025, 12, 1))) == 3


def test_lessons_of_mixed_length_add_up_in_minutes():
    events = after(Event(AS_OF, 45), Event(AS_OF, 90), Event(AS_OF, 60), Event(AS_OF, 20))
    settlement = settle(events, 56, 45, AS_OF)
    assert settlement.counted_minutes == 215
    assert settlement.lessons_left == 2


def test_events_are_read_in_the_order_of_their_days():
    late_then_early = [hours(2, "a", "health", dt.date(2025, 10, 1)), hours(14, on=dt.date(2025, 9, 1))]
    assert counted_hours(settle(late_then_early, 140, 60, AS_OF)) == 14


@pytest.mark.parametrize(("planned", "minutes"), [(0, 60), (-1, 60), (140, 0)])
def test_unknown_hours_are_no_hours(planned, minutes):
    with pytest.raises(ValueError, match="above zero"):
        settle([], planned, minutes, AS_OF)


def test_days_before_the_first_version_written_down_have_no_law():
    with pytest.raises(LawUnknown):
        law_on(dt.date(2022, 7, 31))


def test_versions_follow_each_other_without_a_gap():
    for earlier, later in zip(versions(), versions()[1:], strict=False):
        assert earlier.valid_to is not None
        assert later.valid_from - earlier.valid_to == dt.timedelta(days=1)
    assert versions()[-1].valid_to is None


def test_every_cause_and_reason_has_words_in_three_languages():
    assert list(causes()) == list("abcdefghi")
    assert all(cause.nb and cause.nn and cause.en for cause in causes().values())
    assert all(set(words) == {"nb", "nn", "en"} and all(words.values()) for words in reasons().values())
