"""A Word document without macros, things fetched from elsewhere, and who made it. Pure: bytes in, bytes out."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator

from tettpaa.kit.zips import ZIP_FAULTS
from tettpaa.trust.uploads.limits import Limits
from tettpaa.trust.uploads.pictures import clean_jpeg, clean_png
from tettpaa.trust.uploads.sorts import JPEG_MARK, PNG_MARK, Refused

_ENCRYPTED = 0x1
_SMALL = 1_000_000  # below this, growing many times is no bomb
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_ACTIVE = re.compile(
    r"vbaProject|vbaData|activeX|\.bin$|\.exe$|\.dll$|\.js$|\.vbs$|oleObject|^word/embeddings/", re.IGNORECASE
)
_MACRO_TYPE = re.compile(rb"macroEnabled|vnd\.ms-word\.template\.macro", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.DOTALL)
_HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_TEMPLATE = re.compile(rb"Type\s*=\s*[\"'][^\"']*/attachedTemplate[\"']")
_TARGET = re.compile(rb"(\bTarget\s*=\s*)([\"'])[^\"']*\2")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']\s*External\s*[\"']", re.IGNORECASE)
_PROPERTIES = "http://schemas.openxmlformats.org"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = {
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PROPERTIES}/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": f'<Properties xmlns="{_PROPERTIES}/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": f'<Properties xmlns="{_PROPERTIES}/officeDocument/2006/custom-properties"/>',
}
_MAKER = re.compile(rb"(\bw:(?:author|initials)\s*=\s*)([\"'])[^\"']*\2")
_WRITTEN_BY_NOBODY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def clean_docx(content: bytes, limits: Limits) -> bytes:
    """The document packed anew: pages as they were, properties empty, pictures without place and time."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in _parts_of(content, limits):
            cleaned = _clean(name, part, limits)
            out.writestr(zipfile.ZipInfo(name, _EARLIEST), cleaned, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def _parts_of(content: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file inside; refused where it cannot be read."""
    left = limits.unpacked_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            for entry in _checked(opened, limits):
                part = _read(opened, entry, left)
                left -= len(part)
                yield entry.filename, part
    except ZIP_FAULTS:
        raise Refused("broken") from None


def _checked(opened: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    """The files inside; refused where they lead out, are locked, come twice, or are made to fill a disk."""
    entries = [entry for entry in opened.infolist() if not entry.is_dir()]
    names = {entry.filename.casefold() for entry in entries}
    if len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise Refused("too_large_inside")
    if len(names) < len(entries) or any(_leads_out(entry.orig_filename) for entry in entries):
        raise Refused("broken")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("locked")
        if _ACTIVE.search(entry.filename):
            raise Refused("active")
        if entry.file_size > _SMALL and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise Refused("too_large_inside")
    return entries


def _leads_out(name: str) -> bool:
    return ".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")) or ":" in name or "\0" in name


def _read(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """The bytes as they come out: what the archive says of its sizes may be a lie."""
    with opened.open(entry) as source:
        part = source.read(left + 1)
    if len(part) > left:
        raise Refused("too_large_inside")
    return part


def _clean(name: str, part: bytes, limits: Limits) -> bytes:
    lower = name.lower()
    empty = {known.lower(): text for known, text in _EMPTY.items()}
    if lower in empty:
        return (_HEAD + empty[lower]).encode()
    if lower.startswith("docprops/thumbnail"):
        return b""
    picture = _picture_of(part)
    if picture is not None:
        return picture(part, limits)
    if lower.endswith((".xml", ".rels")):
        return _clean_xml(lower, part)
    return part


def _picture_of(part: bytes) -> Callable[[bytes, Limits], bytes] | None:
    if part.startswith(PNG_MARK):
        return clean_png
    return clean_jpeg if part.startswith(JPEG_MARK) else None


def _clean_xml(name: str, part: bytes) -> bytes:
    """Refused where it says that more is to be fetched or run; who wrote a comment or a change is left out."""
    plain = part.replace(b"\0", b"")  # also as UTF-16
    if _WRITTEN_BY_NOBODY.search(plain) or (name == "[content_types].xml" and _MACRO_TYPE.search(plain)):
        raise Refused("active")
    if name.endswith(".rels"):
        if any(_is_fetched(found) for found in _RELATION.findall(plain)):
            raise Refused("active")
        return _RELATION.sub(_with_plain_template, part)
    return _MAKER.sub(rb"\1\2\2", part)


def _is_fetched(relation: bytes) -> bool:
    """Something lies elsewhere and would be fetched when the document is opened; a link that is clicked is not."""
    is_harmless = _HYPERLINK.search(relation) or _TEMPLATE.search(relation)
    return bool(_EXTERNAL.search(relation)) and not is_harmless


def _with_plain_template(relation: re.Match[bytes]) -> bytes:
    """The template it was written from lies on somebody's server, by name: it is called after Word's own instead."""
    if not _TEMPLATE.search(relation[0]):
        return relation[0]
    return _TARGET.sub(rb"\1\2Normal.dotm\2", relation[0])
