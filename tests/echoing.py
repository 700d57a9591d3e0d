"""A site of one page, for tests of the web server itself: it says what was asked, how, and with how many bytes."""

from collections.abc import Callable, Iterable
from typing import Any


def application(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
    """'[POST /a 3]', once for each request that got this far."""
    body = environ["wsgi.input"].read()
    told = f"[{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {len(body)}]".encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(told)))])
    return [told]
