"""Samtaler: writing one in the form of its kind, reading it, and taking back one entered by mistake."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tettpaa.assess.talks.holding import record_talk, void_talk
from tettpaa.assess.talks.models import Contact, Talk
from tettpaa.assess.talks.talk_queries import form_for
from tettpaa.assess.talks.talk_states import VOIDED
from tettpaa.follow_up.plans.queries import live_plan_of
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.talk.forms import ASKED, HeldForm, NotHeldForm, VoidForm
from tettpaa.pages.talk.kinds import SLUGS, kind_at
from tettpaa.pages.talk.queries import line_of, talk_page
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


@requires("talk_record", pupil="key")
def choose(request: HttpRequest, key: int) -> HttpResponse:
    """Which talk: each kind that has a form."""
    pupil = request.rights.pupil("talk_record", key)
    shown(request, [key], "talk_write", OPENED)
    return render(request, "talk/choose.html", {"pupil": pupil, "kinds": [(kind, SLUGS[kind]) for kind in SLUGS]})


@requires("talk_record", pupil="key", checked_by_view=("slug",))
def hold(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """A talk that was held, in the form that holds today; begun with the line already written, where there is one."""
    pupil, kind, today = request.rights.pupil("talk_record", key), kind_at(slug), request.rights.on
    form = form_for(pupil.owner, kind, today)
    if form is None:
        raise Http404
    line = line_of(pupil, request.POST.get("contact") or request.GET.get("kontakt", ""))
    asked = HeldForm(request.POST or None, form=form, today=today, initial=_begun(form.own_words.key, line))
    if request.method == "POST" and asked.is_valid():
        given = {"told": asked.told(), "form": form, "answers": asked.answers, "contact": line}
        talk = _written(request, asked, pupil=pupil, **given)
        if talk is not None:
            return redirect("talk", talk_id=talk.pk)
    shown(request, [key], "talk_write", OPENED)
    told = {"pupil": pupil, "form": asked, "kind": kind, "slug": slug}
    return render(request, "talk/hold.html", told, status=REFUSED if asked.errors else 200)


@requires("talk_record", pupil="key", checked_by_view=("slug",))
def not_held(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """A talk that was not held, and why."""
    pupil, kind = request.rights.pupil("talk_record", key), kind_at(slug)
    asked = NotHeldForm(request.POST or None, today=request.rights.on)
    if request.method == "POST" and asked.is_valid():
        talk = _written(request, asked, pupil=pupil, told=asked.told(kind))
        if talk is not None:
            return redirect("talk", talk_id=talk.pk)
    shown(request, [key], "talk_write", OPENED)
    told = {"pupil": pupil, "form": asked, "kind": kind, "slug": slug}
    return render(request, "talk/not_held.html", told, status=REFUSED if asked.errors else 200)


@requires("talk_read", checked_by_view=("talk_id",))
def talk(request: HttpRequest, talk_id: UUID) -> HttpResponse:
    """One talk, in the version of the form it was written in, with the pupil's receipt."""
    held = _found(request, talk_id, "talk_read")
    shown(request, [held.pupil_id], "talk", OPENED)
    page = talk_page(held)
    may_void = "void_talk" in page.state.acts and _may(request, "talk_void", held)
    may_plan = held.voided_at is None and _may(request, "plan_write", held) and live_plan_of(held.pupil_id) is None
    return render(request, "talk/talk.html", {"page": page, "may_void": may_void, "may_plan": may_plan})


@requires("talk_void", checked_by_view=("talk_id",))
def void(request: HttpRequest, talk_id: UUID) -> HttpResponse:
    """Mark a talk as entered by mistake."""
    held = _found(request, talk_id, "talk_void")
    if talk_page(held).state.key == VOIDED:
        raise Http404
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            void_talk(talk=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Samtalen er merket som feilført."))
            return redirect("talk", talk_id=held.pk)
    shown(request, [held.pupil_id], "talk_write", OPENED)
    return render(request, "talk/void.html", {"talk": held, "form": form}, status=REFUSED if form.errors else 200)


def _begun(own_words: str, line: Contact | None) -> dict:
    if line is None:
        return {}
    begun = {"on": line.on, "channel": line.channel, "next_on": line.next_on, "contact": line.reference}
    return begun | {ASKED + own_words: line.line}


def _written(request: HttpRequest, asked: Form, **given: object) -> Talk | None:
    """The talk, or None with what is wrong told by the form."""
    try:
        talk = record_talk(
            **given, form_id=asked.cleaned_data["form_id"], by=request.user.username, at=clock.now()
        )  # fmt: skip
    except ValidationError as refused:
        _tell(asked, refused)
        return None
    if talk.is_held:
        messages.success(request, _("Samtalen er skrevet. Eleven kan lese den og kvittere."))
    else:
        messages.success(request, _("Det er skrevet at samtalen ikke ble holdt."))
    return talk


def _tell(asked: Form, refused: ValidationError) -> None:
    """Each fault at its field of the page, or at the top where it has none."""
    faults = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
    for field, told in faults.items():
        names = (field, ASKED + field, "reached" if field == "not_reached_why" else "")
        asked.add_error(next((name for name in names if name in asked.fields), None), told)


def _found(request: HttpRequest, talk_id: UUID, permission: str) -> Talk:
    """The talk, among pupils the reader has the permission for; else as if it were not there."""
    among = Talk.objects.filter(pupil__in=request.rights.pupils(permission))
    return get_object_or_404(among.select_related("pupil__owner", "own_form"), pk=talk_id)


def _may(request: HttpRequest, permission: str, held: Talk) -> bool:
    return request.rights.may_about(permission, held.pupil_id)
