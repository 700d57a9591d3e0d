"""Takes in one document: not too large, of a sort we know, scanned, and cleaned of what is not the document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from tettpaa.trust.uploads.docx import clean_docx
from tettpaa.trust.uploads.limits import Limits
from tettpaa.trust.uploads.pdf import clean_pdf
from tettpaa.trust.uploads.pictures import clean_jpeg, clean_png
from tettpaa.trust.uploads.scanning import scan
from tettpaa.trust.uploads.sorts import Refused, Sort, sort_of, text_of


@dataclass(frozen=True)
class Received:
    """What is kept: never the bytes as sent, but those that were cleaned."""

    sort: Sort
    content: bytes

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def received(content: bytes, limits: Limits, scanner: str) -> Received:
    """The document to keep. Refused says why not."""
    if len(content) > limits.document_bytes:
        raise Refused("too_large")
    if not content:
        raise Refused("empty")
    sort = sort_of(content)
    scan(content, scanner)
    return Received(sort, _CLEANERS[sort.key](content, limits))


def _clean_text(content: bytes, _limits: Limits) -> bytes:
    """In UTF-8 with its mark, so that the letters are right wherever it is opened."""
    return (text_of(content) or "").encode("utf-8-sig")


_CLEANERS: Mapping[str, Callable[[bytes, Limits], bytes]] = {
    "pdf": clean_pdf,
    "png": clean_png,
    "jpeg": clean_jpeg,
    "docx": clean_docx,
    "text": _clean_text,
}
