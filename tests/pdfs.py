"""Looking into a PDF."""

import re
import zlib


def inside(content: bytes) -> bytes:
    """The file with its compressed parts opened, where tags and metadata may stand."""
    opened = [content]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.S):
        try:
            opened.append(zlib.decompressobj().decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(opened)
