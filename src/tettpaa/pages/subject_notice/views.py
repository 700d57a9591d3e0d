"""Varsel i eget fag: who in the group nears the limit, what a notice says, and sending it. For a phone, between two lessons."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tettpaa.follow_up.letters.actions import drop_letter
from tettpaa.follow_up.letters.forms import OwnSubjectForm
from tettpaa.follow_up.letters.own_subject import send_subject_notice, write_subject_notice
from tettpaa.follow_up.letters.rules import limits_on, period_on
from tettpaa.kit import clock
from tettpaa.pages.subject_notice.queries import found_notice, group_page, notice_page, own_group, subject_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


@requires("subject_notices_read", group="key")
@require_GET
def notices(request: HttpRequest, key: int) -> HttpResponse:
    """The group's pupils against the limit in the subject, and who has been notified this half-year."""
    page = group_page(request.rights, request.rights.group("subject_notices_read", key))
    shown(request, [row.pupil.key for row in (*page.near, *page.others)], "subject_notices")
    return render(request, "subject_notice/notices.html", {"page": page})


@requires("subject_notice_write", pupil="key", checked_by_view=("group_key",))
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, key: int, group_key: int) -> HttpResponse:
    """What the notice is to say. It leaves when it has been read through on the next page."""
    pupil = request.rights.pupil("subject_notice_write", key)
    group = own_group(request.rights, pupil, group_key)
    form = OwnSubjectForm(request.POST or None, period=period_on(request.rights.on, limits_on(request.rights.on)))
    if request.method == "POST" and form.is_valid():
        try:
            written = write_subject_notice(
                pupil=pupil, group=group, **form.told(), by=request.user.username, at=clock.now()
            )
        except ValidationError as faults:
            form.add_error(None, faults)
        else:
            return redirect("subject_notice", notice_id=written.pk)
    shown(request, [key], "subject_notice", OPENED)
    told = {"pupil": pupil, "group": group, "subject": subject_of(group), "form": form}
    return render(request, "subject_notice/write.html", told, status=REFUSED if form.errors else 200)


@requires("subject_notice_read", checked_by_view=("notice_id",))
@require_GET
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """What would leave now, word by word; or what left, and where it stands."""
    held = found_notice(request.rights, notice_id)
    shown(request, [held.pupil_id], "subject_notice", OPENED)
    return render(request, "subject_notice/notice.html", {"page": notice_page(held, clock.now())})


@requires("subject_notice_write", checked_by_view=("notice_id",))
@require_POST
def send(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Send what was read on the page before; where it is no longer true, say so."""
    held = found_notice(request.rights, notice_id)
    shown(request, [held.pupil_id], "subject_notice", OPENED)
    try:
        is_sent = send_subject_notice(
            letter=held, seen=request.POST.get("seen", ""), by=request.user.username, at=clock.now()
        )
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        told = _("Varselet er sendt. Kontaktlæreren har fått beskjed.") if is_sent else _("Varselet ble ikke sendt.")
        (messages.success if is_sent else messages.error)(request, told)
    return redirect("subject_notice", notice_id=held.pk)


@requires("subject_notice_write", checked_by_view=("notice_id",))
@require_POST
def drop(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """It is not to be sent after all."""
    held = found_notice(request.rights, notice_id)
    shown(request, [held.pupil_id], "subject_notice", OPENED)
    try:
        drop_letter(letter=held, by=request.user.username, at=clock.now())
        messages.success(request, _("Varselet er lagt bort."))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    return redirect("subject_notice", notice_id=held.pk)
