"""Asking for a consent of one pupil, writing down the answer, and ending it."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tettpaa.kit import clock
from tettpaa.kit.html.refusal import outcome_told, refusal_told_on
from tettpaa.pages.sharing.forms import AnswerForm, AskForm, ReasonForm, SightForm
from tettpaa.pages.sharing.queries import guardians_of, may_of, on_consent, those_who_answer
from tettpaa.pages.thing_words import words_of_things
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.sharing.actions import answer_consent, ask_consent, end_consent
from tettpaa.trust.sharing.models import Consent
from tettpaa.trust.sharing.queries import told
from tettpaa.trust.sharing.rules import ConsentState, Matter, state_of

REFUSED = 422


def page_with(request: HttpRequest, template: str, form: Form, pupil: Person, **told_too: object) -> HttpResponse:
    """A form about one pupil, logged as shown; sent back with its faults where there are some."""
    shown(request, [pupil.pk], "sharing", OPENED)
    return render(request, template, {"form": form, "pupil": pupil, **told_too}, status=REFUSED if form.errors else 200)


@requires("consent_ask", pupil="key")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, key: int) -> HttpResponse:
    """Ask for a consent to share with somebody outside. Nothing is open until somebody says yes."""
    pupil = request.rights.pupil("consent_ask", key)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data | {"matter": Matter(form.cleaned_data["matter"])}
        ask_consent(pupil=pupil, **asked, by=request.user.username, at=clock.now())
        messages.success(request, _("Spurt. Svaret kan gis her av den som avgjør, eller skrives av rådgiver og leder."))
        return redirect("sharing", key=key)
    return page_with(request, "sharing/ask.html", form, pupil)


@requires("consent_ask", pupil="key")
@require_http_methods(["GET", "POST"])
def ask_sight(request: HttpRequest, key: int) -> HttpResponse:
    """Ask whether a guardian may see more than the pupil's age gives."""
    pupil = request.rights.pupil("consent_ask", key)
    things = on_consent(pupil, request.rights.on)
    guardians = guardians_of(pupil, request.rights.on) if may_of(request.rights, pupil).knows_guardians else []
    if not things or not guardians:
        messages.info(request, _("Det er ingen foresatt å spørre om, eller ikke mer en foresatt kan få se."))
        return redirect("sharing", key=key)
    form = SightForm(request.POST or None, guardians=guardians, things=things)
    if request.method == "POST" and form.is_valid():
        open_sight(pupil, guardians, form, by=request.user.username)
        messages.success(request, _("Spurt. Svaret kan gis her av den som avgjør, eller skrives av rådgiver og leder."))
        return redirect("sharing", key=key)
    return page_with(request, "sharing/ask_sight.html", form, pupil)


def open_sight(pupil: Person, guardians: list[Person], form: SightForm, *, by: str) -> Consent:
    """The consent that one guardian may see the chosen things, asked for."""
    guardian = next(person for person in guardians if person.pk == form.cleaned_data["guardian"])
    return ask_consent(
        pupil=pupil, matter=Matter.EDUCATION, things=form.cleaned_data["things"], purpose=form.cleaned_data["purpose"],
        receivers=_("En foresatt"), guardian=guardian, form_id=form.cleaned_data["form_id"], by=by, at=clock.now(),
    )  # fmt: skip


def consent_of(pupil: Person, consent_id: UUID) -> Consent:
    """One of the pupil's consents, or the same 404 as for none."""
    return get_object_or_404(Consent.objects.select_related("pupil"), reference=consent_id, pupil=pupil)


@requires("consent_record", pupil="key", checked_by_view=("consent_id",))
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, key: int, consent_id: UUID) -> HttpResponse:
    """Write the answer of who decides, and how it came."""
    pupil, on = request.rights.pupil("consent_record", key), request.rights.on
    consent = consent_of(pupil, consent_id)
    knows_guardians = may_of(request.rights, pupil).knows_guardians
    deciders = those_who_answer(consent, on, knows_guardians=knows_guardians)
    if not deciders or state_of(told(consent), on) is not ConsentState.ASKED:
        raise Http404
    form = AnswerForm(request.POST or None, deciders=deciders)
    if request.method == "POST" and form.is_valid() and _answered(request, consent, deciders, form):
        messages.success(request, _("Svaret er skrevet."))
        return redirect("sharing", key=key)
    things = words_of_things(consent.things.split())
    return page_with(request, "sharing/record.html", form, pupil, consent=consent, things=things)


def _answered(request: HttpRequest, consent: Consent, deciders: list[Person], form: AnswerForm) -> bool:
    """Whether the answer could be written; else the form is told why not."""
    given = dict(form.cleaned_data)
    person = next(each for each in deciders if each.pk == given.pop("answered_by"))
    with refusal_told_on(form):
        answer_consent(
            consent=consent, answered_by=person, **given, by=request.user.username, at=clock.now(),
            on=request.rights.on,
        )  # fmt: skip
    return not form.errors


@requires("consent_record", pupil="key", checked_by_view=("consent_id",))
@require_POST
def withdraw(request: HttpRequest, key: int, consent_id: UUID) -> HttpResponse:
    """It was taken back: closed from the next request on. As easy as saying yes (GDPR art. 7 no. 3)."""
    consent = consent_of(request.rights.pupil("consent_record", key), consent_id)
    ended(request, consent, Consent.End.WITHDRAWN, "")
    return redirect("sharing", key=key)


@requires("consent_void", pupil="key", checked_by_view=("consent_id",))
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, key: int, consent_id: UUID) -> HttpResponse:
    """Say that a consent was never valid, and why."""
    pupil = request.rights.pupil("consent_void", key)
    consent = consent_of(pupil, consent_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ended(request, consent, Consent.End.INVALIDATED, form.cleaned_data["reason"])
        return redirect("sharing", key=key)
    things = words_of_things(consent.things.split())
    return page_with(request, "sharing/void.html", form, pupil, consent=consent, things=things)


def ended(request: HttpRequest, consent: Consent, how: str, reason: str) -> None:
    """End it, and say so; where somebody was faster, say that."""
    with outcome_told(request, _("Samtykket er avsluttet. Det som var delt på grunnlag av det, er stengt.")):
        end_consent(
            consent=consent, how=how, reason=reason, by=request.user.username, at=clock.now(), on=request.rights.on
        )
