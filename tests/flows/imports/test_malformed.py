"""Bad input: each fault is told with its code, file and row; nothing of the package is kept, and nothing is shown.

The words must not repeat what stands in a cell, which could be somebody's name or health.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packages import a_county, run, write
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.queries import faults_of
from tettpaa.identify.records.models import TableVersion
from tettpaa.schools.people.models import Person

pytestmark = pytest.mark.before_the_database

SECRET = "Hemmelighet"


def line(file: str, text: str) -> Callable[[Path], None]:
    """Add a line to a file: it becomes the last row."""

    def alter(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as opened:
            opened.write(text + "\n")

    return alter


def cell(file: str, column: str, value: str, row: int = 2) -> Callable[[Path], None]:
    """Put a value in a column, which is added if the file has none."""

    def alter(folder: Path) -> None:
        lines = (folder / file).read_text("utf-8").splitlines()
        names = lines[0].split(";")
        if column not in names:
            lines = [f"{old};{column if place == 0 else ''}" for place, old in enumerate(lines)]
            names.append(column)
        cells = lines[row - 1].split(";")
        cells[names.index(column)] = value
        lines[row - 1] = ";".join(cells)
        (folder / file).write_text("\n".join(lines) + "\n", "utf-8")

    return alter


def whole(file: str, content: bytes | str) -> Callable[[Path], None]:
    """Let the file be just this."""

    def alter(folder: Path) -> None:
        (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)

    return alter


def heading(file: str, old: str, new: str) -> Callable[[Path], None]:
    def alter(folder: Path) -> None:
        first, rest = (folder / file).read_text("utf-8").split("\n", 1)
        (folder / file).write_text(first.replace(old, new, 1) + "\n" + rest, "utf-8")

    return alter


ABSENCE = "absence_id;pupil_id;on;unit;lesson;starts;minutes;group_id;subject_code;documentation\n"
GOOD = "a;S1-P1;2025-09-01;lesson;1;08:15;45;S1-NOR;NOR1267;none\n"

CASES = {
    # The package and its files.
    "a file the profile does not have": (whole("fravaer.csv", "a;b\n1;2\n"), "profile.unknown_file", "fravaer.csv", None),
    "a text file": (whole("lesmeg.txt", "hei"), "profile.unknown_file", "lesmeg.txt", None),
    "an empty file": (whole("grades.csv", b""), "file.empty", "grades.csv", None),
    "only a mark": (whole("grades.csv", b"\xef\xbb\xbf"), "file.empty", "grades.csv", None),
    "UTF-16": (whole("grades.csv", "pupil_id;value".encode("utf-16")), "file.utf16", "grades.csv", None),
    "no text at all": (whole("grades.csv", bytes(range(256)) * 4), "file.unknown_encoding", "grades.csv", None),
    "a zero byte": (whole("grades.csv", b"pupil_id;subject_code;term;value\nS1-P1;N\x00R;h1;4\n"), "file.nul_byte",
                    "grades.csv", 2),
    "a zip called csv": (whole("grades.csv", b"PK\x03\x04" + b"x" * 100), "package.nested_archive", "grades.csv", None),
    "merge-conflict marks": (line("people.csv", "<<<<<<< HEAD\nx;y;z;\n=======\nx;q;z;\n>>>>>>> gren"),
                             "file.conflict_marks", "people.csv", 12),
    # The heading.
    "no heading row": (whole("grades.csv", "S1-P1;NOR1267;h1;4\n"), "csv.no_heading", "grades.csv", 1),
    "a missing column": (heading("people.csv", "family_name", "etternavn"), "column.missing", "people.csv", 1),
    "a misspelled column": (heading("people.csv", "birth_date", "birthdate"), "column.misspelled", "people.csv", 1),
    "an unknown column": (heading("people.csv", "birth_date", "skostørrelse"), "column.unknown", "people.csv", 1),
    "a column twice": (heading("people.csv", "birth_date", "given_name"), "column.duplicate", "people.csv", 1),
    "status in a full delivery": (heading("people.csv", "birth_date", "status"), "column.status_in_full", "people.csv", 1),
    "a wrong separator": (whole("grades.csv", "pupil_id|subject_code|term|value\nS1-P1|NOR1267|h1|4\n"),
                          "csv.no_heading", "grades.csv", 1),
    # Rows that do not fit.
    "too few cells": (line("people.csv", "x;y"), "csv.too_few_cells", "people.csv", 12),
    "too many cells": (line("people.csv", "x;y;z;;;q"), "csv.too_many_cells", "people.csv", 12),
    "an unclosed quotation mark": (line("people.csv", 'x;"y;z;'), "csv.broken_quotes", "people.csv", 12),
    "text after a quotation mark": (line("people.csv", 'x;"y"z;z;'), "csv.broken_quotes", "people.csv", 12),
    "a web page instead of a file": (whole("grades.csv", "<!DOCTYPE html>\n<html><body>Logg inn</body></html>\n"),
                                     "csv.no_heading", "grades.csv", 1),
    # profile.csv.
    "an unknown property": (whole("profile.csv", "property;value\nmodus;full\n"), "profile.unknown_property",
                            "profile.csv", 2),
    "a mode that is none": (whole("profile.csv", "property;value\nmode;alt\n"), "profile.wrong_value", "profile.csv", 2),
    "a period that is no date": (whole("profile.csv", "property;value\nmode;full\nfrom;i høst\n"), "profile.wrong_value",
                                 "profile.csv", 3),
    # Cells.
    "a required cell that is empty": (cell("people.csv", "given_name", ""), "value.missing", "people.csv", 2),
    "a required cell of blanks": (cell("people.csv", "given_name", "\u00a0 \t"), "value.missing", "people.csv", 2),
    "an id that is missing": (cell("absences.csv", "pupil_id", ""), "value.missing", "absences.csv", 2),
    "a date that is none": (cell("absences.csv", "on", "2025-02-30"), "date.unreadable", "absences.csv", 2),
    "a month that is none": (cell("absences.csv", "on", "2025-13-01"), "date.unreadable", "absences.csv", 2),
    "29 February of an ordinary year": (cell("absences.csv", "on", "29.02.2026"), "date.unreadable", "absences.csv", 2),
    "an American date": (cell("absences.csv", "on", "09/01/2025"), "date.unreadable", "absences.csv", 2),
    "a date in words": (cell("absences.csv", "on", SECRET), "date.unreadable", "absences.csv", 2),
    "a date as a number of days": (cell("absences.csv", "on", "45901"), "date.unreadable", "absences.csv", 2),
    "infinity as a date": (cell("absences.csv", "on", "infinity"), "date.unreadable", "absences.csv", 2),
    "the epoch as a date": (cell("absences.csv", "on", "epoch"), "date.unreadable", "absences.csv", 2),
    "a year in the far future": (cell("absences.csv", "on", "2205-09-01"), "date.out_of_range", "absences.csv", 2),
    "a year in the far past": (cell("people.csv", "birth_date", "0208-05-17"), "date.out_of_range", "people.csv", 2),
    "an end before the start": (cell("enrolments.csv", "valid_to", "2025-08-17"), "period.reversed", "enrolments.csv", 2),
    "an absence that ends before it begins": (cell("absences.csv", "until", "2025-08-31"), "period.reversed",
                                              "absences.csv", 2),
    "absurd minutes": (cell("absences.csv", "minutes", "1441"), "number.out_of_range", "absences.csv", 2),
    "absurdly negative minutes": (cell("absences.csv", "minutes", "-1441"), "number.out_of_range", "absences.csv", 2),
    "minutes beyond any integer": (cell("absences.csv", "minutes", "99999999999999"), "number.not_whole",
                                   "absences.csv", 2),
    "minutes with a fraction": (cell("absences.csv", "minutes", "45,5"), "number.not_whole", "absences.csv", 2),
    "minutes in words": (cell("absences.csv", "minutes", "førtifem"), "number.not_whole", "absences.csv", 2),
    "minutes with a unit": (cell("absences.csv", "minutes", "45 min"), "number.not_whole", "absences.csv", 2),
    "minutes in exponents": (cell("absences.csv", "minutes", "1e2"), "number.not_whole", "absences.csv", 2),
    "days that are no number": (cell("absences.csv", "days", "en halv"), "number.unreadable", "absences.csv", 2),
    "days that are not a number": (cell("absences.csv", "days", "NaN"), "number.unreadable", "absences.csv", 2),
    "a thousands separator": (cell("absence_sums.csv", "value", "1.000,5"), "number.unreadable", "absence_sums.csv", 2),
    "points above what is possible": (cell("admissions.csv", "grunnskolepoeng", "60,1"), "number.out_of_range",
                                      "admissions.csv", 2),
    "a time that is none": (cell("absences.csv", "starts", "25:00"), "time.unreadable", "absences.csv", 2),
    "a time in words": (cell("absences.csv", "starts", "kvart over"), "time.unreadable", "absences.csv", 2),
    "neither yes nor no": (cell("calendar.csv", "is_school_day", "kanskje"), "bool.unreadable", "calendar.csv", 2),
    "a unit that does not exist": (cell("absences.csv", "unit", "uke"), "value.not_allowed", "absences.csv", 2),
    "a role that does not exist": (cell("memberships.csv", "role", "rektor"), "value.not_allowed", "memberships.csv", 2),
    "a cause that does not exist": (cell("absences.csv", "cause", "j"), "value.not_allowed", "absences.csv", 2),
    "a name without end": (cell("people.csv", "given_name", "x" * 201), "text.too_long", "people.csv", 2),
    "an organisation number of ten digits": (cell("schools.csv", "org_number", "9740000012"), "text.too_long",
                                             "schools.csv", 2),
    # Rows together.
    "a pupil twice": (line("people.csv", "S1-P1;Elev 1;Øst;2008-05-17"), "key.duplicate", "people.csv", 12),
    "an enrolment twice": (line("enrolments.csv", "S1-P1;S1;Vg2;2025-08-18"), "key.duplicate", "enrolments.csv", 6),
    "a membership twice": (line("memberships.csv", "S1-NOR;S1-P1;pupil;2025-08-18"), "key.duplicate",
                           "memberships.csv", 12),
    "an absence id twice": (whole("absences.csv", ABSENCE + GOOD + GOOD.replace("09-01", "09-02")), "key.duplicate",
                            "absences.csv", 3),
    "a grade twice": (line("grades.csv", "S1-P1;NOR1267;h1;6"), "key.duplicate", "grades.csv", 6),
    "a lesson twice": (line("lessons.csv", "S1-NOR;2025-09-01;1;09:15;45;;"), "key.duplicate", "lessons.csv", 12),
    "an unknown school": (cell("enrolments.csv", "school_id", "S9"), "reference.unknown", "enrolments.csv", 2),
    "an unknown pupil": (cell("absences.csv", "pupil_id", "P404"), "reference.unknown", "absences.csv", 2),
    "an unknown group": (cell("absences.csv", "group_id", "G404"), "reference.unknown", "absences.csv", 2),
    "an unknown teacher": (cell("lessons.csv", "teacher_id", "L404"), "reference.unknown", "lessons.csv", 2),
    "an unknown guardian": (cell("guardian_links.csv", "guardian_id", "F404"), "reference.unknown",
                            "guardian_links.csv", 2),
    "a membership of an unknown group": (cell("memberships.csv", "group_id", "G404"), "reference.unknown",
                                         "memberships.csv", 2),
    "a pupil without enrolment": (cell("grades.csv", "pupil_id", "S1-F1"), "record.no_enrolment", "grades.csv", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_told_by_code_file_and_row(owner, tmp_path, name):
    alter, code, file, row = CASES[name]
    folder = write(a_county(pupils=2), tmp_path / "pakke")
    alter(folder)
    found = run(folder, owner)
    faults = faults_of(found)["problems"]
    assert found.state == "refused"
    assert (code, file, row) in [(fault["code"], fault["file"], fault["row"]) for fault in faults]
    assert found.problem_count == len(faults)
    for fault in faults:
        words = " ".join([fault["message"], fault["fix"], fault["message_en"], fault["fix_en"]])
        assert fault["message"] and fault["fix"] and fault["message_en"] and fault["fix_en"]
        assert SECRET not in words and "Traceback" not in words and not re.search(r"\{\w*\}", words)
    assert not Person.objects.exists() and not TableVersion.objects.exists()


def test_what_is_only_warned_of_is_kept(owner, tmp_path):
    folder = write(a_county(pupils=2), tmp_path / "pakke")
    cell("absences.csv", "minutes", "-45")(folder)
    cell("absences.csv", "code", "Z", row=3)(folder)
    cell("absences.csv", "documentation", "", row=3)(folder)
    line("absences.csv", "sent;S1-P1;2025-08-01;lesson;1;08:15;45;;;none;")(folder)
    found = run(folder, owner)
    assert found.state == "committed"
    assert {fault["code"] for fault in faults_of(found)["warnings"]} == {"code.unknown", "absence.outside_enrolment"}


def test_every_fault_of_a_package_is_told_at_once_and_many_are_counted(owner, tmp_path):
    folder = write(a_county(pupils=2), tmp_path / "pakke")
    (folder / "grades.csv").write_text(
        "pupil_id;subject_code;term;value\n" + "".join(f"S1-P1;F{n};vår;4\n" for n in range(1500))
    )
    cell("people.csv", "birth_date", "i fjor")(folder)
    found = run(folder, owner)
    faults = faults_of(found)["problems"]
    assert (found.problem_count, len(faults)) == (1501, 1000)
    assert {fault["code"] for fault in faults} == {"date.unreadable", "value.not_allowed"}
    assert Import.objects.get().state == "refused"
