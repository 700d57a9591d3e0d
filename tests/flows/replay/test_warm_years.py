"""Years kept warm: the same answers as the record tables give, and gone when those are."""

import datetime as dt
import os

import numpy as np
import pytest

from tests.past_years import past_years
from tests.records import put
from tettpaa.config.schedule import JOBS
from tettpaa.identify.flags.shipped import shipped_sets
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.shapes import Facts
from tettpaa.identify.indicators.programs import programs_of
from tettpaa.identify.indicators.rules import read_definition
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.look_back.replay import warm
from tettpaa.look_back.replay.outcomes import BREAK, FAILED, NEITHER, UNKNOWN
from tettpaa.look_back.replay.replaying import replay, replay_years
from tettpaa.look_back.replay.warm import is_warm, stale, sweep, warm_year
from tettpaa.schools.places.school_year import last_day

RULES = [rule for definition in shipped_sets().values() for rule in read_definition(definition).rules]


@pytest.fixture
def years(cast):
    past_years(cast)
    return cast


def flagged(year: warm.WarmYear) -> int:
    return int(replay(year, RULES[:1], np.arange(len(year.people))).is_flagged.sum())


def test_every_shipped_rule_says_the_same_of_the_files_as_of_the_tables(years):
    columns = load(years.owner, 2024)
    straight = fold(columns, last_day(2024), [], programs_of(RULES, 2024)).verdicts
    warm_year(years.owner, 2024)
    warm.forget()  # read back from the files, as another process does
    year = warm_year(years.owner, 2024)
    assert year.people["pupil"].tolist() == columns.pupils.tolist()
    held = np.where(straight["first_held"] >= 0, straight["first_held"], 9999).min(axis=1)
    found = replay(year, RULES, np.arange(len(year.people)))
    assert np.where(found.first_day >= 0, found.first_day, 9999).tolist() == held.tolist()
    assert found.is_flagged.sum() > 10
    assert set(Facts._fields) < set(warm.TYPES)


def test_who_the_pupils_were_and_what_became_of_them(years):
    people = warm_year(years.owner, 2024).people
    assert np.bincount(people["outcome"]).tolist() == [10, 10, 5, 5]
    assert (NEITHER, BREAK, FAILED, UNKNOWN) == (0, 1, 2, 3)
    assert set(people["area"]) == {"ST"}
    assert set(people["sex"]) == {"k", "m"}
    assert set(people["teacher"]) == {years.users["contact_a"].person.key}


def test_corrected_absence_makes_the_year_anew_and_the_old_is_gone(years):
    assert flagged(warm_year(years.owner, 2024)) == 15
    put(years.school, "absences", [], 2024)
    assert not is_warm(years.owner, 2024)
    assert flagged(warm_year(years.owner, 2024)) == 0
    assert stale(years.owner) == []


def test_another_meaning_of_a_code_makes_it_anew_too(years):
    assert flagged(warm_year(years.owner, 2024)) == 15
    AbsenceCode.objects.update(counts_as_absence=False)
    assert flagged(warm_year(years.owner, 2024)) == 0


def test_another_year_s_correction_leaves_it_as_it_is(years):
    before = warm_year(years.owner, 2023)
    put(years.school, "absences", [], 2025)
    assert warm_year(years.owner, 2023).name == before.name


def test_the_job_deletes_what_rests_on_what_is_gone_and_warms_what_is_cold(years):
    at = dt.datetime(2025, 10, 14, 6, tzinfo=dt.UTC)
    swept, warmed = (next(job for job in JOBS if job.name == name) for name in ("replay_stale", "replay_warm"))
    assert not swept.is_due(years.owner, at)
    assert warmed.is_due(years.owner, at)
    warmed.work(years.owner, at)
    assert all(is_warm(years.owner, year) for year in (2023, 2024))
    assert not warmed.is_due(years.owner, at)
    put(years.school, "absences", [], 2024)
    assert swept.is_due(years.owner, at)
    swept.work(years.owner, at)
    assert not swept.is_due(years.owner, at)
    assert not list((warm._home(years.owner)).glob("2024-*"))
    assert sweep(years.owner) == 0


def test_what_a_kill_left_half_made_is_deleted_after_an_hour(years):
    warm_year(years.owner, 2024)
    left = warm._home(years.owner) / ".half"
    left.mkdir()
    assert stale(years.owner) == []
    os.utime(left, (1, 1))
    assert sweep(years.owner) == 1
    assert not left.exists()


def test_hidden_pupils_are_in_no_number(years):
    year = warm_year(years.owner, 2024)
    hidden = frozenset(map(int, year.people["pupil"][:4]))
    (found,) = replay_years([year], RULES, [years.school.key], hidden)
    assert len(found.people) == len(year.people) - 4
    assert not hidden & set(found.people["pupil"].tolist())


def test_room_that_nothing_was_written_in_is_blank(years):
    year = warm_year(years.owner, 2024)
    used = np.zeros(len(year.facts.entries), bool)
    for pupil in year.facts.pupils:
        used[pupil["entries"] : pupil["entries_end"]] = True
    assert not year.facts.entries["minutes"][~used].any()
    assert not year.facts.entries["row"][~used].any()
