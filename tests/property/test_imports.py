"""Whatever the order, the portions and the faults: an import gives what its content says, or nothing at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as drawn_with
from hypothesis import strategies as st

from tests.builders import an_owner
from tests.packages import Tables, a_county, changes, run, write
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.queries import faults_of
from tettpaa.identify.records.models import TableVersion
from tettpaa.proofs.contents import contents
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner

pytestmark = pytest.mark.django_db
# An import takes a second: a fifteenth of the examples that other properties get.
FEW = max(drawn_with().max_examples // 15, 3)
few = drawn_with(max_examples=FEW, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
RECORDS = ("calendar", "subjects", "lessons", "absences", "absence_sums", "grades", "conduct", "notices", "admissions")


@contextmanager
def a_world() -> Iterator[tuple[Owner, Path]]:
    """An owner with nothing held, and a folder; both are forgotten afterwards."""
    folder = Path(tempfile.mkdtemp())
    try:
        with transaction.atomic():
            yield an_owner("prove", pk=77), folder
            transaction.set_rollback(True)
    finally:
        for rest in (
            folder,
            Path(settings.TETTPAA_HOME) / "records" / "prove",
            Path(settings.TETTPAA_HOME) / "imports",
        ):
            shutil.rmtree(rest, ignore_errors=True)


def stored() -> dict[str, list[str]]:
    """What is held, without what imports left of themselves and without those who are gone."""
    gone = [repr(key) for key in Person.objects.filter(is_gone=True).values_list("key", flat=True)]
    kept = {name: lines for name, lines in contents().items() if name not in ("imports", "events")}
    kept["people.Person"] = [line for line in kept["people.Person"] if not any(key in line for key in gone)]
    return kept


def after(*packages: Tables) -> dict[str, list[str]]:
    with a_world() as (owner, folder):
        for number, package in enumerate(packages):
            found = run(write(package, folder / str(number)), owner, reason="prøve")
            assert found.state == "committed", faults_of(found)["problems"][:3]
        return stored()


@st.composite
def counties(draw) -> Tables:
    """The small county with some pupils left out, others renamed, and records taken away or altered."""
    county = a_county(pupils=3)
    pupils = sorted(row["pupil_id"] for row in county["enrolments"])
    left = draw(st.sets(st.sampled_from(pupils), max_size=4))
    about = left | {pupil.replace("P", "F") for pupil in left}
    county = {name: [row for row in rows if not about & set(map(str, row.values()))] for name, rows in county.items()}
    for row in county["people"]:
        row["family_name"] = draw(st.sampled_from(["Øst", "Ås", "Vest;Nord", 'Da"l']))
    for name in RECORDS:
        county[name] = [row for row in county[name] if draw(st.integers(0, 4))]
    for row in county["absences"]:
        row["minutes"] = draw(st.sampled_from([45, 20, -45]))
    # A table without rows has no file, and would be left alone: keep one of each.
    whole = a_county(pupils=3)
    return {name: rows or whole[name][:1] for name, rows in county.items() if rows or name in ("calendar", "subjects")}


@few
@given(before=counties(), package=counties())
def test_what_was_held_before_leaves_no_trace(before, package):
    """A full delivery of all tables gives the same whatever came first."""
    everything = set(before) & set(package)
    before = {name: before[name] for name in before if name in everything}
    package = {name: package[name] for name in package if name in everything}
    assert after(before, package) == after(package)


@few
@given(package=counties(), data=st.data())
def test_rows_in_any_order_and_columns_in_any_order_are_the_same(package, data):
    turned = {
        name: [dict(data.draw(st.permutations(list(row.items())))) for row in data.draw(st.permutations(rows))]
        for name, rows in package.items()
    }
    assert after(turned) == after(package)
    assert after(package, turned, package) == after(package)


@few
@given(data=st.data())
def test_records_in_portions_are_the_same_as_at_once(data):
    county = a_county(pupils=3)
    roster = {name: rows for name, rows in county.items() if name not in RECORDS}
    rows = [(name, row) for name in RECORDS for row in county[name]]
    portion_of = data.draw(st.lists(st.integers(0, 2), min_size=len(rows), max_size=len(rows)))
    with a_world() as (owner, folder):
        run(write(roster, folder / "roster"), owner)
        for portion in data.draw(st.permutations([0, 1, 2])):
            part: Tables = {}
            for (name, row), own in zip(rows, portion_of, strict=True):
                if own == portion:
                    part.setdefault(name, []).append(row)
            if part:
                assert run(changes(part, folder / f"part{portion}"), owner).state == "committed"
        in_portions = stored()
    assert in_portions == after(county)


MUTATIONS = ("cut", "double", "swap", "insert", "flip", "drop")


def mutated(content: bytes, data) -> bytes:
    """The file with a few things done to it that happen to files."""
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, max(len(content) - 1, 0)))
        other = data.draw(st.integers(0, max(len(content) - 1, 0)))
        first, last = sorted((place, other))
        match data.draw(st.sampled_from(MUTATIONS)):
            case "cut":
                content = content[:place]
            case "double":
                content = content[:last] + content[first:last][:200] + content[last:]
            case "swap":
                content = content[:first] + content[last:] + content[first:last]
            case "insert":
                strange = st.sampled_from(
                    [b'"', b";", b"\n", b"\r", b"\xff", b"\xef\xbb\xbf", b"=", b"'", b"\\", b"\t", b"\x1a"]
                )
                content = content[:place] + data.draw(strange) + content[place:]
            case "flip":
                content = content[:place] + bytes([data.draw(st.integers(1, 255))]) + content[place + 1 :]
            case "drop":
                content = content[:first] + content[last:]
    return content


@drawn_with(max_examples=FEW * 5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_file_is_refused_in_words_or_is_sound(data):
    county = {name: a_county(pupils=1)[name] for name in ("schools", "people", "enrolments", "absences")}
    for row in county["absences"]:
        row["group_id"] = ""
    with a_world() as (owner, folder):
        package = write(county, folder / "package")
        file = package / f"{data.draw(st.sampled_from(sorted(county)))}.csv"
        file.write_bytes(mutated(file.read_bytes(), data))
        found = run(package, owner)
        faults = faults_of(found)["problems"]
        assert found.state in ("refused", "committed")
        assert bool(faults) is (found.state == "refused")
        assert all(fault["code"] and fault["file"] and fault["message"] and fault["fix_en"] for fault in faults)
        if found.state == "refused":
            assert not Person.objects.exists() and not TableVersion.objects.exists()
            assert Import.objects.get().problem_count >= len(faults) > 0
