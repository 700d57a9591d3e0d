"""A page as PDF, or a word about why not."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tettpaa.follow_up.paper.pdf import PdfMissing


def pdf_or_told(request: HttpRequest, make: Callable[[], bytes]) -> bytes | None:
    """What `make` gives; None, and the reader told, where PDF is not installed."""
    try:
        return make()
    except PdfMissing:
        messages.error(request, _("PDF er ikke installert her. Skriv ut siden fra nettleseren i stedet."))
        return None
