"""Marking a line of a class review as entered by mistake, also after the review is closed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tettpaa.assess.reviews.models import ReviewLine
from tettpaa.assess.reviews.voiding import void_review_line
from tettpaa.kit import clock
from tettpaa.pages.entered_by_mistake import why_asked
from tettpaa.trust.access.declare import requires


@requires("mapping_void", checked_by_view=("line_id",))
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """What one writing says of one pupil: the one before it holds, where there is one."""
    among = ReviewLine.objects.filter(pupil__in=request.rights.pupils("mapping_void"), voided_at=None)
    held = get_object_or_404(among.select_related("pupil__owner"), pk=line_id)

    def act(reason: str) -> HttpResponse:
        void_review_line(line=held, reason=reason, by=request.user.username, at=clock.now())
        messages.success(request, _("Linja er merket som feilført. De som har lest den, får vite det."))
        return redirect("class_review", review_id=held.review_id)

    told = {"heading": _("Hvorfor er linja feilført?"), "up_label": _("Klassegjennomgang"), "text": held.line}
    return why_asked(
        request, held.pupil, act, "class_review", **told, up_url=reverse("class_review", args=[held.review_id])
    )  # fmt: skip
