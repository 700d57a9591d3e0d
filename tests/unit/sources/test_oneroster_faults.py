"""OneRoster packages with faults of their own: headings, manifests, and what rows mean together."""

import zipfile

import pytest

from tests.unit.sources import oneroster_files as files
from tests.unit.sources.oneroster_files import DISTRICT, delivered, staged, text_of, told, write_package


def package_of(tmp_path, texts: dict[str, str], manifest: str | None = None):
    """A zip of texts as they are; the manifest says bulk for each unless given."""
    listed = "".join(f"file.{name.removesuffix('.csv')},bulk\n" for name in texts)
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("manifest.csv", manifest or f"propertyName,value\noneroster.version,1.2\n{listed}")
        for name, text in texts.items():
            opened.writestr(name, text)
    return path


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ("propertyName,value\n", ("manifest.unsupported_version", "manifest.csv", 0, "value")),
        ("propertyName,value\noneroster.version,2.0\n", ("manifest.unsupported_version", "manifest.csv", 2, "value")),
        ("propertyName,value\noneroster.version,1.2\nfile.orgs,full\n",
         ("manifest.invalid_file_mode", "manifest.csv", 3, "value")),
        ("propertyName,value\noneroster.version,1.2\nfile.orgs,bulk\nfile.orgs,bulk\n",
         ("manifest.duplicate_property", "manifest.csv", 4, "propertyName")),
        ("propertyName,value\noneroster.version,1.2\nfile.orgs,bulk,x\n", ("csv.wrong_width", "manifest.csv", 3, "")),
        ("propertyName;value\n", ("manifest.invalid_header", "manifest.csv", 1, "")),
    ],
)  # fmt: skip
def test_a_manifest_that_cannot_be_trusted_is_refused(tmp_path, manifest, expected):
    delivery = delivered(package_of(tmp_path, {"orgs.csv": text_of("orgs", files.ORGS)}, manifest))
    assert told(delivery.problems) == [expected]


def test_what_lies_beside_the_files_is_overlooked(tmp_path):
    delivery = delivered(package_of(tmp_path, {"LES MEG.txt": "hei"}))
    assert told(delivery.problems) == []
    assert ("package.ignored_file", "LES MEG.txt") in {(w.code, w.file) for w in delivery.warnings}


def test_a_column_that_must_be_there_is_missed_and_one_that_need_not_is_only_told(tmp_path):
    text = text_of("orgs", files.ORGS)
    required = delivered(package_of(tmp_path, {"orgs.csv": text.replace("name,", "", 1)}))
    assert ("schema.missing_column", "orgs.csv", 1, "name") in told(required.problems)
    rows = ["sourcedId,status,dateLastModified,name,type,parentSourcedId", "a,,,Skole A,school,"]
    optional = delivered(package_of(tmp_path, {"orgs.csv": "\n".join(rows)}))
    assert told(optional.problems) == []
    assert ("schema.missing_column", "orgs.csv", 1, "identifier") in told(optional.warnings)
    assert staged(optional, "schools", "school_id", "name") == [("a", "Skole A")]


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        (
            "academicSessions",
            {"endDate": "2025-08-01"},
            [("row.end_before_start", "academicSessions.csv", 2, "endDate")],
        ),
        (
            "academicSessions",
            {"startDate": "2025-02-30"},
            [("row.invalid_date", "academicSessions.csv", 2, "startDate")],
        ),
        ("classes", {"termSourcedIds": "y25,,h1"}, [("row.invalid_list", "classes.csv", 2, "termSourcedIds")]),
        ("classes", {"termSourcedIds": "y25,x y"}, [("row.invalid_guid", "classes.csv", 2, "termSourcedIds")]),
        ("classes", {"classType": "ext:studio"}, []),
        ("orgs", {"sourcedId": "i" * 256}, [("row.invalid_guid", "orgs.csv", 2, "sourcedId")]),
        ("roles", {"roleType": "ext:x"}, [("row.invalid_enum", "roles.csv", 2, "roleType")]),
        ("roles", {"endDate": "2025-08-19"}, [("row.end_before_start", "roles.csv", 2, "endDate")]),
        ("enrollments", {"primary": "yes"}, [("row.invalid_boolean", "enrollments.csv", 2, "primary")]),
        ("users", {"givenName": ""}, [("row.missing_required_value", "users.csv", 2, "givenName")]),
        ("demographics", {"sex": "k"}, [("row.invalid_enum", "demographics.csv", 2, "sex")]),
    ],
)
def test_one_bad_cell_is_told_by_its_place(tmp_path, table, row, expected):
    rows = [dict(given) for given in DISTRICT[table]]
    rows[0] |= row
    kept = {"orgs": DISTRICT["orgs"]} | ({} if table == "orgs" else DISTRICT)
    delivery = delivered(write_package(tmp_path / "d.zip", kept | {table: rows}))
    assert told(delivery.problems) == expected


def test_a_fault_is_told_without_the_value_but_with_what_is_allowed(tmp_path):
    rows = [files.role("e1", "elev", beginDate="hemmelig")]
    delivery = delivered(write_package(tmp_path / "d.zip", DISTRICT | {"roles": rows}))
    by_code = {problem.code: problem for problem in delivery.problems}
    assert set(by_code) == {"row.invalid_enum", "row.invalid_date"}
    assert "student" in by_code["row.invalid_enum"].fix and "student" in by_code["row.invalid_enum"].fix_en
    assert "tekst på 8 tegn" in by_code["row.invalid_date"].message
    assert all(
        "hemmelig" not in text
        for problem in delivery.problems
        for text in problem.as_json().values()
        if isinstance(text, str)
    )


GRADEBOOK = DISTRICT | {
    "categories": [
        {"sourcedId": "h1", "title": "Halvårsvurdering 1. termin"}, {"sourcedId": "p", "title": "Prøver"},
        {"sourcedId": "s", "title": "Standpunkt"},
    ],
    "lineItems": [
        {"sourcedId": "item-h1", "title": "Norsk", "categorySourcedId": "h1"},
        {"sourcedId": "item-s", "title": "Norsk", "categorySourcedId": "s"},
        {"sourcedId": "item-1", "title": "Prøve 1", "categorySourcedId": "p", "resultValueMin": "0",
         "resultValueMax": "100"},
        {"sourcedId": "item-2", "title": "Prøve 2", "categorySourcedId": "p", "resultValueMin": "0",
         "resultValueMax": "40"},
    ],
    "results": [
        {"sourcedId": "1", "lineItemSourcedId": "item-h1", "score": "4"},
        {"sourcedId": "2", "lineItemSourcedId": "item-s", "textScore": "IV"},
        {"sourcedId": "3", "lineItemSourcedId": "item-1", "score": "75", "scoreDate": "2025-10-01"},
        {"sourcedId": "4", "lineItemSourcedId": "item-2", "score": "31.5", "scoreDate": "2025-09-01",
         "comment": "Fint"},
        {"sourcedId": "5", "lineItemSourcedId": "item-2", "score": "0", "scoreStatus": "exempt"},
    ],
}  # fmt: skip


def with_required(book: dict) -> dict:
    item = {"assignDate": "2025-09-01", "dueDate": "2025-09-08", "classSourcedId": "1sta-nor",
            "academicSessionSourcedId": "h1", "schoolSourcedId": "a"}  # fmt: skip
    result = {"studentSourcedId": "e1", "scoreStatus": "fully graded", "scoreDate": "2025-12-20"}
    return book | {"lineItems": [item | row for row in book["lineItems"]],
                   "results": [result | row for row in book["results"]]}  # fmt: skip


def test_results_become_grades_with_their_term_scale_and_number(tmp_path):
    delivery = delivered(write_package(tmp_path / "d.zip", with_required(GRADEBOOK)))
    assert told(delivery.problems) == []
    columns = ("term", "value", "scale", "number", "set_on", "subject_code", "group_id", "comment")
    assert staged(delivery, "grades", *columns) == [
        ("final", "IV", "grade", None, "2025-12-20", "NOR1267", "1sta-nor", None),
        ("h1", "4", "grade", None, "2025-12-20", "NOR1267", "1sta-nor", None),
        ("other", "31.5", "other", None, "2025-09-01", "NOR1267", "1sta-nor", "Fint"),
        ("other", "75", "percentage", "2", "2025-10-01", "NOR1267", "1sta-nor", None),
    ]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ({"score": "101", "lineItemSourcedId": "item-1"}, "semantic.score_above_max", "score"),
        ({"score": "-1", "lineItemSourcedId": "item-1"}, "semantic.score_below_min", "score"),
        ({"classSourcedId": "1sta"}, "semantic.result_class_mismatch", "classSourcedId"),
    ],
)
def test_a_result_must_fit_its_line_item(tmp_path, row, code, column):
    book = with_required(GRADEBOOK)
    book["results"] = [book["results"][0] | row]
    delivery = delivered(write_package(tmp_path / "d.zip", book))
    assert told(delivery.problems) == [(code, "results.csv", 2, column)]


def test_a_result_of_somebody_outside_the_class_is_kept_with_a_warning(tmp_path):
    book = with_required(GRADEBOOK)
    book["results"] = [book["results"][0] | {"studentSourcedId": "r1"}]
    delivery = delivered(write_package(tmp_path / "d.zip", book))
    assert told(delivery.problems) == []
    assert ("semantic.result_student_not_enrolled", "results.csv", 2, "studentSourcedId") in told(delivery.warnings)
    assert staged(delivery, "grades", "pupil_id") == [("r1",)]
