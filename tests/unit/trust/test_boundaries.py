"""The second at which an answer changes: birthdays, leap days, the clocks' nights, and the turn of the school year."""

import datetime as dt

import pytest

from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.rules import age_on
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.permissions import permission_named
from tettpaa.trust.access.roles import Role
from tettpaa.trust.access.rules import Asker, Place, Span, Standing, Tie, Whom, Window, decide, moment_of
from tettpaa.trust.guardians.rules import fields_on, things_seen
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.openings.rules import ends
from tettpaa.trust.sharing.rules import ConsentState, Decider, Matter, Told, decider_of, state_of

SECOND, HOUR = dt.timedelta(seconds=1), dt.timedelta(hours=1)
PUPIL = Place("pupil", 7)
FLAG = permission_named("flag_read")


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


def is_live(role: Role, span: Span | Window, at: dt.datetime) -> bool:
    asker = Asker((Tie(role, PUPIL, span),), frozenset({1}), Strength.HIGH)
    return decide(FLAG, asker, Whom(1, (Standing(PUPIL),), 7), moment_of(at)).is_permitted


@pytest.mark.parametrize(
    ("born", "midnight"),
    [
        (dt.date(2007, 10, 14), utc(2025, 10, 13, 22)),  # summer time
        (dt.date(2008, 1, 15), utc(2026, 1, 14, 23)),  # winter time
        (dt.date(2007, 10, 26), utc(2025, 10, 25, 22)),  # the day the clocks go back is still summer at midnight
        (dt.date(2008, 3, 29), utc(2026, 3, 28, 23)),  # and the day they go forward still winter
        (dt.date(2008, 2, 28), utc(2026, 2, 27, 23)),
        (dt.date(2008, 2, 29), utc(2026, 2, 28, 23)),  # a leap day: 1 March in a year without one
        (dt.date(2008, 3, 1), utc(2026, 2, 28, 23)),
        (dt.date(2008, 1, 1), utc(2025, 12, 31, 23)),
    ],
)
def test_a_guardian_sees_nothing_from_midnight_in_oslo_on_the_18th_birthday(born, midnight):
    seen = []
    for at in (midnight - SECOND, midnight):
        on = moment_of(at).on
        seen.append(things_seen(fields_on(on), {}, age_on(born, on), frozenset()))
    before, after = seen
    assert {"identity", "absence_total", "grade"} <= before
    assert after == frozenset()


@pytest.mark.parametrize(
    ("matter", "born", "day"),
    [
        (Matter.EDUCATION, dt.date(2012, 2, 29), dt.date(2027, 3, 1)),
        (Matter.HEALTH, dt.date(2012, 2, 29), dt.date(2028, 2, 29)),  # a leap year has the day itself
        (Matter.EDUCATION, dt.date(2010, 10, 14), dt.date(2025, 10, 14)),
        (Matter.HEALTH, dt.date(2009, 10, 14), dt.date(2025, 10, 14)),
    ],
)
def test_the_pupil_comes_to_decide_on_the_birthday_and_not_the_day_before(matter, born, day):
    assert decider_of(matter, born, day) is Decider.PUPIL
    assert decider_of(matter, born, day - dt.timedelta(days=1)) is Decider.GUARDIAN


@pytest.mark.parametrize(
    ("last_day", "midnight"),
    [
        (dt.date(2025, 10, 14), utc(2025, 10, 14, 22)),
        (dt.date(2025, 10, 26), utc(2025, 10, 26, 23)),  # 25 hours long
        (dt.date(2026, 3, 29), utc(2026, 3, 29, 22)),  # 23 hours long
        (dt.date(2028, 2, 29), utc(2028, 2, 29, 23)),
        (dt.date(2026, 7, 31), utc(2026, 7, 31, 22)),
    ],
)
def test_a_tie_and_a_consent_hold_through_their_last_day_in_oslo(last_day, midnight):
    span = Span(None, last_day)
    assert is_live(Role.CASE_MEMBER, span, midnight - SECOND)
    assert not is_live(Role.CASE_MEMBER, span, midnight)
    first = Span(last_day + dt.timedelta(days=1), None)
    assert not is_live(Role.CASE_MEMBER, first, midnight - SECOND)
    assert is_live(Role.CASE_MEMBER, first, midnight)
    given = Told("given", last_day)
    assert state_of(given, moment_of(midnight - SECOND).on) is ConsentState.GIVEN
    assert state_of(given, moment_of(midnight).on) is ConsentState.EXPIRED


@pytest.mark.parametrize(
    ("at", "school_year"),
    [
        (utc(2026, 7, 31, 21, 59, 59), 2025), (utc(2026, 7, 31, 22), 2026), (utc(2026, 1, 1), 2025),
        (utc(2025, 12, 31, 23), 2025), (utc(2025, 7, 31, 22), 2025), (utc(2025, 7, 31, 21, 59, 59), 2024),
    ],
)  # fmt: skip
def test_a_school_year_begins_at_midnight_in_oslo_on_1_august(at, school_year):
    assert school_year_of(moment_of(at).on) == school_year


@pytest.mark.parametrize(
    "begins",
    [
        utc(2025, 10, 14, 7),
        utc(2025, 10, 25, 20, 10),  # ends at 02.10 in the hour that comes twice, the first time
        utc(2025, 10, 25, 21, 30),  # ends at 02.30 the second time
        utc(2025, 10, 25, 23, 30),  # begins within it
        utc(2026, 3, 28, 22, 30),  # over the hour that never comes
        utc(2026, 3, 29, 0, 59, 59),
        utc(2025, 12, 31, 21),
    ],
)
@pytest.mark.parametrize("zone", [dt.UTC, OSLO])
def test_an_opening_ends_to_the_second_whatever_the_clocks_do(begins, zone):
    """Also when both its ends and the moment are told in Oslo's clock, where an hour may come twice."""
    window = Window(begins.astimezone(zone), ends(begins.astimezone(zone)).astimezone(zone))
    end = begins + 4 * HOUR
    moments = [begins - SECOND, begins, begins + 2 * HOUR, end - SECOND, end, end + SECOND, end + HOUR - SECOND]
    live = [is_live(Role.EMERGENCY_OPENER, window, at.astimezone(OSLO)) for at in moments]
    assert live == [False, True, True, True, False, False, False]
