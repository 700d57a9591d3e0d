"""A meeting on paper: all minutes as one document, and the sheet after the meeting; as a page, and as PDF."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tettpaa.follow_up.meetings.minutes import read_minutes
from tettpaa.follow_up.paper.pdf import CONTENT_TYPE, is_installed, pdf_of
from tettpaa.kit import clock
from tettpaa.kit.text import slug_of
from tettpaa.pages.meeting.found import meeting_found
from tettpaa.pages.meeting.paper import minutes_paper, tasks_paper
from tettpaa.pages.meeting.queries import MeetingPage, meeting_page
from tettpaa.pages.meeting.sheet import SHEET_COLUMNS, sheet_rows
from tettpaa.pages.on_paper import pdf_or_told
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.audit.reading import EXPORTED, LISTED, shown
from tettpaa.trust.uploads.sending import attachment


@requires("meeting_read", checked_by_view=("meeting_id",))
@require_GET
def document(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The minutes of every case the reader may see, as one document."""
    page = meeting_page(request.rights, meeting_found(request.rights, meeting_id), clock.now())
    shown(request, page.pupils_shown, "minutes", LISTED)
    read_minutes(page.minutes_shown, user=request.user, at=clock.now())
    told = {"page": page, "may_print": may_print(request.rights, page)}
    return render(request, "meeting/document.html", told)


@requires("meeting_read", checked_by_view=("meeting_id",))
@require_GET
def sheet(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """After the meeting, one sheet: pupil, what, who, when. To be printed."""
    page = meeting_page(request.rights, meeting_found(request.rights, meeting_id), clock.now())
    shown(request, page.pupils_shown, "meeting_sheet", LISTED)
    told = {"page": page, "columns": SHEET_COLUMNS, "rows": sheet_rows(page)}
    return render(request, "meeting/sheet.html", told | {"may_print": may_print(request.rights, page)})


@requires("meeting_print", checked_by_view=("meeting_id",))
@require_GET
def document_pdf(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The minutes as PDF/UA."""
    return _pdf(request, meeting_id, "minutes", minutes_paper, "meeting_document")


@requires("meeting_print", checked_by_view=("meeting_id",))
@require_GET
def sheet_pdf(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The sheet as PDF/UA."""
    return _pdf(request, meeting_id, "tasks", tasks_paper, "meeting_sheet")


def may_print(rights: Rights, page: MeetingPage) -> bool:
    """Whether there is a PDF for the reader: where it can be made, of some case they may take out."""
    return is_installed() and bool(_to_print(rights, page).items)


def _to_print(rights: Rights, page: MeetingPage) -> MeetingPage:
    """The meeting with those cases only that the reader may take out."""
    asked = [each.item.pupil_id for each in page.items]
    taken = set(rights.pupils("meeting_print").filter(pk__in=asked).values_list("pk", flat=True))
    return replace(page, items=[each for each in page.items if each.item.pupil_id in taken])


def _pdf(
    request: HttpRequest, meeting_id: UUID, sheet: str, told: Callable[..., dict], back_to: str
) -> HttpResponse:  # fmt: skip
    at = clock.now()
    page = _to_print(request.rights, meeting_page(request.rights, meeting_found(request.rights, meeting_id), at))
    if not page.items:
        raise Http404
    content = pdf_or_told(
        request, lambda: pdf_of(sheet, told(page, str(request.user), request.rights.on), on=request.rights.on)
    )
    if content is None:
        return redirect(back_to, meeting_id=meeting_id)
    shown(request, [each.item.pupil_id for each in page.items], "meeting_print", EXPORTED)
    if sheet == "minutes":
        read_minutes(page.minutes_shown, user=request.user, at=at)
    return attachment(content, CONTENT_TYPE, f"{slug_of(str(page.meeting.team or page.kind))}-{sheet}.pdf")
