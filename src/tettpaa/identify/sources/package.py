"""Opens what a school sends (a zip, a folder or one file) without trusting any of it.

Nothing is written outside a folder of its own, which is removed afterwards; nothing larger than the
limits is unpacked; and every fault is a problem in the delivery, never an exception.

    with open_package(path, delivery) as package:
        for name in package.names():
            file = package.text_file(name)      # UTF-8 without mark, or None: the fault is noted
"""

import errno
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from tettpaa.identify.sources import archive, encoding
from tettpaa.identify.sources.archive import Refused
from tettpaa.identify.sources.delivery import Delivery
from tettpaa.kit.zips import ZIP_FAULTS

BLOCK = 1 << 20
# What operating systems add to folders and archives without anybody asking for it.
JUNK_NAMES = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
# First bytes of zip, gzip, 7-zip, rar, xz and bzip2.
ARCHIVE_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\xfd7zXZ\x00", b"BZh")
LONGEST_MARK = max(map(len, ARCHIVE_MARKS))
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".ods")


@dataclass
class Package:
    """The files of one package by name. Where it was refused, there are none and the delivery says why."""

    delivery: Delivery
    folder: Path
    limits: archive.Limits
    members: dict[str, zipfile.ZipInfo | Path] = field(default_factory=dict)
    opened_zip: zipfile.ZipFile | None = None
    unpacked_files: int = 0
    unpacked_bytes: int = 0
    _text: dict[str, Path | None] = field(default_factory=dict)

    def names(self) -> list[str]:
        """Every file's name, in the package's order; with `/` where it lies in a folder of the package."""
        return list(self.members)

    def text_file(self, name: str) -> Path | None:
        """The file as UTF-8 without a mark, or None where it is refused (empty, wrong encoding, conflict marks).

        Windows-1252 is read, with a warning. KeyError if the package has no file of that name.
        """
        if name not in self._text:
            raw = self.binary_file(name)
            self._text[name] = raw if raw is not None and encoding.make_utf8(raw, name, self.delivery) else None
        return self._text[name]

    def binary_file(self, name: str) -> Path | None:
        """The file's bytes as sent (XML, Excel), for reading only; None where it is refused."""
        try:
            return self._unpack(name)
        except Refused as refused:
            refused.note(self.delivery, name)
        except OSError as fault:
            full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
            self.delivery.refuse("package.disk_full" if full else "file.unreadable", file=name)
        except ZIP_FAULTS:
            self.delivery.refuse("file.unreadable", file=name)
        return None

    def _unpack(self, name: str) -> Path:
        self.unpacked_files += 1
        target = self.folder / f"{self.unpacked_files}{Path(name).suffix[:8].lower()}"
        member = self.members[name]
        size = self._link(name, member, target) if isinstance(member, Path) else self._extract(name, member, target)
        if not size:
            raise Refused("file.empty")
        if target.suffix in WORKBOOK_ENDINGS:
            _check_workbook(target, self.limits)
        return target

    def _link(self, name: str, member: Path, target: Path) -> int:
        """A file that lies there already is not copied: who rewrites it puts another file in the link's place."""
        with member.open("rb") as opened:
            _refuse_nested(name, opened.read(LONGEST_MARK))
        target.symlink_to(member.resolve())
        size = member.stat().st_size
        self._count_bytes(size)
        return size

    def _extract(self, name: str, member: zipfile.ZipInfo, target: Path) -> int:
        """The entry in a file of our own. Bytes are counted as they come: what the archive says of itself may be a lie."""
        size = 0
        opened_zip = cast(zipfile.ZipFile, self.opened_zip)
        with opened_zip.open(member) as source, target.open("wb") as copy:
            while block := source.read(BLOCK):
                if not size:
                    _refuse_nested(name, block)
                size += len(block)
                self._count_bytes(len(block))
                copy.write(block)
        return size

    def _count_bytes(self, count: int) -> None:
        self.unpacked_bytes += count
        if self.unpacked_bytes > self.limits.unpacked_bytes:
            raise Refused("package.too_large", gigabytes=self.limits.unpacked_bytes >> 30)


@contextmanager
def open_package(path: Path, delivery: Delivery, *, limits: archive.Limits = archive.LIMITS) -> Iterator[Package]:
    """Open a zip, a folder or one file. Faults of the package as a whole are noted, and it is then empty."""
    with tempfile.TemporaryDirectory(prefix="tettpaa-", ignore_cleanup_errors=True) as folder:
        package = Package(delivery, Path(folder), limits)
        try:
            _list_members(path, package)
        except Refused as refused:
            package.members.clear()
            refused.note(delivery, path.name)
        except (OSError, *ZIP_FAULTS):
            package.members.clear()
            delivery.refuse("package.unreadable", file=path.name)
        try:
            yield package
        finally:
            if package.opened_zip is not None:
                package.opened_zip.close()


def _list_members(path: Path, package: Package) -> None:
    if path.is_dir():
        found: dict[str, zipfile.ZipInfo | Path] = dict(_files_of_folder(path))
    elif not path.is_file():
        raise Refused("package.not_found")
    elif path.stat().st_size == 0:
        raise Refused("package.empty")
    elif path.suffix.lower() not in WORKBOOK_ENDINGS and zipfile.is_zipfile(path):
        package.opened_zip = zipfile.ZipFile(path)
        found = dict(archive.checked_entries(package.opened_zip, package.limits))
    elif path.suffix.lower() == ".zip":
        raise Refused("package.not_a_zip")
    else:
        found = {path.name: path}
    kept = {name: member for name, member in found.items() if not _is_junk(name)}
    if len(kept) > package.limits.entries:
        raise Refused("package.too_many_files", most=package.limits.entries)
    package.members.update(_without_common_folder(kept))


def _files_of_folder(folder: Path) -> dict[str, Path]:
    """The files lying in the folder and its subfolders; a link to anywhere else is refused, not followed."""
    found: dict[str, Path] = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_symlink():
            raise Refused("package.link", member=name)
        if file.is_file():
            found[name] = file
    return found


def _is_junk(name: str) -> bool:
    parts = name.split("/")
    return "__MACOSX" in parts or parts[-1].startswith(".") or parts[-1].lower() in JUNK_NAMES


def _without_common_folder(
    members: dict[str, zipfile.ZipInfo | Path],
) -> dict[str, zipfile.ZipInfo | Path]:
    """A folder that was zipped as a whole: its name is left out of the files' names."""
    tops = {name.split("/", 1)[0] for name in members}
    if len(tops) == 1 and all("/" in name for name in members):
        return {name.split("/", 1)[1]: member for name, member in members.items()}
    return members


def _refuse_nested(name: str, first: bytes) -> None:
    """An archive inside the package is never opened: it could hold another without end."""
    if first.startswith(ARCHIVE_MARKS) and not name.lower().endswith(WORKBOOK_ENDINGS):
        raise Refused("package.nested_archive")


def _check_workbook(file: Path, limits: archive.Limits) -> None:
    """A workbook is a zip too, and is read by a library that would unpack it all."""
    if not zipfile.is_zipfile(file):
        raise Refused("file.not_a_workbook")
    with zipfile.ZipFile(file) as opened:
        archive.checked_entries(opened, limits)
