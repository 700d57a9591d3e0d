"""What schools send is opened without trusting it: every fault is told, nothing is written elsewhere."""

import stat
import zipfile
from pathlib import Path

import duckdb
import pytest

from tettpaa.identify.sources import package as packages
from tettpaa.identify.sources.archive import Limits
from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.package import open_package


@pytest.fixture
def delivery():
    return Delivery(duckdb.connect())


def zipped(tmp_path: Path, files: dict[str, bytes]) -> Path:
    path = tmp_path / "pakke.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return path


def codes(problems) -> list[str]:
    return [problem.code for problem in problems]


def read_all(path: Path, delivery: Delivery, **limits: int) -> dict[str, str]:
    with open_package(path, delivery, limits=Limits(**limits)) as package:
        texts = {name: package.text_file(name) for name in package.names()}
        return {name: file.read_text("utf-8") for name, file in texts.items() if file is not None}


def test_a_zip_a_folder_and_one_file_are_read_alike(tmp_path, delivery):
    folder = tmp_path / "mappe"
    folder.mkdir()
    (folder / "a.csv").write_bytes(b"x\n1\n")
    expected = {"a.csv": "x\n1\n"}
    assert read_all(zipped(tmp_path, {"a.csv": b"x\n1\n"}), delivery) == expected
    assert read_all(folder, delivery) == expected
    assert read_all(folder / "a.csv", delivery) == expected
    assert not delivery.problems and not delivery.warnings


def test_the_temporary_files_are_gone_afterwards(tmp_path, delivery):
    with open_package(zipped(tmp_path, {"a.csv": b"x\n"}), delivery) as package:
        file = package.text_file("a.csv")
        assert file is not None and file.exists()
    assert not file.exists()


def test_a_folder_zipped_as_a_whole_keeps_its_files_names(tmp_path, delivery):
    path = zipped(tmp_path, {"eksport/a.csv": b"x\n", "eksport/b.csv": b"y\n", "__MACOSX/eksport/._a.csv": b"\x00\x05"})
    assert sorted(read_all(path, delivery)) == ["a.csv", "b.csv"]


@pytest.mark.parametrize("name", ["../a.csv", "/a.csv", "a/../../a.csv", "..\\a.csv", "C:\\a.csv", "\\\\tjener\\a"])
def test_a_name_that_leads_out_of_the_package_is_refused(tmp_path, delivery, name):
    path = tmp_path / "pakke.zip"
    with zipfile.ZipFile(path, "w") as opened:
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        opened.writestr(entry, b"x\n")
    assert read_all(path, delivery) == {}
    assert codes(delivery.problems) == ["package.path_outside"]
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_link_in_a_zip_is_refused(tmp_path, delivery):
    path = tmp_path / "pakke.zip"
    with zipfile.ZipFile(path, "w") as opened:
        entry = zipfile.ZipInfo("users.csv")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(entry, "/etc/passwd")
    assert read_all(path, delivery) == {}
    assert codes(delivery.problems) == ["package.link"]


def test_a_link_in_a_folder_is_refused(tmp_path, delivery):
    (tmp_path / "hemmelig.txt").write_text("hemmelig")
    folder = tmp_path / "mappe"
    folder.mkdir()
    (folder / "users.csv").symlink_to(tmp_path / "hemmelig.txt")
    assert read_all(folder, delivery) == {}
    assert codes(delivery.problems) == ["package.link"]


def test_an_encrypted_entry_is_refused(tmp_path, delivery):
    path = zipped(tmp_path, {"a.csv": b"x\n"})
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the local header's and the central directory's flag
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert read_all(path, delivery) == {}
    assert codes(delivery.problems) == ["package.encrypted"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, delivery):
    path = zipped(tmp_path, {"a.csv": b"0" * (20 << 20)})
    assert read_all(path, delivery) == {}
    assert codes(delivery.problems) == ["package.bomb"]


def test_a_package_too_large_is_refused(tmp_path, delivery):
    path = zipped(tmp_path, {"a.csv": b"a" * 2000, "b.csv": b"b" * 2000})
    assert read_all(path, delivery, unpacked_bytes=3000) == {}
    assert codes(delivery.problems) == ["package.too_large"]


def test_a_folder_too_large_is_refused_while_it_is_read(tmp_path, delivery):
    folder = tmp_path / "mappe"
    folder.mkdir()
    (folder / "a.csv").write_bytes(b"a" * 2000)
    (folder / "b.csv").write_bytes(b"b" * 2000)
    assert list(read_all(folder, delivery, unpacked_bytes=3000)) == ["a.csv"]
    assert codes(delivery.problems) == ["package.too_large"]


def test_too_many_files_are_refused(tmp_path, delivery):
    path = zipped(tmp_path, {f"{number}.csv": b"x\n" for number in range(4)})
    assert read_all(path, delivery, entries=3) == {}
    assert codes(delivery.problems) == ["package.too_many_files"]


def test_two_files_of_one_name_are_refused(tmp_path, delivery):
    path = zipped(tmp_path, {"a.csv": b"x\n", "A.CSV": b"y\n"})
    assert read_all(path, delivery) == {}
    assert codes(delivery.problems) == ["package.duplicate_name"]


@pytest.mark.parametrize("content", [b"PK\x03\x04resten", b"\x1f\x8bresten", b"7z\xbc\xaf\x27\x1cresten"])
def test_an_archive_in_the_package_is_refused(tmp_path, delivery, content):
    assert read_all(zipped(tmp_path, {"users.csv": content}), delivery) == {}
    assert codes(delivery.problems) == ["package.nested_archive"]


def test_a_damaged_entry_is_refused(tmp_path, delivery):
    path = zipped(tmp_path, {"a.csv": bytes(range(256)) * 40})
    content = bytearray(path.read_bytes())
    content[50:80] = bytes(30)
    path.write_bytes(content)
    assert read_all(path, delivery) == {}
    assert codes(delivery.problems) == ["file.unreadable"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("pakke.zip", b"", "package.empty"),
        ("pakke.zip", b"ikke en zip", "package.not_a_zip"),
        ("pakke.csv", b"", "package.empty"),
    ],
)
def test_a_package_that_is_none_is_refused(tmp_path, delivery, name, content, code):
    (tmp_path / name).write_bytes(content)
    assert read_all(tmp_path / name, delivery) == {}
    assert codes(delivery.problems) == [code]


def test_a_package_that_is_not_there_is_refused(tmp_path, delivery):
    assert read_all(tmp_path / "ingen.zip", delivery) == {}
    assert codes(delivery.problems) == ["package.not_found"]


def test_a_workbook_may_lie_in_a_package_and_is_checked_as_the_zip_it_is(tmp_path, delivery):
    inner = zipped(tmp_path, {"xl/sheet1.xml": b"<a/>"}).read_bytes()
    bomb = zipped(tmp_path, {"xl/sheet1.xml": b"0" * (20 << 20)}).read_bytes()
    path = zipped(tmp_path, {"bok.xlsx": inner, "bombe.xlsx": bomb, "falsk.xlsx": b"tekst"})
    with open_package(path, delivery) as package:
        assert package.binary_file("bok.xlsx").read_bytes() == inner
        assert package.binary_file("bombe.xlsx") is None
        assert package.binary_file("falsk.xlsx") is None
    assert codes(delivery.problems) == ["package.bomb", "file.not_a_workbook"]


def test_utf8_is_read_with_and_without_mark_and_the_mark_is_cut(tmp_path, delivery):
    path = zipped(tmp_path, {"a.csv": "navn\nBjørg\n".encode("utf-8-sig"), "b.csv": "navn\nBjørg\n".encode()})
    assert set(read_all(path, delivery).values()) == {"navn\nBjørg\n"}
    assert not delivery.problems and not delivery.warnings


def test_windows_1252_is_read_with_a_warning(tmp_path, delivery):
    path = zipped(tmp_path, {"a.csv": "navn\r\nBjørg Ås – «Æ»\r\n".encode("cp1252")})
    with open_package(path, delivery) as package:
        assert package.text_file("a.csv").read_bytes().decode() == "navn\r\nBjørg Ås – «Æ»\r\n"
        assert package.text_file("a.csv") is not None, "asked twice, told once"
    assert codes(delivery.warnings) == ["file.windows_1252"]


def test_a_letter_split_between_two_blocks_is_still_utf8(tmp_path, delivery, monkeypatch):
    monkeypatch.setattr(packages.encoding, "BLOCK", 3)
    assert read_all(zipped(tmp_path, {"a.csv": "aaøøøø\n".encode()}), delivery) == {"a.csv": "aaøøøø\n"}
    assert not delivery.warnings


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"", "file.empty", None),
        (b"\xef\xbb\xbf", "file.empty", None),
        ("a,b\n1,2\n".encode("utf-16"), "file.utf16", None),
        ("a,b\n1,2\n".encode("utf-16-le"), "file.utf16", None),
        ("a,b\n1,2\n".encode("utf-32-be"), "file.utf16", None),
        (b"a,b\n1,\x81\x8d\x8f\n", "file.unknown_encoding", None),
        (b"a,b\n1,2\n3,\x004\n", "file.nul_byte", 3),
        (b"a,b\n<<<<<<< HEAD\n1,2\n=======\n1,3\n>>>>>>> gren\n", "file.conflict_marks", 2),
        (b"a,b\r\n1,2\r\n=======\r\n", "file.conflict_marks", 3),
    ],
)
def test_text_that_cannot_be_trusted_is_refused_with_its_line(tmp_path, delivery, content, code, row):
    assert read_all(zipped(tmp_path, {"a.csv": content}), delivery) == {}
    assert [(problem.code, problem.file, problem.row) for problem in delivery.problems] == [(code, "a.csv", row)]


def test_seven_equal_signs_inside_a_line_are_only_text(tmp_path, delivery):
    path = zipped(tmp_path, {"a.csv": b"a\nsum ======= 3\n========\n"})
    assert len(read_all(path, delivery)) == 1
    assert not delivery.problems
