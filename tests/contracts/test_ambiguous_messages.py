"""The real web server and messages that two readers could part differently: each is refused, or answered once and no more.

Behind what is sent stands a second request, to /smuggled. A server that took it for one would have answered something that
the proxy before it never saw (RFC 9112, sections 6.3 and 11.2).
"""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.environment import ROOT
from tettpaa.config.serve import HOST, free_port, web_server

STARTS_WITHIN, ANSWERS_WITHIN = 60, 5  # seconds
HIDDEN = b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
LENGTH = str(len(HIDDEN)).encode()
CHUNKED, NOTHING = b"Transfer-Encoding: chunked", b"Content-Length: 0"
END = b"0\r\n\r\n"


def message(*headers: bytes, body: bytes = HIDDEN, first: bytes = b"POST /a HTTP/1.1") -> bytes:
    return b"\r\n".join([first, b"Host: x", *headers, b"", body])


AMBIGUOUS = {
    "length and chunks": message(b"Content-Length: " + LENGTH, CHUNKED, body=END + HIDDEN),
    "chunks and length": message(CHUNKED, b"Content-Length: 5", body=END + HIDDEN),
    "chunks after a tab": message(b"Transfer-Encoding:\tchunked", NOTHING, body=END + HIDDEN),
    "a chunk of a size that is none": message(CHUNKED, body=b"0x0\r\n\r\n" + HIDDEN),
    "a chunk less than nothing": message(CHUNKED, body=b"-1\r\n\r\n" + HIDDEN),
    "two lengths": message(NOTHING, b"Content-Length: " + LENGTH),
    "two lengths, the longer first": message(b"Content-Length: " + LENGTH, NOTHING),
    "a list of lengths": message(b"Content-Length: 0, " + LENGTH),
    "a length with a sign": message(b"Content-Length: +0"),
    "a length below nothing": message(b"Content-Length: -1"),
    "a length in another base": message(b"Content-Length: 0x0"),
    "a length beyond all numbers": message(b"Content-Length: 99999999999999999999999"),
    "a space before the colon": message(b"Content-Length : 0"),
    "chunks, a space before the colon": message(b"Transfer-Encoding : chunked", NOTHING, body=END + HIDDEN),
    "another coding": message(b"Transfer-Encoding: xchunked", NOTHING),
    "identity": message(b"Transfer-Encoding: identity", NOTHING),
    "two codings": message(CHUNKED, b"Transfer-Encoding: identity", body=END + HIDDEN),
    "chunks behind a vertical tab": message(b"Transfer-Encoding: \x0bchunked", NOTHING, body=END + HIDDEN),
    "a folded line": message(b"X: y\r\n Transfer-Encoding: chunked", NOTHING),
    "a bare return in a line": message(b"X: a\rContent-Length: 0"),
    "a zero byte in a line": message(b"X: a\x00b", NOTHING),
    "chunks in HTTP/1.0": message(CHUNKED, first=b"POST /a HTTP/1.0", body=END + HIDDEN),
}
PLAIN = {
    "a body of three bytes": (message(b"Content-Length: 3", body=b"abc"), b"[POST /a 3]"),
    "the same in a chunk": (message(CHUNKED, body=b"3\r\nabc\r\n" + END), b"[POST /a 3]"),
    "the same length twice": (message(b"Content-Length: 3", b"Content-Length: 3", body=b"abc"), b"[POST /a 3]"),
    "no body": (message(first=b"GET /a HTTP/1.1", body=b""), b"[GET /a 0]"),
}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where the web server listens, started as `tettpaa serve` starts it, with a page that tells what reached it."""
    chosen = free_port()
    command = [*web_server(HOST, chosen, 1).command[:-1], "tests.echoing:application"]
    kept = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    server = subprocess.Popen(command, env=kept, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        _wait_for(chosen)
        yield chosen
    finally:
        server.terminate()
        server.wait(STARTS_WITHIN)


def _wait_for(port: int) -> None:
    gives_up = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            return socket.create_connection((HOST, port), 1).close()
        except OSError:
            if time.monotonic() > gives_up:
                raise
            time.sleep(0.1)


def answered(port: int, sent: bytes, *, waits: bool) -> tuple[list[int], list[bytes], bool]:
    """(status of each answer, what reached the page, whether the server closed); `waits` for it to close."""
    with socket.create_connection((HOST, port), ANSWERS_WITHIN) as way:
        way.sendall(sent)
        got, is_closed = b"", False
        while not is_closed and (waits or b"]" not in got):
            try:
                more = way.recv(65_536)
            except ConnectionResetError:
                more = b""
            except TimeoutError:
                break
            got, is_closed = got + more, not more
    statuses = [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3})", got)]
    return statuses, re.findall(rb"\[[^\]]*\]", got), is_closed


@pytest.mark.parametrize("sent", AMBIGUOUS.values(), ids=AMBIGUOUS.keys())
def test_it_is_refused_or_answered_once_and_the_way_is_closed(port, sent):
    statuses, reached, is_closed = answered(port, sent, waits=True)
    assert is_closed, "what comes after it on the same way would be read as something else"
    assert len(statuses) == 1 and reached in ([], [b"[POST /a 0]"])
    assert statuses[0] == (200 if reached else 400)


@pytest.mark.parametrize(("sent", "reaches"), PLAIN.values(), ids=PLAIN.keys())
def test_what_can_be_read_in_one_way_only_is_answered(port, sent, reaches):
    assert answered(port, sent, waits=False)[:2] == ([200], [reaches])


def test_two_requests_one_after_the_other_are_two(port):
    """Without this the answers above could be those of a server that never reads on."""
    both = message(b"Content-Length: 3", body=b"abc") + message(
        b"Connection: close", first=b"GET /b HTTP/1.1", body=b""
    )
    assert answered(port, both, waits=True)[1] == [b"[POST /a 3]", b"[GET /b 0]"]
