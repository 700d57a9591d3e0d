"""PIFU-IMS files of the project's own: what they become, and what is refused."""

import zipfile

import duckdb
import pytest

from tests.unit.sources.oneroster_files import staged, told
from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.pifu import elements, read

NAMESPACE = "http://pifu.no/xsd/pifu-ims_sas/pifu-ims_sas-v1"
HEAD = f'<enterprise xmlns="{NAMESPACE}"><properties lang="no"><type>TYPE</type></properties>'


def sid(source_id: str) -> str:
    return f"<sourcedid><source>sas</source><id>{source_id}</id></sourcedid>"


def person(source_id: str, given: str, family: str, more: str = "", attributes: str = "") -> str:
    name = f"<name><fn>{given} {family}</fn><n><family>{family}</family><given>{given}</given></n></name>"
    return f"<person{attributes}>{sid(source_id)}{name}{more}</person>"


def group(source_id: str, short: str, scheme: str, kind: str, parent: str = "a", more: str = "") -> str:
    return (f"<group>{sid(source_id)}<grouptype><scheme>pifu-ims-go-{scheme}</scheme><typevalue>{kind}</typevalue>"
            f"</grouptype><description><short>{short}</short></description>"
            f'<relationship relation="1">{sid(parent)}<label>x</label></relationship>{more}</group>')  # fmt: skip


def member(of: str, who: str, role: str = "01", inside: str = "<status>1</status>", attributes: str = "") -> str:
    return (f"<membership>{sid(of)}<member>{sid(who)}<idtype>1</idtype>"
            f'<role roletype="{role}"{attributes}>{inside}</role></member></membership>')  # fmt: skip


def absence(value: str, mode: str = "occurrence", unit: str = "hours", kind: str = "invalid", begin: str = "2025-10-01",
            end: str = "2025-10-01", source_id: str = "") -> str:  # fmt: skip
    return (f'<pifu_absence pifu_absence_mode="{mode}">{sid(source_id) if source_id else ""}'
            f'<pifu_absence_type pifu_absence_classification="{kind}">{unit}</pifu_absence_type>'
            f"<timeframe><begin>{begin}</begin><end>{end}</end></timeframe>"
            f"<pifu_absence_value>{value}</pifu_absence_value></pifu_absence>")  # fmt: skip


def away(*absences: str) -> str:
    return f"<status>1</status><extension>{''.join(absences)}</extension>"


def document(*pieces: str, kind: str = "full") -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>' + HEAD.replace("TYPE", kind) + "".join(pieces) + "</enterprise>"


def delivered(tmp_path, content: str | bytes) -> Delivery:
    path = tmp_path / "fil.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    delivery = Delivery(duckdb.connect())
    read(path, delivery, school_year=2025)
    return delivery


SCHOOL = group("a", "Skole A", "org", "skole", "eier")
CLASS = group("1sta", "1STA", "grp", "basisgruppe")
FEIDE = '<userid useridtype="personNIN">12345678910</userid><userid useridtype="feideID">e1@skole-a.no</userid>'


def test_roles_at_school_and_in_groups(tmp_path):
    delivery = delivered(tmp_path, document(
        person("e1", "Elev", "A1").replace("<name>", FEIDE + "<name>"), person("l1", "Lærer", "A"),
        person("l2", "Lærer", "Norsk"), person("r1", "Rådgiver", "A"), person("v1", "Vaktmester", "A"),
        SCHOOL, CLASS, group("nor", "1STA norsk NOR1267", "grp", "undervisningsgruppe"),
        group("fau", "FAU", "grp", "fau"),
        member("a", "e1"), member("a", "l1", "06"), member("a", "l2", "02"), member("a", "v1", "04"),
        member("a", "r1", "04", "<subrole>rådgiver</subrole><status>1</status>"),
        member("a", "l9", "02", "<status>0</status>"),
        member("1sta", "e1", inside="<status>1</status><timeframe><begin>2025-08-20</begin></timeframe>"),
        member("1sta", "l1", "06"), member("nor", "e1"), member("nor", "l2", "02"),
        member("nor", "l1", "02", "<subrole>lærerstudent</subrole><status>1</status>"),
    ))  # fmt: skip
    assert told(delivery.problems) == []
    assert staged(delivery, "people", "person_id", "feide_name")[0] == ("e1", "e1@skole-a.no")
    assert staged(delivery, "employments", "person_id", "role") == [
        ("l1", "teacher"), ("l2", "teacher"), ("r1", "counsellor"), ("v1", "other"),
    ]  # fmt: skip
    assert staged(delivery, "memberships", "group_id", "person_id", "role", "valid_from") == [
        ("1sta", "e1", "pupil", "2025-08-20"), ("1sta", "l1", "contact_teacher", None), ("nor", "e1", "pupil", None),
        ("nor", "l2", "teacher", None),
    ]  # fmt: skip
    assert staged(delivery, "groups", "group_id", "kind", "subject_code") == [
        ("1sta", "class", None), ("nor", "teaching", "NOR1267"),
    ]  # fmt: skip
    assert [warning.code for warning in delivery.warnings] == ["pifu.group_not_kept"]


def test_absence_in_hours_days_and_corrections(tmp_path):
    delivery = delivered(tmp_path, document(member("nor", "e1", inside=away(
        absence("0.75", source_id="1"), absence("1.3333", kind="valid"), absence("-0.75", source_id="3"),
        absence("2", unit="days", kind="valid", end="2025-10-02"),
        absence("-1.5", mode="aggregate", unit="days", end="2026-01-15"),
    ))))  # fmt: skip
    assert told(delivery.problems) == []
    columns = ("_row", "absence_id", "unit", "minutes", "days", '"on"', "until", "documentation", "group_id")
    assert [row[1:] for row in staged(delivery, "absences", *columns)] == [
        ("1", "interval", "45", None, "2025-10-01", None, "none", "nor"),
        ("3", "interval", "-45", None, "2025-10-01", None, "none", "nor"),
        (None, "day", None, "2", "2025-10-01", "2025-10-02", "other", "nor"),
        (None, "interval", "80", None, "2025-10-01", None, "other", "nor"),
    ]
    assert staged(delivery, "absence_sums", "value", "unit", "is_documented", "ends") == [
        ("-1.5", "days", "false", "2026-01-15"),
    ]  # fmt: skip
    assert delivery.delivered == {"absences", "absence_sums"}


def test_changes_withdraw_and_must_bring_the_group(tmp_path):
    changes = document(
        person("e1", "Elev", "A1", attributes=' recstatus="3"'), SCHOOL, CLASS,
        member("a", "e2", attributes=' recstatus="3"'), member("1sta", "e2", inside="<status>0</status>"),
        member("1sta", "e3"), member("ukjent", "e3", inside=away(absence("1"))), kind="delta",
    )  # fmt: skip
    delivery = delivered(tmp_path, changes)
    assert told(delivery.problems) == []
    assert delivery.mode == "changes"
    assert staged(delivery, "people", "person_id", "_is_withdrawn") == [("e1", True)]
    assert staged(delivery, "enrolments", "pupil_id", "_is_withdrawn") == [("e2", True)]
    assert staged(delivery, "memberships", "person_id", "_is_withdrawn") == [("e2", True), ("e3", False)]
    refused = delivered(tmp_path, document(CLASS, member("ukjent", "e1"), kind="melding"))
    assert [problem.code for problem in refused.problems] == ["pifu.change_without_group"]


def test_several_results_of_one_kind_are_numbered(tmp_path):
    def result(title: str, value: str, mode: str = "Number grade") -> str:
        return f'<interimresult resulttype="{title}"><mode>{mode}</mode><result>{value}</result></interimresult>'

    inside = "<status>1</status>" + result("Prøve 1", "A", "Letter grade") + result("Prøve 2", "61", "Percentage") + \
        result("Termin 2", "5") + "<finalresult><mode>Pass/Fail</mode><result>B</result></finalresult>"  # fmt: skip
    delivery = delivered(tmp_path, document(member("nor", "e1", inside=inside)))
    assert staged(delivery, "grades", "term", "value", "scale", "number") == [
        ("final", "B", "grade", None), ("h2", "5", "grade", None), ("other", "61", "percentage", "2"),
        ("other", "A", "other", None),
    ]  # fmt: skip


def test_a_folder_of_files_is_one_delivery(tmp_path):
    folder = tmp_path / "uttrekk"
    folder.mkdir()
    (folder / "1.xml").write_text(document(person("e1", "Elev", "A1"), SCHOOL, CLASS), "utf-8")
    (folder / "2.xml").write_text(document(person("e1", "Elev", "A1"), SCHOOL, member("1sta", "e1")), "utf-8")
    (folder / "LES MEG.txt").write_text("hei")
    delivery = Delivery(duckdb.connect())
    read(folder, delivery, school_year=2025)
    assert told(delivery.problems) == []
    assert staged(delivery, "people", "person_id", "_file") == [("e1", "1.xml")]
    assert staged(delivery, "memberships", "person_id", "_file") == [("e1", "2.xml")]
    assert staged(delivery, "schools", "school_id") == [("a",)]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = {
    "entity expansion": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
    "external entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "external subset": '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
    "plain": "<!DOCTYPE enterprise>",
}


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES)
def test_a_document_type_is_refused_before_anything_in_it_is_read(tmp_path, doctype):
    content = f'<?xml version="1.0"?>\n{doctype}\n' + document(SCHOOL)[len('<?xml version="1.0" encoding="UTF-8"?>') :]
    delivery = delivered(tmp_path, content)
    assert told(delivery.problems) == [("xml.document_type", "fil.xml", 2, "")]
    assert not delivery.delivered


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (document(SCHOOL)[:-20], ("xml.not_well_formed", "fil.xml", 1, "")),
        (document(SCHOOL, "&ukjent;"), ("xml.not_well_formed", "fil.xml", 1, "")),
        ("<?xml version='1.0' encoding='klingonsk'?><enterprise/>", ("xml.unknown_encoding", "fil.xml", 0, "")),
        ("<?xml version='1.0'?><rss/>", ("pifu.not_pifu", "fil.xml", 1, "")),
        ("<enterprise xmlns='urn:annet'/>", ("pifu.not_pifu", "fil.xml", 1, "")),
        ("ikke xml", ("xml.not_well_formed", "fil.xml", 1, "")),
        (document("<a>" * 40 + "</a>" * 40), ("xml.too_deep", "fil.xml", 0, "")),
        (f'<enterprise xmlns="{NAMESPACE}"/>', ("row.missing_required_value", "fil.xml", 1, "properties")),
        (document(kind="halv"), ("row.invalid_enum", "fil.xml", 1, "properties/type")),
        (document(person("e1", "Elev", "A1").replace("<id>e1</id>", "")),
         ("row.missing_required_value", "fil.xml", 1, "sourcedid/id")),
        (document(person("e1", "", "A1")), ("row.missing_required_value", "fil.xml", 1, "name/n/given")),
        (document(member("nor", "e1", inside=away(absence("1", begin="2025-13-01")))),
         ("row.invalid_date", "fil.xml", 1, "begin")),
        (document(member("nor", "e1", inside=away(absence("mye")))),
         ("row.invalid_float", "fil.xml", 1, "pifu_absence_value")),
        (document(member("nor", "e1", inside=away(absence("NaN")))),
         ("row.invalid_float", "fil.xml", 1, "pifu_absence_value")),
        (document(member("nor", "e1", inside=away(absence("1", unit="weeks")))),
         ("row.invalid_enum", "fil.xml", 1, "pifu_absence_type")),
        (document(member("nor", "e1", inside=away(absence("")))),
         ("row.missing_required_value", "fil.xml", 1, "pifu_absence_value")),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_line(tmp_path, content, expected):
    delivery = delivered(tmp_path, content)
    assert expected in told(delivery.problems)
    assert not delivery.delivered


def test_files_that_are_no_xml_are_no_package(tmp_path):
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("a.csv", "x")
        opened.writestr("b.csv", "x")
    delivery = Delivery(duckdb.connect())
    read(path, delivery, school_year=2025)
    assert [problem.code for problem in delivery.problems] == ["package.unknown_format"]


def test_other_encodings_that_the_file_declares_are_read(tmp_path):
    text = document(person("e1", "Åse", "Ødegård"), CLASS).replace("UTF-8", "ISO-8859-1")
    assert staged(delivered(tmp_path, text.encode("latin-1")), "people", "family_name") == [("Ødegård",)]
    utf16 = document(person("e1", "Åse", "Ødegård"), CLASS).replace("UTF-8", "UTF-16")
    assert staged(delivered(tmp_path, utf16.encode("utf-16")), "people", "given_name") == [("Åse",)]


def test_only_one_piece_of_a_large_file_is_held_at_a_time(tmp_path, monkeypatch):
    made: list[elements.Element] = []
    open_at_most = 0

    class Counted(elements._Builder):
        def end(self, tag: str) -> None:
            nonlocal open_at_most
            super().end(tag)
            open_at_most = max(open_at_most, sum(len(e.inside) for e in self.open), len(self.finished))
            made.append(self.root)

    monkeypatch.setattr(elements, "_Builder", Counted)
    monkeypatch.setattr(elements, "BLOCK", 2000)
    everybody = "".join(member("1sta", f"e{n}") for n in range(500))
    delivery = delivered(tmp_path, document(SCHOOL, CLASS, everybody))
    assert len(staged(delivery, "memberships", "person_id")) == 500
    assert len(made) > 4000
    assert open_at_most < 30
