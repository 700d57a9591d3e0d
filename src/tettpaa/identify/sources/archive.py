"""Zip entries that could harm the receiver are told from those that are only files."""

import stat
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from tettpaa.identify.sources.delivery import Delivery

ENCRYPTED = 0x1


class Refused(Exception):
    """A package or file that must not be read further: a problem's code, where, and its facts."""

    def __init__(self, code: str, *, member: str = "", **facts: int) -> None:
        super().__init__(code)
        self.code = code
        self.member = member
        self.facts = facts

    def note(self, delivery: Delivery, file: str) -> None:
        """Tell it: at the member of the archive, where it is one, else at `file`."""
        delivery.refuse(self.code, file=self.member or file, row=None, column="", **self.facts)


@dataclass(frozen=True)
class Limits:
    """How much is unpacked at most.

    A county's absence for one year is 2.5 million rows, about 0.2 GB, and text of that kind packs 5 to 60 times;
    an entry that packs more than `ratio` times and is large is made to fill a disk, not to tell of pupils.
    """

    entries: int = 5000
    unpacked_bytes: int = 8 << 30
    ratio: int = 250
    ratio_from_bytes: int = 16 << 20


LIMITS = Limits()


def checked_entries(opened: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The archive's files by name. Refused: names leading out of it, links, encryption, doubles, bombs."""
    entries = opened.infolist()
    if len(entries) > limits.entries:
        raise Refused("package.too_many_files", most=limits.entries)
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise Refused("package.too_large", gigabytes=limits.unpacked_bytes >> 30)
    found: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for entry in entries:
        if entry.is_dir():
            _check_name(entry)
            continue
        _check_entry(entry, limits)
        if entry.filename.casefold() in seen:
            raise Refused("package.duplicate_name", member=entry.filename)
        seen.add(entry.filename.casefold())
        found[entry.filename] = entry
    return found


def _check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    _check_name(entry)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("package.link", member=entry.filename)
    if entry.flag_bits & ENCRYPTED:
        raise Refused("package.encrypted", member=entry.filename)
    if entry.file_size > limits.ratio_from_bytes and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        raise Refused("package.bomb", member=entry.filename, ratio=limits.ratio)


def _check_name(entry: zipfile.ZipInfo) -> None:
    """A name must stay inside: no way up, no root, no drive, on any operating system."""
    # orig_filename is the name as written; zipfile itself cuts at a zero byte and turns the separator.
    name = entry.orig_filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    leads_out = ".." in parts or name.startswith(("/", "\\")) or ":" in name or "\x00" in name
    if leads_out or not parts:
        raise Refused("package.path_outside", member=entry.filename)
