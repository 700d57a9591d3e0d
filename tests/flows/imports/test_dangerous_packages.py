"""Packages made to harm the receiver, or broken on the way: refused with file, row and what to do, in both languages.

Nothing is unpacked outside, nothing is kept, and what they would have expanded to is never made.
"""

import io
import re
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.packages import run
from tettpaa.identify.imports.queries import faults_of
from tettpaa.identify.records.models import TableVersion
from tettpaa.schools.people.models import Person

pytestmark = pytest.mark.before_the_database

MEGABYTE = 1 << 20
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
XML = '<?xml version="1.0"?>\n{}\n<enterprise xmlns="urn:pifu"><properties>&l9;</properties></enterprise>'


def zipped(name: str, content: bytes | str = b"x", **attributes) -> Callable[[Path], Path]:
    """A zip with one entry, described as one likes."""

    def make(folder: Path) -> Path:
        described = zipfile.ZipInfo(name)
        described.compress_type = zipfile.ZIP_DEFLATED
        for attribute, value in attributes.items():
            setattr(described, attribute, value)
        path = folder / "pakke.zip"
        with zipfile.ZipFile(path, "w") as opened:
            opened.writestr(described, content)
        return path

    return make


def file(name: str, content: bytes | str) -> Callable[[Path], Path]:
    """The file alone."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def cut_short(folder: Path) -> Path:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("people.csv", "person_id;given_name;family_name\n" + "x;y;z\n" * 1000)
    return file("pakke.zip", whole.getvalue()[:-30])(folder)


def leading_out(folder: Path) -> Path:
    path = folder / "mappe"
    path.mkdir()
    (folder / "hemmelig.csv").write_text("person_id;given_name;family_name\nx;y;z\n")
    (path / "people.csv").symlink_to(folder / "hemmelig.csv")
    return path


def workbook(sheet: str) -> Callable[[Path], Path]:
    """A workbook as small as they come, its one sheet written by hand."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="people" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet.replace("MAIN", main),
    }

    def make(folder: Path) -> Path:
        path = folder / "bok.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
            for name, content in files.items():
                opened.writestr(name, content)
        return path

    return make


# What it is → (how it is made, the source's kind, code, file, row).
PACKAGES = {
    "a name that leads out of the zip": (zipped("../../people.csv"), "csv", "package.path_outside",
                                         "../../people.csv", None),
    "a name from the root": (zipped("/etc/people.csv"), "csv", "package.path_outside", "/etc/people.csv", None),
    "a name on a drive": (zipped("C:\\people.csv"), "csv", "package.path_outside", "C:\\people.csv", None),
    "a link": (zipped("people.csv", b"/etc/hostname", external_attr=0o120777 << 16), "csv", "package.link",
               "people.csv", None),
    "a link in a folder": (leading_out, "csv", "package.link", "people.csv", None),
    "a bomb": (zipped("people.csv", b"\0" * (64 * MEGABYTE)), "csv", "package.bomb", "people.csv", None),
    "a bomb for the other kinds": (zipped("users.csv", b"\0" * (64 * MEGABYTE)), "oneroster", "package.bomb",
                                   "users.csv", None),
    "a zip in the zip": (zipped("people.csv", b"PK\x03\x04xxxx"), "csv", "package.nested_archive", "people.csv", None),
    "nothing in the zip": (zipped("mappe/", b""), "csv", "profile.no_tables", "pakke.zip", None),
    "an empty zip": (file("pakke.zip", b""), "csv", "package.empty", "pakke.zip", None),
    "an empty file": (file("people.csv", b""), "csv", "package.empty", "people.csv", None),
    "an empty file in a zip": (zipped("people.csv", b""), "csv", "file.empty", "people.csv", None),
    "no zip at all": (file("pakke.zip", "dette er ikke en zip"), "csv", "package.not_a_zip", "pakke.zip", None),
    "no workbook at all": (file("bok.xlsx", "dette er ikke en arbeidsbok"), "csv", "file.not_a_workbook",
                           "bok.xlsx", None),
    "a zip cut short": (cut_short, "csv", "package.not_a_zip", "pakke.zip", None),
    "entity expansion": (file("fil.xml", XML.format(f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>')), "pifu",
                         "xml.document_type", "fil.xml", 2),
    "entity expansion in a zip": (zipped("fil.xml", XML.format(f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>')), "pifu",
                                  "xml.document_type", "fil.xml", 2),
    "a file of ours as an entity": (file("fil.xml", XML.format('<!DOCTYPE x [<!ENTITY l9 SYSTEM "/etc/passwd">]>')),
                                    "pifu", "xml.document_type", "fil.xml", 2),
    "merge-conflict marks": (zipped("people.csv", "person_id;given_name;family_name\n<<<<<<< HEAD\na;b;c\n=======\n"
                                    "a;b;d\n>>>>>>> gren\n"), "csv", "file.conflict_marks", "people.csv", 2),
    "merge-conflict marks in XML": (file("fil.xml", XML.format("<<<<<<< HEAD")), "pifu", "xml.not_well_formed",
                                    "fil.xml", 2),
    "entity expansion in a workbook": (
        workbook(f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><worksheet MAIN><sheetData><row r="1"><c r="A1" t="str">'
                 '<v>&l9;</v></c></row><row r="2"><c r="A2" t="str"><v>x</v></c></row></sheetData></worksheet>'),
        "csv", "file.not_a_workbook", "bok.xlsx", None),
}  # fmt: skip


@pytest.mark.parametrize("name", PACKAGES)
def test_it_is_refused_with_file_row_and_what_to_do(owner, tmp_path, name):
    make, kind, code, place, row = PACKAGES[name]
    path = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    held_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = run(path, owner, kind=kind)
    faults = faults_of(found)["problems"]
    assert found.state == "refused"
    assert [(fault["code"], fault["file"], fault["row"]) for fault in faults] == [(code, place, row)]
    for word in ("message", "fix", "message_en", "fix_en"):
        assert len(faults[0][word]) > 10 and not re.search(r"\{\w*\}", faults[0][word])
    assert faults[0]["message"] != faults[0]["message_en"] and faults[0]["fix"] != faults[0]["fix_en"]
    assert sorted(tmp_path.rglob("*")) == before
    assert [kept.name for kept in (Path(settings.TETTPAA_HOME) / "imports" / found.pk).iterdir()] == ["faults.json"]
    assert not Person.objects.exists() and not TableVersion.objects.exists()
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held_before) << 10 < 300 * MEGABYTE
