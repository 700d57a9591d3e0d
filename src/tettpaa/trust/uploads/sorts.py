"""What a file is, by its content alone: its name and what the browser called it are not believed. Pure."""

import io
import zipfile
from dataclasses import dataclass

from tettpaa.kit.text import marked
from tettpaa.kit.zips import ZIP_FAULTS

PDF_MARK, PNG_MARK, JPEG_MARK, ZIP_MARK = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04"
DOCUMENT_PART = "word/document.xml"
# A text that a browser or a program would take for something else.
_MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<?php", "<script", "#!", "{\\rtf")
_MAY_STAND = frozenset("\t\n\r\f")
_BLANK_BEFORE_PRINTING = " "


class Refused(Exception):
    """The file is not taken in; `fault` is a key of `words.fault_words`."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Sort:
    """One sort of file that is taken in. `content_type` is what it is sent as."""

    key: str
    ending: str
    content_type: str
    words: str


SORTS = {
    sort.key: sort
    for sort in (
        Sort("pdf", "pdf", "application/pdf", marked("PDF")),
        Sort("png", "png", "image/png", marked("Bilde (PNG)")),
        Sort("jpeg", "jpg", "image/jpeg", marked("Bilde (JPEG)")),
        Sort("docx", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", marked("Word")),
        Sort("text", "txt", "text/plain; charset=utf-8", marked("Tekst")),
    )
}


def sort_of(content: bytes) -> Sort:
    """The sort, by the first bytes and what must follow them. Refused where it is none of those taken in."""
    marks = {PDF_MARK: "pdf", PNG_MARK: "png", JPEG_MARK: "jpeg"}
    for mark, key in marks.items():
        if content.startswith(mark):
            return SORTS[key]
    if content.startswith(ZIP_MARK) and _is_docx(content):
        return SORTS["docx"]
    if text_of(content) is not None:
        return SORTS["text"]
    raise Refused("sort_unknown")


def text_of(content: bytes) -> str | None:
    """Plain text in UTF-8 or Windows-1252; None for anything with control characters, or that begins as markup."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        has_strange = any(letter < _BLANK_BEFORE_PRINTING and letter not in _MAY_STAND for letter in text)
        is_markup = text.lstrip().lower().startswith(_MARKUP)
        return None if has_strange or is_markup or not text.strip() else text
    return None


def _is_docx(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            return DOCUMENT_PART in opened.namelist()
    except ZIP_FAULTS:
        return False
