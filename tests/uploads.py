"""Files as people send them, with what they did not mean to send along."""

import io
import struct
import zipfile
import zlib

PLACE = b"59.9139N 10.7522E"
MAKER = b"Kari Forfatter"
DOCX_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def png(width: int = 1, *, behind: bytes = b"") -> bytes:
    """One grey line, with the place it was taken, and something behind its end."""

    def chunk(kind: bytes, told: bytes) -> bytes:
        return struct.pack(">I", len(told)) + kind + told + struct.pack(">I", zlib.crc32(kind + told))

    drawn = zlib.compress(b"\0" + b"\x80" * width)
    head = struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)
    said = [chunk(b"eXIf", PLACE), chunk(b"tEXt", b"Author\0" + MAKER)]
    whole = [chunk(b"IHDR", head), *said, chunk(b"IDAT", drawn), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole) + behind


def jpeg(width: int = 8, *, turned: int = 6, behind: bytes = b"") -> bytes:
    """The segments of a small picture taken on its side, with the place in its Exif and a comment."""

    def segment(marker: int, told: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(told) + 2) + told

    tiff = b"II*\0" + struct.pack("<IHHHIHH", 8, 1, 0x0112, 3, 1, turned, 0) + b"\0\0\0\0" + PLACE
    segments = [
        segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), segment(0xE1, b"Exif\0\0" + tiff),
        segment(0xE2, b"ICC_PROFILE" + MAKER), segment(0xFE, MAKER), segment(0xDB, b"\0" + b"\1" * 64),
        segment(0xC0, struct.pack(">BHHB", 8, 8, width, 1) + b"\1\x11\0"), segment(0xDA, b"\1\1\0\0\x3f\0"),
    ]  # fmt: skip
    return b"\xff\xd8" + b"".join(segments) + b"\x12\xff\x00\x34\xff\xd0\x56" + b"\xff\xd9" + behind


def pdf(*, info: bytes = b"/Author (" + MAKER + b" \\(lektor\\)) /Title (Rapport)", more: bytes = b"") -> bytes:
    xmp = b"<x:xmpmeta><dc:creator>" + MAKER + b"</dc:creator></x:xmpmeta>"
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0>>endobj\n"
        b"3 0 obj<<" + info + b">>endobj\n4 0 obj<</Type/Metadata/Subtype/XML/Length 99>>stream\n" + xmp
        + b"\nendstream endobj\n" + more + b"trailer<</Root 1 0 R/Info 3 0 R>>\nstartxref\n0\n%%EOF\n"
    )  # fmt: skip


def packed(told: bytes) -> bytes:
    """Objects packed in a stream, as newer PDFs have them."""
    return (
        b"5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n"
        + zlib.compress(told)
        + b"\nendstream endobj\n"
    )


def docx(parts: dict[str, str | bytes] | None = None) -> bytes:
    """A document with its maker, a change by name and a picture; `parts` come instead or besides."""
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": DOCX_TYPES,
        "word/document.xml": '<w:document xmlns:w="x"><w:ins w:author="Kari Forfatter"><w:t>Notat</w:t></w:ins></w:document>',
        "docProps/core.xml": "<coreProperties><creator>Kari Forfatter</creator></coreProperties>",
        "docProps/app.xml": "<Properties><Company>Kari Forfatter</Company></Properties>",
        "word/media/bilde.png": png(),
    }
    whole |= parts or {}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as out:
        for name, told in whole.items():
            out.writestr(name, told)
    return kept.getvalue()
