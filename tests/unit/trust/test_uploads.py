"""What is taken in is known by its content, is no larger than said, and tells only what its sender meant to tell."""

import datetime as dt
import io
import struct
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner import scanner
from tests.uploads import MAKER, PLACE, docx, jpeg, packed, pdf, png
from tettpaa.trust.uploads.limits import limits_on
from tettpaa.trust.uploads.receiving import received
from tettpaa.trust.uploads.scanning import scan
from tettpaa.trust.uploads.sorts import Refused

LIMITS = limits_on(dt.date(2025, 10, 14))
RELATION = '<Relationships><Relationship Id="r1" Type="http://x/{}" Target="{}" TargetMode="External"/></Relationships>'


def taken(content: bytes, limits=LIMITS) -> tuple[str, bytes]:
    found = received(content, limits, "")
    return found.sort.key, found.content


def refused(content: bytes, limits=LIMITS) -> str:
    with pytest.raises(Refused) as fault:
        received(content, limits, "")
    return fault.value.fault


@pytest.mark.parametrize(
    ("content", "sort"), [(png(), "png"), (jpeg(), "jpeg"), (pdf(), "pdf"), (docx(), "docx"), ("Åse".encode(), "text")]
)
def test_each_sort_is_known_by_its_content_and_loses_place_and_maker(content, sort):
    found, kept = taken(content)
    assert found == sort
    assert PLACE not in kept and MAKER not in kept
    assert received(kept, LIMITS, "").content == kept, "what was cleaned once is clean"
    if sort != "text":
        assert refused(content[: len(content) // 2]) in {"broken", "sort_unknown"}


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\0program", b"GIF89a\0\0", b"\x7fELF\0", b"PK\x03\x04 no zip \0", b"<svg/>", b"<!DOCTYPE html><p>",
     b"{\\rtf1 x}", b"   \n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
)  # fmt: skip
def test_anything_else_is_refused_whatever_it_is_called(content):
    assert refused(content) == "sort_unknown"


def test_pictures_keep_what_draws_them_which_way_is_up_and_nothing_behind_their_end():
    assert taken(png(behind=b"PK\x03\x04hidden"))[1].endswith(b"IEND\xaeB`\x82")
    kept = taken(jpeg(behind=b"<script>"))[1]
    assert kept.endswith(b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9")
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in kept
    assert b"Exif" not in taken(jpeg(turned=1))[1]
    small = replace(LIMITS, pixels=40)
    assert refused(jpeg(width=6), small) == refused(png(width=41), small) == "too_large_inside"
    assert taken(jpeg(width=5), small) and taken(png(width=40), small)


def test_a_pdf_loses_its_makers_without_moving_a_byte():
    content = pdf()
    kept = taken(content)[1]
    assert len(kept) == len(content)
    assert b"/Title (Rapport)" in kept and kept.index(b"trailer") == content.index(b"trailer")
    assert MAKER.hex().encode() not in taken(pdf(info=b"/Author <" + MAKER.hex().encode() + b">"))[1]
    signed = pdf(more=b"6 0 obj<</ByteRange [0 1 2 3]>>endobj\n")
    assert taken(signed)[1] == signed, "to change a byte would break the signature"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (pdf(more=b"6 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n"), "active"),
        (pdf(more=b"6 0 obj<</S/J#61vaScript>>endobj\n"), "active"),
        (pdf(more=packed(b"<</S/Launch>>")), "active"),
        (pdf(more=b"6 0 obj<</Type/EmbeddedFile>>endobj\n"), "active"),
        (pdf(more=packed(b"<</Author(" + MAKER + b")>>")), "maker_inside"),
        (pdf(info=b"/Author 7 0 R"), "maker_inside"),
        (pdf(more=b"6 0 obj<</Type/Metadata/Filter/FlateDecode>>stream\nx\nendstream endobj\n"), "maker_inside"),
        (pdf(more=b"trailer<</Encrypt 9 0 R>>\n"), "locked"),
        (pdf(more=packed(b"x").replace(b"/ObjStm", b"/Obj#53tm")), "broken"),
        (pdf(more=b"5 0 obj<</Type/ObjStm/Filter/LZWDecode>>stream\nxx\nendstream endobj\n"), "broken"),
        (docx({"word/vbaProject.bin": b"x"}), "active"),
        (docx({"word/embeddings/a.xlsx": b"x"}), "active"),
        (docx({"word/_rels/document.xml.rels": RELATION.format("image", "http://x/spor.png")}), "active"),
        (docx({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "active"),
        (docx({"word/x.xml": b"\0" * 3_000_000}), "too_large_inside"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IHDR" + zlib.crc32(b"IHDR").to_bytes(4), "broken"),
        (b"\xff\xd8\xff\xc0\0\x04\x08\0\xff\xd9", "broken"),
        (b"x" * 20_000_001, "too_large"),
        (b"", "empty"),
    ],
)  # fmt: skip
def test_what_runs_fetches_hides_locks_or_grows_is_refused(content, fault):
    assert refused(content) == fault


def test_a_pdf_that_unpacks_too_far_is_stopped_on_the_way():
    assert refused(pdf(more=packed(b"a" * 200_000)), replace(LIMITS, unpacked_bytes=100_000)) == "too_large_inside"


def test_a_word_document_keeps_its_pages_links_and_pictures():
    links = RELATION.format("hyperlink", "https://www.udir.no/")
    template = RELATION.format("attachedTemplate", "file://server/kari/mal.dotx")
    kept = taken(docx({"word/_rels/document.xml.rels": links, "word/_rels/settings.xml.rels": template}))[1]
    with zipfile.ZipFile(io.BytesIO(kept)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    assert b"<w:t>Notat</w:t>" in parts["word/document.xml"] and b'w:author=""' in parts["word/document.xml"]
    assert b"udir.no" in parts["word/_rels/document.xml.rels"]
    assert b'Target="Normal.dotm"' in parts["word/_rels/settings.xml.rels"] and b"kari" not in kept
    assert parts["word/media/bilde.png"].startswith(b"\x89PNG") and PLACE not in parts["word/media/bilde.png"]


def test_a_zip_that_leads_out_or_has_the_same_name_twice_is_refused():
    assert refused(docx({"../../x.xml": b"x"})) == "broken"
    twice = io.BytesIO(docx())
    with zipfile.ZipFile(twice, "a") as out:
        out.writestr("WORD/DOCUMENT.XML", "x")
    assert refused(twice.getvalue()) == "broken"


@given(st.binary(max_size=60), st.sampled_from([b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04", b""]))
def test_whatever_comes_is_taken_or_refused_and_never_falls(content, mark):
    with suppress(Refused):
        received(mark + content, LIMITS, "")


def test_the_scanner_is_asked_and_without_an_answer_nothing_is_taken(tmp_path):
    with scanner(tmp_path) as path:
        assert received(png(), LIMITS, path).sort.key == "png"
        for word, fault in ((b"EICAR", "malware"), (b"STRANGE", "scanner_away")):
            with pytest.raises(Refused, match=fault):
                received(b"tekst " + word, LIMITS, path)
    for away in (str(tmp_path / "nobody.sock"), "127.0.0.1:1", "127.0.0.1:clamd"):
        with pytest.raises(Refused, match="scanner_away"):
            scan(b"x", away)
    scan(b"x", "")


def test_a_word_document_damaged_anywhere_is_kept_or_refused_in_words():
    whole = docx()
    outcomes = set()
    for at in range(30, len(whole), 7):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        try:
            received(bytes(damaged), LIMITS, "")
        except Refused as fault:
            outcomes.add(fault.fault)
    assert "broken" in outcomes
