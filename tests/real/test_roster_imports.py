"""Every sound OneRoster package and School Data Sync sample through the whole import, twice."""

from pathlib import Path

import pytest

from tests.builders import an_owner
from tests.real.test_oneroster import BROKEN, PACKAGES, SOUND
from tests.real.test_sds import EXPECTED, SAMPLES, TABLES
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.pipeline import Wish
from tettpaa.identify.imports.running import import_package
from tettpaa.schools.people.models import Employment, Enrolment, Membership, Person
from tettpaa.schools.places.models import Group, School

pytestmark = pytest.mark.django_db(transaction=True)
WISH = Wish(by="prøve", is_asked=True, reason="eksempelfil")
HELD = {
    "schools": School, "people": Person, "enrolments": Enrolment, "employments": Employment, "groups": Group,
    "memberships": Membership,
}  # fmt: skip


@pytest.fixture
def owner():
    return an_owner()


def imported(path: Path, owner, kind: str, school_year: int) -> Import:
    return import_package(
        path, owner=owner, kind=kind, school_year=school_year, wish=WISH, report_for=lambda _: lambda *_: None
    )


def changed(held: Import) -> int:
    return sum(count for of in held.counts.values() for status, count in of.items() if status != "same")


@pytest.mark.parametrize("case", SOUND, ids=[case["name"] for case in SOUND])
def test_a_sound_package_is_committed_and_changes_nothing_the_second_time(real_data, owner, case):
    path = real_data / PACKAGES / case["file"]
    assert imported(path, owner, "oneroster", 2024).state == "committed"
    assert changed(imported(path, owner, "oneroster", 2024)) == 0


@pytest.mark.parametrize("case", BROKEN[::7], ids=[case["name"] for case in BROKEN[::7]])
def test_a_broken_package_leaves_nothing_behind(real_data, owner, case):
    assert imported(real_data / PACKAGES / case["file"], owner, "oneroster", 2024).state == "refused"
    assert not School.objects.exists() and not Person.objects.exists()


def test_the_empty_district_is_committed(real_data, owner):
    path = real_data / "oneroster" / "nicelion" / "oneroster-example-csv"
    assert imported(path, owner, "oneroster", 2025).state == "committed"


@pytest.mark.parametrize("folder", EXPECTED)
def test_every_sample_is_held_and_changes_nothing_the_second_time(real_data, owner, folder):
    school_year, *expected = EXPECTED[folder]
    path = real_data / SAMPLES / folder
    assert imported(path, owner, "sds", school_year).state == "committed"
    assert [HELD[table].objects.count() for table in TABLES] == expected
    assert changed(imported(path, owner, "sds", school_year)) == 0
