"""What a package says is content, whatever it looks like: it is never part of a query, a file's name or a folder's.

The record tables are asked by text made of the schema's names and of keys (identify/records, identify/imports), so ids,
names and codes that would be SQL are sent all the way in, compared with what is held, read again, and must come out alike.
"""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.packages import Tables, a_county, run, write, zipped
from tettpaa.config.home import home_from
from tettpaa.identify.imports.owners import begin_owner
from tettpaa.identify.indicators.columns.loading import read
from tettpaa.identify.indicators.columns.roster import roster_of
from tettpaa.identify.records.codes_in_use import codes_in_use
from tettpaa.identify.records.keeping import RecordClass
from tettpaa.identify.records.reading import connect, records
from tettpaa.identify.records.store import table_path
from tettpaa.identify.records.subject_names import subject_names
from tettpaa.kit import clock
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.retention.rules import kept_named

NASTY = (
    "x'; DROP TABLE staged_people; --", '"; DROP TABLE "staged_absences"; --', "' OR '1'='1", "../../../../etc/passwd",
    "'||(SELECT content FROM read_text('/etc/hostname'))||'", "%s %(name)s ? $1 :owner", "{table} {{0}}", "\\'; --",
    "COPY people TO '/tmp/tatt.csv'", "*.parquet [a-z] ?", "<!-- /* -- #",
)  # fmt: skip


def a_nasty_county(texts=NASTY) -> Tables:
    """The small county, where a pupil's id, name and code, a group, a subject and a comment are such texts."""
    county = a_county(pupils=2)
    pupils = {row["pupil_id"] for row in county["enrolments"]}
    worse = dict(zip(sorted(pupils), texts, strict=False))
    for rows in county.values():
        for row in rows:
            for column in ("person_id", "pupil_id", "absence_id"):
                row[column] = worse.get(row.get(column), row.get(column)) if column in row else None
                if row[column] is None:
                    del row[column]
    for place, row in enumerate(county["absences"]):
        row["absence_id"] = f"{place} {texts[place % len(texts)]}"
        row["code"] = texts[place % len(texts)]
    for place, row in enumerate(county["people"]):
        row["given_name"] = row["family_name"] = texts[place % len(texts)]
    for row in county["subjects"]:
        row["name"] = texts[0]
    for place, row in enumerate(county["grades"]):
        row["comment"] = texts[place % len(texts)]
    return county


def rows_of(owner: Owner, table: str, columns: str) -> list[tuple]:
    with connect() as con:
        return sorted(records(con, owner, table).project(columns).fetchall())


def test_texts_that_would_be_sql_come_out_as_they_went_in(owner, tmp_path):
    county = a_nasty_county()
    found = run(write(county, tmp_path / "pakke"), owner)
    assert found.state == "committed", found.message
    assert set(Person.objects.values_list("source_id", "given_name")) == {
        (row["person_id"], row["given_name"]) for row in county["people"]
    }
    assert sorted(codes_in_use(owner)) == sorted({row["code"] for row in county["absences"]})
    assert rows_of(owner, "grades", "comment") == sorted((row["comment"],) for row in county["grades"])
    schools = list(School.objects.values_list("key", flat=True))
    assert set(subject_names(owner, schools, 2025).values()) == {NASTY[0]}
    assert set(read(roster_of(owner, 2025, None, None, ())).absence_codes) == {
        row["code"] for row in county["absences"]
    }


def test_compared_with_what_is_held_they_are_the_same_and_one_that_is_gone_takes_nobody_along(owner, tmp_path):
    county = a_nasty_county()
    run(write(county, tmp_path / "pakke"), owner)
    before = rows_of(owner, "absences", "row_key, code")
    again = run(zipped(write(county, tmp_path / "igjen")), owner)
    assert rows_of(owner, "absences", "row_key, code") == before
    assert {kind for counts in again.counts.values() for kind, count in counts.items() if count} <= {"same"}
    county["absences"].pop()
    run(write(county, tmp_path / "endret"), owner, reason="En rad mindre")
    assert len(rows_of(owner, "absences", "row_key")) == len(before) - 1
    assert Person.objects.count() == len(county["people"])


def test_one_pupil_is_read_and_no_other(owner, tmp_path):
    county = a_nasty_county()
    run(write(county, tmp_path / "pakke"), owner)
    absences = RecordClass(kept_named("absences"))
    for source_id in NASTY[:4]:
        pupil = Person.objects.get(source_id=source_id)
        of_pupil = [row for row in county["absences"] if row["pupil_id"] == source_id]
        assert len(absences.rows_of(owner, pupil.key)) == len(of_pupil) > 0


@pytest.mark.parametrize("name", ["eksport [2025] '; DROP", 'alt* {x,y} a?b 100%25 "'])
def test_a_package_may_be_called_anything(owner, county, tmp_path, name):
    assert run(zipped(write(county, tmp_path / name)), owner).state == "committed"


def test_the_homes_name_may_have_spaces_and_quotes_and_removal_finds_what_is_in_use(owner, county, tmp_path, settings):
    settings.TETTPAA_HOME = tmp_path / "skolens 'egen' mappe; DROP"
    run(write(county, tmp_path / "pakke"), owner)
    before = rows_of(owner, "absences", "row_key")
    assert len(before) == len(county["absences"])
    # Every school's year, as if a run of removal had taken something from each.
    path = table_path(owner.slug, "absences")
    parts = {tuple(file.parts[-3:-1]) for file in path.rglob("*.parquet")}
    told = [" ".join(part.partition("=")[2] for part in folders) for folders in parts]
    (path.parent / "absences.removed").write_text("".join(f"{line}\n" for line in told))
    RecordClass(kept_named("absences")).tidy(owner)
    assert rows_of(owner, "absences", "row_key") == before


@pytest.mark.parametrize("letter", "*?[{%#")
def test_a_home_that_would_be_read_as_a_pattern_is_refused(tmp_path, letter):
    with pytest.raises(ImproperlyConfigured, match="TETTPAA_HOME"):
        home_from(str(tmp_path / f"hjem {letter}"))
    assert home_from(str(tmp_path / "hjem 'mitt'")).name == "hjem 'mitt'"


@pytest.mark.parametrize("name", ["../../etc", "'; DROP TABLE x; --", "/rot", "..", "C:\\fylket", "a/../../b"])
def test_an_owners_folder_lies_in_the_home_whatever_the_owner_is_called(db, settings, name):
    owner = begin_owner(name, by="tests", at=clock.now())
    home = Path(settings.TETTPAA_HOME) / "records"
    assert table_path(owner.slug, "absences").resolve().relative_to(home.resolve()).parts == (owner.slug, "absences")


def test_no_folder_outside_the_home_is_asked_for():
    for slug in ("..", "../annet", "a/b", "", "x'; --"):
        with pytest.raises(ValueError, match="slug"):
            table_path(slug, "absences")


texts_of_anything = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="'\"\\;-%*?[]{}()$:/"), min_size=1, max_size=40
).filter(lambda text: text.strip() == text)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts_of_anything, min_size=4, max_size=4, unique=True))
def test_any_text_at_all_comes_out_as_it_went_in(owner, tmp_path_factory, texts):
    county = a_nasty_county(tuple(texts))
    found = run(write(county, tmp_path_factory.mktemp("pakke")), owner, reason="Prøve")
    assert found.state == "committed", (texts, found.message)
    assert rows_of(owner, "absences", "code") == sorted((row["code"],) for row in county["absences"])
