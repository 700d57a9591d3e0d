"""Completion is counted at night and kept with its day: a page never tells a number without saying from when."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from tests.builders import AT
from tests.cast import TODAY
from tests.flows.completion.county import fill
from tests.flows.completion.test_pages import PAGES, read
from tests.records import put, put_all
from tettpaa.config.schedule import JOBS
from tettpaa.look_back.completion.counted import counted_for
from tettpaa.look_back.completion.figures import figures_on
from tettpaa.look_back.completion.jobs import count_completion, is_due
from tettpaa.look_back.completion.models import CompletionCount
from tettpaa.trust.disclosure import HIDDEN
from tettpaa.trust.protection.models import AddressProtection

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - dt.timedelta(days=1)
CHANGED = "Noe er importert eller endret siden, så tallene telles på nytt."


@pytest.mark.parametrize("page", PAGES)
def test_before_anybody_has_counted_no_number_is_told(client, cast, page):
    fill(cast)
    told = read(client, cast, page)
    assert "Ikke talt ennå" in told and "Talt " not in told
    assert "Talt " not in read(client, cast, "completion_counties")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_the_day_it_was_counted(client, cast, page):
    fill(cast)
    count_completion(cast.owner, YESTERDAY)
    told = read(client, cast, page)
    assert "Talt <time" in told and 'datetime="2025-10-13"' in told
    assert CHANGED not in told


def test_what_is_kept_is_what_was_counted(cast):
    fill(cast)
    count_completion(cast.owner, TODAY)
    assert counted_for(cast.owner, TODAY, 1).figures == figures_on(cast.owner, TODAY, frozenset())
    held = CompletionCount.objects.get()
    assert not any(str(pupil.key) in json.dumps(held.figures) for pupil in cast.pupils.values())


def test_it_is_due_each_day_and_when_something_is_imported(client, cast):
    fill(cast)
    assert is_due(cast.owner, TODAY)
    count_completion(cast.owner, TODAY)
    assert not is_due(cast.owner, TODAY)
    assert is_due(cast.owner, TODAY + dt.timedelta(days=1))

    put(cast.school, "completions", [], 2030)
    assert is_due(cast.owner, TODAY)
    told = read(client, cast, "completion")
    assert CHANGED in told and 'datetime="2025-10-14"' in told
    count_completion(cast.owner, TODAY)
    assert not is_due(cast.owner, TODAY)
    assert CHANGED not in read(client, cast, "completion")


def test_the_schedule_counts_it(cast):
    fill(cast)
    (job,) = [job for job in JOBS if job.name == "completion"]
    job.work(cast.owner, AT)
    assert CompletionCount.objects.get().counted_on == AT.date()


def test_who_gets_the_strictest_protection_is_in_no_count_from_the_next_on(cast):
    fill(cast)
    count_completion(cast.owner, TODAY)
    before = counted_for(cast.owner, TODAY, 1)
    pupil = cast.owner.people.filter(source_id__startswith="Kull").order_by("key").first()
    AddressProtection.objects.create(person=pupil, grade="strict", source="x", raised_by="x", raised_at=AT)
    assert is_due(cast.owner, TODAY) and not counted_for(cast.owner, TODAY, 1).is_current
    count_completion(cast.owner, TODAY)
    after = counted_for(cast.owner, TODAY, 1)
    assert (before.figures.cohorts[0].starters, after.figures.cohorts[0].starters) == (200, 199)


def test_a_page_asks_for_no_pupil(client, cast, django_assert_max_num_queries):
    """As many statements for a county as for a school, and none of them counts."""
    fill(cast)
    count_completion(cast.owner, TODAY)
    client.force_login(cast.users["analyst"])
    for page in PAGES:
        with django_assert_max_num_queries(24) as asked:
            client.get(reverse(page))
        assert not any("people_enrolment" in each["sql"] and "leaving_code" in each["sql"] for each in asked)


def test_hidden_numbers_are_kept_as_hidden(cast):
    fill(cast)
    pupils = list(cast.owner.people.filter(source_id__startswith="Kull").order_by("key"))
    put_all(cast.owner, "pupil_years", [
        {"pupil": one.key, "school": cast.school.key, "school_year": 2018, "on": dt.date(2018, 10, 1), "year_level": "Vg1",
         "programme_code": "STUSP1----", "pupil_status": "E", "is_first_start": True} for one in pupils[:3]
    ])  # fmt: skip
    count_completion(cast.owner, TODAY)
    (cohort,) = [one for one in counted_for(cast.owner, TODAY, 1).figures.cohorts if one.year == 2018]
    assert cohort.starters is HIDDEN and cohort.told is not None and cohort.told.starters is HIDDEN
