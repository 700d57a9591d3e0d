"""Which letters our font has. PDF/UA refuses a letter it cannot draw, and a smile in a sentence must not stop a plan.

The font's own table is read (`cmap`, formats 4 and 12 of the OpenType specification); what it lacks is drawn as □.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

BOX = "□"
_UNICODE_FULL, _UNICODE_BASIC = 12, 4


def drawn(told: object, font: Path) -> tuple[object, bool]:
    """The same, with every string as the font can draw it; and whether something had to be drawn as a box."""
    if isinstance(told, str):
        text = drawn_text(told, font)
        return text, BOX in text and BOX not in told
    if isinstance(told, dict):
        pairs = {name: drawn(value, font) for name, value in told.items()}
        return {name: value for name, (value, _boxed) in pairs.items()}, any(boxed for _value, boxed in pairs.values())
    if isinstance(told, list):
        items = [drawn(value, font) for value in told]
        return [value for value, _boxed in items], any(boxed for _value, boxed in items)
    return told, False


def drawn_text(text: str, font: Path) -> str:
    """Letters the font lacks as boxes, and what is no letter at all left out; lines and tabs stay."""
    known, composed = letters_of(font), unicodedata.normalize("NFC", text)
    return "".join(_drawn(letter, known) for letter in composed)


def _drawn(letter: str, known: frozenset[int]) -> str:
    if letter == "\n":
        return letter
    if letter.isspace():
        return letter if ord(letter) in known else " "
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs"):
        return ""
    return letter if ord(letter) in known else BOX


@cache
def letters_of(font: Path) -> frozenset[int]:
    """Every code point the font can draw."""
    content = font.read_bytes()
    tables = struct.unpack_from(">H", content, 4)[0]
    for number in range(tables):
        tag, _sum, offset, _length = struct.unpack_from(">4sLLL", content, 12 + 16 * number)
        if tag == b"cmap":
            return frozenset(_of_cmap(content, offset))
    raise ValueError(f"{font.name} has no table of letters")


def _of_cmap(content: bytes, start: int) -> Iterator[int]:
    for number in range(struct.unpack_from(">H", content, start + 2)[0]):
        _platform, _encoding, offset = struct.unpack_from(">HHL", content, start + 4 + 8 * number)
        at = start + offset
        kind = struct.unpack_from(">H", content, at)[0]
        if kind == _UNICODE_FULL:
            for group in range(struct.unpack_from(">L", content, at + 12)[0]):
                first, last, glyph = struct.unpack_from(">LLL", content, at + 16 + 12 * group)
                yield from (code for code in range(first, last + 1) if glyph)
        elif kind == _UNICODE_BASIC:
            yield from _of_segments(content, at)


def _of_segments(content: bytes, at: int) -> Iterator[int]:
    """Format 4: segments of code points, each with a shift or a list of glyphs; glyph 0 is the missing one."""
    count = struct.unpack_from(">H", content, at + 6)[0] // 2
    ends, starts = at + 14, at + 16 + 2 * count
    shifts, ranges = starts + 2 * count, starts + 4 * count
    for number in range(count):
        last, first, shift, offset = (
            struct.unpack_from(">H", content, place + 2 * number)[0] for place in (ends, starts, shifts, ranges)
        )
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code if not offset else _listed(content, ranges + 2 * number + offset + 2 * (code - first))
            if glyph and (glyph + shift) % 65536:
                yield code


def _listed(content: bytes, place: int) -> int:
    return struct.unpack_from(">H", content, place)[0]
