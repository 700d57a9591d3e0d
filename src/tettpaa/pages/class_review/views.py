"""Klassegjennomgang: the sheet of a class and a half-year, written by those around the table."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tettpaa.assess.reviews.actions import close_review, open_review
from tettpaa.assess.reviews.forms import CloseReviewForm, OpenReviewForm
from tettpaa.assess.reviews.models import ClassReview
from tettpaa.assess.reviews.queries import reviews_of, who_may_take_part
from tettpaa.assess.reviews.rules import half_year_of
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.class_review.rows import COLUMNS, rows_of
from tettpaa.pages.class_review.sheet import Sheet, sheet_of
from tettpaa.pages.class_review.writing import write_sheet
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown

REFUSED, CONFLICT = 422, 409


@requires("class_review_read", group="key")
@require_GET
def reviews(request: HttpRequest, key: int) -> HttpResponse:
    """The reviews this class has had, and opening the next."""
    group = request.rights.group("class_review_read", key)
    shown(request, [], "class_reviews")
    may_open = request.rights.groups("class_review_open").filter(pk=key).exists()
    form = OpenReviewForm(initial={"half": half_year_of(request.rights.on)}) if may_open else None
    return render(
        request, "class_review/reviews.html", {"group": group, "found": list(reviews_of([group])), "form": form}
    )


@requires("class_review_open", group="key")
@require_POST
def open_one(request: HttpRequest, key: int) -> HttpResponse:
    """Open the sheet of a half-year, or go to the one that is there."""
    group = request.rights.group("class_review_open", key)
    shown(request, [], "class_reviews")
    form = OpenReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Velg et halvår."))
        return redirect("class_reviews", key=key)
    opened = open_review(group=group, half=form.cleaned_data["half"], by=request.user.username, at=clock.now())
    return redirect("class_review", review_id=opened.pk)


@requires("class_review_read", checked_by_view=("review_id",))
@require_GET
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """The sheet: each pupil with what is known, and what is agreed."""
    return _sheet_page(request, sheet_of(request.rights, _found(request, review_id, "class_review_read")))


@requires("class_review_write", checked_by_view=("review_id",))
@require_POST
def write(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Write what was sent, of one pupil or all. What another wrote meanwhile is shown beside what one wrote oneself."""
    found = _found(request, review_id, "class_review_write")
    sheet = sheet_of(request.rights, found, request.POST)
    count = write_sheet(sheet, by=request.user.username, at=clock.now())
    if sheet.has_conflict or sheet.is_refused:
        return _sheet_page(request, sheet, CONFLICT if sheet.has_conflict else REFUSED)
    shown(request, sheet.pupils_shown, "class_review")
    words = ngettext("Lagret for %(count)d elev.", "Lagret for %(count)d elever.", count) % {"count": count}
    messages.success(request, words if count else _("Ingenting var endret."))
    at = request.POST.get("at", "")
    return redirect(reverse("class_review", args=[found.pk]) + (f"#elev-{int(at)}" if at.isdecimal() else ""))


@requires("class_review_open", checked_by_view=("review_id",))
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Close with who took part; who is not gone through is named first."""
    found = _found(request, review_id, "class_review_open")
    sheet = sheet_of(request.rights, found)
    colleagues = who_may_take_part(found.group, request.rights.on)
    wrote = {row.line.written_by for row in sheet.rows if row.line} | {request.user.username}
    sent = request.POST if request.method == "POST" else None
    form = CloseReviewForm(sent, colleagues=colleagues, initial={"took_part": wrote})
    if request.method == "POST" and form.is_valid():
        took_part = [user.username for user in form.cleaned_data["took_part"]]
        with refusal_told_on(form):
            close_review(review=found, took_part=took_part, by=request.user.username, at=clock.now())
            messages.success(request, _("Gjennomgangen er avsluttet."))
            shown(request, [], "class_review_close")
            return redirect("class_review", review_id=found.pk)
    shown(request, [pupil.key for pupil in sheet.left_out], "class_review_close")
    told = {"sheet": sheet, "form": form}
    return render(request, "class_review/close.html", told, status=REFUSED if form.errors else 200)


@requires("class_review_read", checked_by_view=("review_id",))
@require_GET
def paper(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """The sheet on one landscape page, for the table and the archive."""
    sheet = sheet_of(request.rights, _found(request, review_id, "class_review_read"))
    shown(request, sheet.pupils_shown, "class_review")
    return render(request, "class_review/paper.html", {"sheet": sheet, "columns": COLUMNS, "rows": rows_of(sheet)})


def _sheet_page(request: HttpRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    shown(request, sheet.pupils_shown, "class_review")
    may_close = request.rights.groups("class_review_open").filter(pk=sheet.review.group_id).exists()
    return render(request, "class_review/sheet.html", {"sheet": sheet, "may_close": may_close}, status=status)


def _found(request: HttpRequest, review_id: UUID, permission: str) -> ClassReview:
    """The review, of a class the reader has the permission for; else as if it were not there."""
    return get_object_or_404(reviews_of(request.rights.groups(permission)), pk=review_id)
