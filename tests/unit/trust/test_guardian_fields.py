"""What a guardian sees of a child, by age and consent: the table alone."""

import datetime as dt
import itertools

import pytest

from tettpaa.trust.access.matrix import THINGS
from tettpaa.trust.access.roles import Role
from tettpaa.trust.guardians.rules import (
    Band,
    FieldsUnknown,
    Says,
    band_of,
    fields_on,
    is_looser,
    things_seen,
    versions,
)

FIELDS = fields_on(dt.date(2025, 10, 14))
NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("age", "band"), [(6, "under_15"), (14, "under_15"), (15, "15"), (16, "16_17"), (17, "16_17"), (18, "18")]
)
def test_bands_begin_on_the_birthday(age, band):
    assert band_of(FIELDS, age) == band


def test_the_table_names_exactly_the_things_that_the_matrix_lets_a_guardian_meet():
    assert FIELDS.things == {thing.name for thing in THINGS if thing.cells.get(Role.GUARDIAN)}


@pytest.mark.parametrize("version", versions(), ids=lambda version: str(version.valid_from))
def test_nothing_is_shipped_looser_than_the_law_and_nothing_opens_with_age(version):
    bands = list(Band)
    for thing in version.things:
        for band in bands:
            assert not is_looser(version.shipped[thing, band], version.most[thing, band]), (thing, band)
        for younger, older in itertools.pairwise(bands):
            assert not is_looser(version.most[thing, older], version.most[thing, younger]), (thing, older)


def test_a_guardian_of_a_17_year_old_sees_sums_and_grades_and_no_hour():
    seen = things_seen(FIELDS, {}, 17, NOTHING)
    assert {"absence_total", "grade", "message"} <= seen
    assert not seen & {"absence", "subject_absence", "remark", "plan", "access_log"}


def test_from_18_nothing_but_what_the_pupil_has_said_yes_to():
    assert things_seen(FIELDS, {}, 18, NOTHING) == NOTHING
    assert things_seen(FIELDS, {}, 18, frozenset({"absence_total", "absence"})) == {"absence_total"}


def test_a_yes_from_the_child_opens_where_the_table_asks_for_it_and_nowhere_else():
    assert "plan" in things_seen(FIELDS, {}, 16, frozenset({"plan"}))
    assert "remark" not in things_seen(FIELDS, {}, 16, frozenset({"remark"}))
    assert "health_note" not in things_seen(FIELDS, {}, 14, frozenset({"health_note"}))


def test_an_owner_may_tighten_and_never_goes_past_the_law():
    tight = {("grade", Band.SIXTEEN): Says.NO}
    assert "grade" not in things_seen(FIELDS, tight, 16, NOTHING)
    past_the_law = {("grade", Band.ADULT): Says.YES}
    assert "grade" not in things_seen(FIELDS, past_the_law, 18, NOTHING)


def test_before_the_first_version_nobody_knows():
    with pytest.raises(FieldsUnknown):
        fields_on(dt.date(2000, 1, 1))


def test_a_version_holds_from_its_first_day():
    assert fields_on(versions()[0].valid_from) == versions()[0]


def test_only_what_lets_more_be_seen_is_looser():
    assert [is_looser(Says.YES, other) for other in Says] == [False, True, True]
    assert not any(is_looser(Says.NO, other) for other in Says)


def test_a_thing_that_is_not_in_the_table_is_seen_by_no_guardian_whatever_an_owner_chose():
    assert FIELDS.says("health_note", Band.UNDER_15, {("health_note", Band.UNDER_15): Says.YES}) is Says.NO
