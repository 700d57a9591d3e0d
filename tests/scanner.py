"""A stand-in for clamd on a socket of its own."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _answered(asked: socketserver.BaseRequestHandler) -> None:
    """As clamd does: finds what it knows, complains of what it cannot take, and else says OK."""
    with asked.request.makefile("rb") as line:
        assert line.read(len(b"zINSTREAM\0")) == b"zINSTREAM\0"
        told = b""
        while length := struct.unpack(">I", line.read(4))[0]:
            told += line.read(length)
    answers = {b"EICAR": b"stream: Eicar FOUND\0", b"STRANGE": b"INSTREAM size limit exceeded. ERROR\0"}
    asked.request.sendall(next((said for word, said in answers.items() if word in told), b"stream: OK\0"))


_Clamd = type("_Clamd", (socketserver.BaseRequestHandler,), {"handle": _answered})


@contextmanager
def scanner(folder: Path) -> Iterator[str]:
    """The socket's path, as TETTPAA_CLAMD wants it."""
    path = str(folder / "clamd.sock")
    with socketserver.ThreadingUnixStreamServer(path, _Clamd) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield path
        finally:
            server.shutdown()
