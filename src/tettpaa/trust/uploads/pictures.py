"""Pictures as they look and nothing more: place, time, camera and comments are taken out. Pure.

What is kept is listed; all else goes, also what is hidden behind the end of the picture.
"""

import struct
import zlib

from tettpaa.trust.uploads.limits import Limits
from tettpaa.trust.uploads.sorts import JPEG_MARK, PNG_MARK, Refused

_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"pHYs"})
_SOI, _EOI, _SOS, _APP0, _APP1, _APP14, _COMMENT = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xEE, 0xFE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_RESTARTS = frozenset(range(0xD0, 0xD8))
_JFIF_LENGTH = 14  # without the small picture it may carry
_ORIENTATION = 0x0112
_UPRIGHT = 1


def clean_png(content: bytes, limits: Limits) -> bytes:
    """The chunks that draw the picture, each with its sum checked."""
    kept, place = [PNG_MARK], len(PNG_MARK)
    while True:
        head = content[place : place + 8]
        if len(head) < 8:
            raise Refused("broken")
        length, kind = struct.unpack(">I4s", head)
        chunk = content[place : place + 12 + length]
        if len(chunk) < 12 + length or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise Refused("broken")
        if kind == b"IHDR":
            _check_pixels(">II", chunk[8:-4], limits)
        if kind in _PNG_KEPT:
            kept.append(chunk)
        place += len(chunk)
        if kind == b"IEND":
            return b"".join(kept)


def clean_jpeg(content: bytes, limits: Limits) -> bytes:
    """The segments that draw the picture; of all that was said about it, only which way is up."""
    kept, place = [JPEG_MARK[:2]], 2
    while True:
        marker, body, place = _segment(content, place)
        if marker == _EOI:
            return b"".join([*kept, b"\xff\xd9"])
        if marker in _FRAMES:
            _check_pixels(">HH", body[1:], limits)
        if (told := _kept_of(marker, body)) is not None:
            kept.append(struct.pack(">BBH", 0xFF, marker, len(told) + 2) + told)
        if marker == _SOS:
            end = _end_of_scan(content, place)
            kept.append(content[place:end])
            place = end


def _segment(content: bytes, place: int) -> tuple[int, bytes, int]:
    """(marker, body, where the next begins); fill bytes before a marker are passed over."""
    if content[place : place + 1] != b"\xff":
        raise Refused("broken")
    while content[place : place + 1] == b"\xff":
        place += 1
    if place >= len(content):
        raise Refused("broken")
    marker = content[place]
    if marker == _EOI:
        return marker, b"", place + 1
    if len(content) < place + 3:
        raise Refused("broken")
    (length,) = struct.unpack(">H", content[place + 1 : place + 3])
    body = content[place + 3 : place + 1 + length]
    if length < 2 or len(body) != length - 2:
        raise Refused("broken")
    return marker, body, place + 1 + length


def _kept_of(marker: int, body: bytes) -> bytes | None:
    """What of a segment stays: all that draws, the colours' kind, and the orientation."""
    if marker == _APP0:
        return body[:12] + b"\0\0" if body.startswith(b"JFIF\0") and len(body) >= _JFIF_LENGTH else None
    if marker == _APP1:
        turned = _orientation_in(body)
        return _only_orientation(turned) if turned not in (None, _UPRIGHT) else None
    if marker == _APP14:
        return body if body.startswith(b"Adobe") else None
    return None if marker == _COMMENT or _APP0 <= marker <= 0xEF else body


def _end_of_scan(content: bytes, place: int) -> int:
    """Where the drawn data end: at a marker that is neither a restart nor an escaped FF."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise Refused("broken")
        if content[place + 1] not in _RESTARTS and content[place + 1] != 0:
            return place
        place += 2


def _orientation_in(body: bytes) -> int | None:
    """1–8, from the first directory of an Exif segment; None where there is none to read."""
    if not body.startswith(b"Exif\0\0") or body[6:8] not in (b"II", b"MM"):
        return None
    order, tiff = "<" if body[6:8] == b"II" else ">", body[6:]
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else None
    except struct.error:
        return None
    return None


def _only_orientation(turned: int | None) -> bytes:
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    return b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + b"\0\0\0\0"


def _check_pixels(sides: str, told: bytes, limits: Limits) -> None:
    """`told` begins with the two sides; a picture that does not say how large it is, is no picture."""
    if len(told) < struct.calcsize(sides):
        raise Refused("broken")
    one, other = struct.unpack_from(sides, told)
    if one * other > limits.pixels:
        raise Refused("too_large_inside")
