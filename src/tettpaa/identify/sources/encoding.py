"""Makes a text file UTF-8, or says why it cannot be: done in blocks, so a large file fills no memory."""

import codecs
import mmap
import re
from pathlib import Path

from tettpaa.identify.sources.delivery import Delivery

BLOCK = 1 << 17
UTF8_MARK = codecs.BOM_UTF8
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Lines a version control system leaves where two people changed the same place.
CONFLICT_SIGNS = (b"<<<<<<<", b"=======", b">>>>>>>")
CONFLICT = re.compile(rb"^(?:<{7}|={7}|>{7})(?: [^\r\n]*)?\r?$", re.MULTILINE)


def make_utf8(file: Path, name: str, delivery: Delivery) -> bool:
    """Rewrite `file` in place as UTF-8 without mark. False where it is refused; the reason is in the delivery."""
    with file.open("rb") as opened:
        first = opened.read(4096)
    if _is_utf16(first):
        delivery.refuse("file.utf16", file=name)
        return False
    if not _is_utf8(file) and not _from_windows_1252(file, name, delivery):
        return False
    if first.startswith(UTF8_MARK):
        _cut_mark(file)
    if file.stat().st_size == 0:
        delivery.refuse("file.empty", file=name)
        return False
    return _has_clean_lines(file, name, delivery)


def _is_utf16(first: bytes) -> bool:
    """By its mark, or by every other byte being zero as Latin letters are in UTF-16 and UTF-32."""
    return first.startswith(UTF16_MARKS) or (len(first) > 3 and first.count(0) * 5 > len(first) * 2)


def _is_utf8(file: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.open("rb") as opened:
            while block := opened.read(BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _from_windows_1252(file: Path, name: str, delivery: Delivery) -> bool:
    turned = file.with_suffix(".utf8")
    try:
        with file.open(encoding="cp1252", newline="") as source, turned.open("w", encoding="utf-8", newline="") as copy:
            while block := source.read(BLOCK):
                copy.write(block)
    except UnicodeDecodeError:
        turned.unlink()
        delivery.refuse("file.unknown_encoding", file=name)
        return False
    turned.replace(file)
    delivery.warn("file.windows_1252", file=name)
    return True


def _cut_mark(file: Path) -> None:
    cut = file.with_suffix(".cut")
    with file.open("rb") as source, cut.open("wb") as copy:
        source.seek(len(UTF8_MARK))
        while block := source.read(BLOCK):
            copy.write(block)
    cut.replace(file)


def _has_clean_lines(file: Path, name: str, delivery: Delivery) -> bool:
    """No zero bytes and no conflict marks; the first of either is told with its line."""
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        zero = content.find(b"\x00")
        if zero >= 0:
            delivery.refuse("file.nul_byte", file=name, row=_line_of(content, zero))
            return False
        place = _first_conflict(content)
        if place is not None:
            delivery.refuse("file.conflict_marks", file=name, row=_line_of(content, place))
            return False
    return True


def _first_conflict(content: mmap.mmap) -> int | None:
    """Where the first mark stands. A letter of it is looked for first: of two million rows, few have one."""
    found = []
    for signs in CONFLICT_SIGNS:
        letter = content.find(signs[:1])
        place = content.find(signs, letter) if letter >= 0 else -1
        while place >= 0 and not CONFLICT.match(content, place):
            place = content.find(signs, place + 1)
        found += [place] if place >= 0 else []
    return min(found, default=None)


def _line_of(content: mmap.mmap, place: int) -> int:
    return content[:place].count(b"\n") + 1
