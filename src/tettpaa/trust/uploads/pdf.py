"""A PDF without programs, attachments and locks, and without who made it. Pure.

Who made it is overwritten with blanks where it stands, so that no byte moves. Where it lies packed together with what
draws the pages, it cannot be, and the file is refused. A signed PDF is kept to the last byte: to change one would break
the signature, and who signed is what it is for.
"""

import re
import zlib
from collections.abc import Iterator

from tettpaa.trust.uploads.limits import Limits
from tettpaa.trust.uploads.sorts import Refused

_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|XFA)(?![A-Za-z0-9])")
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_SIGNED = re.compile(rb"/ByteRange\s*\[")
_MAKER = re.compile(rb"/(?:Author|Creator|Producer|Company|Manager)(?![A-Za-z0-9])\s*")
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>|<rdf:RDF.*?</rdf:RDF>", re.DOTALL)
_METADATA = re.compile(rb"/Type\s*/Metadata(?![A-Za-z0-9])")
_PACKED = re.compile(rb"/Type\s*/ObjStm(?![A-Za-z0-9])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = b"%%EOF"
_ENDS_WITHIN = 2048
_DICTIONARY_MOST = 2048


def clean_pdf(content: bytes, limits: Limits) -> bytes:
    """The same document, its makers blank. Refused: locked, active, broken, or with makers that cannot be reached."""
    end = content.rfind(_END)
    if end < 0 or len(content) - end > _ENDS_WITHIN:
        raise Refused("broken")
    whole = content[: end + len(_END)] + b"\n"
    packed = b"\n".join(_unpacked(whole, limits))
    for part in (whole, _named_plainly(whole), packed, _named_plainly(packed)):
        if _LOCKED.search(part):
            raise Refused("locked")
        if _ACTIVE.search(part):
            raise Refused("active")
    if _SIGNED.search(whole) or _SIGNED.search(packed):
        return content[: end + len(_END)] + content[end + len(_END) :].strip(b"\0")
    if _makers_in(packed) or _makers_in(_named_plainly(whole)) != _makers_in(whole) or _has_packed_metadata(whole):
        raise Refused("maker_inside")
    return _without_xmp(_without_makers(whole))


def _named_plainly(content: bytes) -> bytes:
    """Names may be written with #-codes: /J#61vaScript."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)


def _unpacked(content: bytes, limits: Limits) -> Iterator[bytes]:
    """The objects that lie packed in streams. Refused where one is packed in a way we do not open, or grows too large."""
    if len(_PACKED.findall(_named_plainly(content))) != len(_PACKED.findall(content)):
        raise Refused("broken")
    left = limits.unpacked_bytes
    for found in _PACKED.finditer(content):
        begins = re.compile(rb"stream\r?\n").search(content, found.end(), found.end() + _DICTIONARY_MOST)
        if begins is None:
            raise Refused("broken")
        opener = zlib.decompressobj()
        try:
            unpacked = opener.decompress(content[begins.end() :], left)
        except zlib.error:
            raise Refused("broken") from None
        if opener.unconsumed_tail and not opener.eof:
            raise Refused("too_large_inside")
        left -= len(unpacked)
        yield unpacked


def _makers_in(content: bytes) -> int:
    """How many times somebody or some program is named as maker, in more than blanks."""
    return sum(bool(content[begin:end].strip(b" ()<>20")) for begin, end in _maker_texts(content))


def _maker_texts(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the makers stand: `(…)`, `<…>`, or a reference, which is told as its own place."""
    for found in _MAKER.finditer(content):
        begin = found.end()
        first = content[begin : begin + 1]
        if first == b"(":
            yield begin, _end_of_text(content, begin)
        elif first == b"<" and content[begin : begin + 2] != b"<<":
            yield begin, content.find(b">", begin) + 1
        elif first.isdigit():
            yield begin, begin + 1


def _end_of_text(content: bytes, begin: int) -> int:
    """After the bracket that ends a text; brackets within come in pairs, or behind a backslash."""
    depth, place = 0, begin
    while place < len(content):
        letter = content[place : place + 1]
        place += 2 if letter == b"\\" else 1
        depth += (letter == b"(") - (letter == b")")
        if depth == 0:
            return place
    raise Refused("broken")


def _without_makers(content: bytes) -> bytes:
    blank = bytearray(content)
    for begin, end in list(_maker_texts(content)):
        if content[begin : begin + 1].isdigit():
            raise Refused("maker_inside")
        inside = end - begin - 2
        filler = b" " if content[begin : begin + 1] == b"(" else b"20"
        blank[begin + 1 : end - 1] = (filler * inside)[:inside]
    return bytes(blank)


def _has_packed_metadata(content: bytes) -> bool:
    for found in _METADATA.finditer(content):
        ends = content.find(b"stream", found.end(), found.end() + _DICTIONARY_MOST)
        begins = content.rfind(b"obj", 0, found.start())
        if b"/Filter" in content[max(begins, 0) : ends if ends >= 0 else found.end()]:
            return True
    return False


def _without_xmp(content: bytes) -> bytes:
    return _XMP.sub(lambda found: b" " * len(found[0]), content)
