"""The own profile, as files come in real life: separators, character sets, workbooks, and the templates."""

import datetime as dt

import pytest
import xlsxwriter

from tests.flows.imports.test_full_deliveries import rows
from tests.packages import a_county, run, text_of, write, zipped
from tettpaa.identify.imports.check import check
from tettpaa.identify.imports.kinds import KINDS
from tettpaa.identify.imports.queries import faults_of
from tettpaa.identify.imports.work import Work
from tettpaa.identify.records.reading import connect
from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.profile.describing import example_of, profile_page
from tettpaa.identify.sources.profile.templates import empty_csv, empty_workbook
from tettpaa.proofs.contents import contents
from tettpaa.schema import SOURCE_TABLES
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School

pytestmark = pytest.mark.before_the_database


def stored():
    return {name: lines for name, lines in contents().items() if name not in ("imports", "events")}


@pytest.mark.parametrize(
    ("how", "warned"),
    [
        ({"delimiter": ","}, []),
        ({"delimiter": "\t"}, []),
        ({"encoding": "utf-8-sig"}, []),
        ({"encoding": "cp1252"}, ["file.windows_1252"]),
    ],
)
def test_separators_and_character_sets_give_the_same(owner, county, held, tmp_path, how, warned):
    before = stored()
    again = run(write(county, tmp_path / "again", **how), owner)
    assert again.state == "committed"
    assert stored() == before
    codes = {warning["code"] for warning in faults_of(again)["warnings"]}
    assert codes - {"package.seen_before"} == set(warned)


@pytest.mark.parametrize("line_end", ["\r\n", "\n\n", "\n", "\r"])
def test_line_ends_blank_lines_and_rows_of_separators_are_harmless(owner, county, held, tmp_path, line_end):
    folder = write(county, tmp_path / "again")
    for file in folder.iterdir():
        text = file.read_text("utf-8")
        columns = text.split("\n", 1)[0].count(";")
        file.write_bytes((text.replace("\n", line_end) + ";" * columns + line_end).encode())
    before = stored()
    assert run(folder, owner).state == "committed"
    assert stored() == before


def test_a_row_that_ends_otherwise_than_the_rest_is_a_row_too(owner, tmp_path):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "schools.csv").write_bytes(b"school_id;name\r\nS1;A\nS2;B\rS3;C\r\n")
    assert run(tmp_path / "p", owner).counts["schools"]["new"] == 3


def test_a_fault_after_blank_lines_is_told_by_the_row_a_spreadsheet_shows(owner, tmp_path):
    folder = write(a_county(pupils=1), tmp_path / "pakke")
    file = folder / "schools.csv"
    file.write_text("school_id;name\n\nS1;Skole S1\n\n\nS2;" + "x" * 300 + "\n")
    found = run(folder, owner)
    assert [(fault["code"], fault["row"]) for fault in faults_of(found)["problems"]] == [("text.too_long", 6)]


def test_quoted_cells_may_hold_separators_quotes_and_line_breaks(owner, tmp_path):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "schools.csv").write_text('school_id;name\nS1;"Skole; ""Nord""\navd. Øst"\n', "utf-8")
    assert run(tmp_path / "p", owner).state == "committed"
    assert School.objects.get().name == 'Skole; "Nord"\navd. Øst'


def test_one_file_alone_and_a_zip_are_packages_too(owner, county, tmp_path):
    folder = write({"schools": county["schools"]}, tmp_path / "skoler")
    assert run(folder / "schools.csv", owner).counts["schools"]["new"] == 2
    assert run(zipped(folder), owner).counts["schools"]["same"] == 2


def workbook(path, county, **sheets):
    """The county as a workbook, with real dates, numbers and truths where the schema has them."""
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for name, given in (county | sheets).items():
            sheet = book.add_worksheet(name)
            columns = list(dict.fromkeys(column for row in given for column in row))
            sheet.write_row(0, 0, columns)
            for number, row in enumerate(given, start=1):
                for place, column in enumerate(columns):
                    write_cell(sheet, number, place, row.get(column, ""), day)
    return path


def write_cell(sheet, row, place, value, day):
    text = str(value)
    if len(text) == 10 and text[4] == text[7] == "-":
        sheet.write_datetime(row, place, dt.datetime.fromisoformat(text), day)
    elif text in ("ja", "nei"):
        sheet.write_boolean(row, place, text == "ja")
    elif text.replace(",", ".").replace(".", "", 1).isdigit():
        sheet.write_number(row, place, float(text.replace(",", ".")))
    else:
        sheet.write_string(row, place, text)


def test_a_workbook_gives_the_same_as_the_files(owner, county, held, tmp_path):
    before = stored()
    again = run(workbook(tmp_path / "bok.xlsx", county), owner)
    assert again.state == "committed", faults_of(again)["problems"][:3]
    assert stored() == before
    assert all(counts["same"] == len(county[name]) for name, counts in again.counts.items())


def test_a_sheet_without_rows_is_left_out_and_one_that_explains_is_skipped(owner, county, held, tmp_path):
    path = tmp_path / "bok.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Forklaring").write_row(0, 0, ["Ark", "Kolonne"])
        book.add_worksheet("grades").write_row(0, 0, ["pupil_id", "subject_code", "term", "value"])
        sheet = book.add_worksheet("Schools")
        sheet.write_row(0, 0, ["school_id", "name"])
        sheet.write_row(1, 0, ["S1", "Nytt navn"])
    again = run(path, owner)
    assert set(again.counts) == {"schools"}
    assert School.objects.get(source_id="S1").name == "Nytt navn"
    assert len(rows(owner, "grades")) == len(county["grades"])


def test_a_fault_in_a_workbook_is_told_by_sheet_and_row(owner, tmp_path):
    county = {"schools": a_county(pupils=1)["schools"]}
    path = workbook(
        tmp_path / "bok.xlsx", county, groups=[{"group_id": "g", "school_id": "S1", "name": "1A", "kind": "kor"}]
    )
    fault = faults_of(run(path, owner))["problems"][0]
    assert (fault["code"], fault["file"], fault["row"]) == ("value.not_allowed", "bok.xlsx (groups)", 2)


def test_a_workbook_with_a_strange_sheet_is_refused(owner, tmp_path):
    county = a_county(pupils=1)
    path = workbook(tmp_path / "bok.xlsx", {"schools": county["schools"]}, Ark1=[{"a": 1}])
    fault = faults_of(run(path, owner))["problems"][0]
    assert (fault["code"], fault["file"]) == ("profile.unknown_file", "bok.xlsx (Ark1)")


def test_an_untouched_template_says_that_there_are_no_tables(owner, held, tmp_path):
    (tmp_path / "mal.xlsx").write_bytes(empty_workbook())
    found = run(tmp_path / "mal.xlsx", owner)
    assert [fault["code"] for fault in faults_of(found)["problems"]] == ["profile.no_tables"]


@pytest.mark.parametrize("table", SOURCE_TABLES.values(), ids=lambda table: table.name)
def test_the_example_of_every_file_is_taken(db, owner, tmp_path, table):
    """Each example row is read without a fault in any cell (what it refers to is not there, which is another thing)."""
    row = {column.name: example_of(table, column) for column in table.columns}
    (tmp_path / "p").mkdir()
    content = empty_csv(table).decode("utf-8-sig") + text_of([row]).split("\n", 1)[1]
    (tmp_path / "p" / table.file_name).write_text(content, "utf-8")
    with connect() as con:
        delivery = Delivery(con)
        KINDS["csv"].read(tmp_path / "p", delivery, 2025)
        check(Work(con, delivery, owner, KINDS["csv"], 2025, "x"))
        assert {fault.code for fault in delivery.problems} <= {"reference.unknown", "record.no_enrolment"}
        assert con.execute(f"SELECT count(*) FROM ready_{table.name}").fetchone() == (1,)
    assert f"## {table.file_name}" in profile_page()


def test_ids_of_eleven_digits_are_warned_of_and_not_shown(owner, tmp_path):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "people.csv").write_text("person_id;given_name;family_name\n17051012345;Elev;A\n")
    warning = faults_of(run(tmp_path / "p", owner))["warnings"][0]
    assert warning["code"] == "people.national_number"
    assert "17051012345" not in str(warning)
    assert Person.objects.count() == 1
