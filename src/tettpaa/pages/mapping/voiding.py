"""Marking a mapping, or a teacher's answer, as entered by mistake."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tettpaa.assess.mappings.models import InputRequest, MappingVersion
from tettpaa.assess.mappings.voiding import void_input, void_mapping
from tettpaa.kit import clock
from tettpaa.pages.entered_by_mistake import why_asked
from tettpaa.pages.mapping.own import requests_for
from tettpaa.trust.access.declare import requires


@requires("mapping_void", checked_by_view=("mapping_id",))
@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest, mapping_id: UUID) -> HttpResponse:
    """One saving: it holds no longer, and the one before does."""
    among = MappingVersion.objects.filter(pupil__in=request.rights.pupils("mapping_void"), voided_at=None)
    held = get_object_or_404(among.select_related("pupil__owner"), pk=mapping_id)

    def act(reason: str) -> HttpResponse:
        void_mapping(version=held, reason=reason, by=request.user.username, at=clock.now())
        messages.success(request, _("Kartleggingen er merket som feilført. De som har lest den, får vite det."))
        return redirect("mapping", case_id=held.case_id)

    told = {
        "heading": _("Hvorfor er kartleggingen feilført?"),
        "up_label": _("Kartleggingen"),
        "up_url": reverse("mapping", args=[held.case_id]),
    }
    return why_asked(request, held.pupil, act, "mapping_write", **told)


@requires("mapping_void", checked_by_view=("request_id",))
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """A teacher's answer, marked by those who follow the pupil up."""
    among = InputRequest.objects.filter(pupil__in=request.rights.pupils("mapping_void"))
    held = get_object_or_404(_answered(among), pk=request_id)

    def act(reason: str) -> HttpResponse:
        _void(request, held, reason)
        return redirect("input_round", round_id=held.round_id)

    told = {
        "heading": _("Hvorfor er svaret feilført?"),
        "up_label": _("Innspillsrunden"),
        "up_url": reverse("input_round", args=[held.round_id]),
    }
    return why_asked(request, held.pupil, act, "input_round", **told)


@requires("input_answer", checked_by_view=("request_id",))
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The teacher's own answer, while the round is open; then the questions wait again."""
    held = get_object_or_404(_answered(requests_for(request.rights)), pk=request_id)

    def act(reason: str) -> HttpResponse:
        _void(request, held, reason)
        return redirect("input_requests")

    told = {"heading": _("Hvorfor er svaret feilført?"), "up_label": _("Innspill"), "up_url": reverse("input_requests")}
    return why_asked(request, held.pupil, act, "input_answer", **told)


def _answered(among: QuerySet[InputRequest]) -> QuerySet[InputRequest]:
    return among.filter(answered_at__isnull=False, voided_at=None).select_related(
        "round", "pupil__owner", "teacher", "group"
    )


def _void(request: HttpRequest, held: InputRequest, reason: str) -> None:
    void_input(request=held, reason=reason, by=request.user.username, at=clock.now())
    messages.success(request, _("Svaret er merket som feilført. De som har lest det, får vite det."))
