"""Asks a malware scanner, where the installation has one: TETTPAA_CLAMD names clamd's socket.

With the setting and without an answer nothing is taken in: to skip the scan would be to decide that it is not needed.
"""

import socket
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from tettpaa.trust.uploads.sorts import Refused

_SECONDS = 30.0
_PIECE = 1 << 16
_MOST_ANSWER = 4096


def scan(content: bytes, where: str) -> None:
    """Return when clamd finds nothing, or `where` is empty. Refused where it finds something, or does not answer.

    `where` is the path of a socket, or host:port.
    """
    if where:
        _scan_pieces((content[begin : begin + _PIECE] for begin in range(0, len(content), _PIECE)), where)


def scan_file(path: Path, where: str) -> None:
    """The same for a file, piece by piece: a package to import may be larger than memory."""
    if where:
        _scan_pieces(_pieces_of(path), where)


def _pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece


def _scan_pieces(pieces: Iterable[bytes], where: str) -> None:
    try:
        answer = _asked(pieces, where)
    except (OSError, ValueError):
        raise Refused("scanner_away") from None
    if answer.endswith(b"FOUND"):
        raise Refused("malware")
    if not answer.endswith(b": OK"):
        raise Refused("scanner_away")


def _asked(pieces: Iterable[bytes], where: str) -> bytes:
    """clamd's INSTREAM: pieces with their length before them, an empty one last, one line back."""
    with _connected(where) as line:
        line.settimeout(_SECONDS)
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        answer = b""
        while b"\0" not in answer and len(answer) < _MOST_ANSWER and (more := line.recv(_MOST_ANSWER)):
            answer += more
    return answer.rstrip(b"\0\n")


def _connected(where: str) -> socket.socket:
    if "/" in where:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(_SECONDS)
        try:
            line.connect(where)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)
