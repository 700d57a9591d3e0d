"""No page takes in more than it asks for: a large request is stopped before the first byte of it is kept."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from tettpaa.kit import clock
from tettpaa.trust.uploads.limits import Limits, limits_on

# Room for a file that is a little too large: its sender is told so in the form.
_SLACK = 2


def takes_files(kind: str) -> Callable[[Callable], Callable]:
    """Says that a view takes files: `document` or `package`, as large as limits.toml lets those be."""

    def marked_view(view: Callable) -> Callable:
        view.takes_files = kind  # type: ignore[attr-defined]
        return view

    return marked_view


def most_bytes(request: HttpRequest, limits: Limits) -> int:
    """How much this request may hold: a view that takes no files, and a visitor nobody knows, send forms only."""
    kind = getattr(getattr(request.resolver_match, "func", None), "takes_files", "")
    is_known = getattr(request, "user", None) is not None and request.user.is_authenticated
    if not is_known or not kind:
        return limits.form_bytes
    return {"document": limits.document_bytes * _SLACK, "package": limits.package_bytes}[kind]


class CapHandler(FileUploadHandler):
    """First of the handlers: judges the request by what it says of its length, and each file by what comes."""

    most = 0
    taken = 0

    def handle_raw_input(
        self, input_data: Any, META: dict, content_length: int, boundary: str, encoding: str | None = None,  # noqa: N803
    ) -> None:  # fmt: skip
        assert self.request is not None  # noqa: S101 - Django gives it
        self.most = most_bytes(self.request, limits_on(clock.today()))
        if content_length > self.most:
            raise RequestDataTooBig("more than the page takes in")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken += len(raw_data)
        if self.taken > self.most:
            raise RequestDataTooBig("more than the page takes in")
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The next handler makes the file."""
        return None
