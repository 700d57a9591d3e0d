"""Sends a file so that no browser opens it as a page of this site, whatever is in it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# Even if somebody talks a browser into showing it: no script, no forms, nothing fetched.
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """The bytes as a file to keep, under a name without anything a system reads as a path."""
    answer = HttpResponse(content, content_type=content_type)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
