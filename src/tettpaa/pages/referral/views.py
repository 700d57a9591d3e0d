"""Henvisningen: one page, and each act a page of its own that a person does in one sitting."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.referrals.actions import change_draft, draft_referral, void_referral
from tettpaa.follow_up.referrals.advisers import advisers_at, open_to_ppt
from tettpaa.follow_up.referrals.forms import (
    AdviserForm,
    AssessmentForm,
    NewReferralForm,
    ReasonForm,
    ReferralForm,
    SendForm,
    WrittenAssessmentForm,
)
from tettpaa.follow_up.referrals.models import Referral
from tettpaa.follow_up.referrals.queries import THING, live_consent
from tettpaa.follow_up.referrals.states import AT_PPT, DRAFT
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.referral.acts import ACTS, Act
from tettpaa.pages.referral.drafts import draft_of
from tettpaa.pages.referral.queries import acts_on, referral_page
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.sharing.actions import ask_consent
from tettpaa.trust.sharing.rules import Matter

REFUSED = 422


@requires("referral_write", checked_by_view=("case_id",))
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write a referral: what is known is filled in."""
    pupils = request.rights.pupils("case_read").filter(pk__in=request.rights.pupils("referral_write").values("pk"))
    case = get_object_or_404(Case.objects.filter(pupil__in=pupils).select_related("pupil"), pk=case_id)
    form = NewReferralForm(request.POST) if request.POST else NewReferralForm(initial=draft_of(case, request.rights.on))
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            written = draft_referral(case=case, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Utkastet er lagret. Det kan sendes når samtykket er gitt."))
            return redirect("referral", referral_id=written.pk)
    shown(request, [case.pupil_id], "referral_new", OPENED)
    told = {"case": case, "pupil": case.pupil, "form": form}
    return render(request, "referral/write.html", told, status=REFUSED if form.errors else 200)


@requires("referral_read", checked_by_view=("referral_id",))
@require_GET
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """One referral: where it stands, what it says, how long it has taken, and what may be done now."""
    held = _found(request, referral_id, "referral_read")
    shown(request, [held.pupil_id], "referral", OPENED)
    return render(request, "referral/referral.html", {"page": referral_page(request.rights, held)})


@requires("referral_write", checked_by_view=("referral_id",))
def change(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Write a draft anew."""
    held = _found(request, referral_id, "referral_write")
    if held.state != DRAFT:
        raise Http404
    form = ReferralForm(request.POST or None, initial={"reason": held.reason, "tried": held.tried, "asks": held.asks})
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            change_draft(referral=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Utkastet er lagret."))
            return redirect("referral", referral_id=held.pk)
    shown(request, [held.pupil_id], "referral_act", OPENED)
    told = {"referral": held, "pupil": held.pupil, "form": form}
    return render(request, "referral/write.html", told, status=REFUSED if form.errors else 200)


@requires("consent_ask", checked_by_view=("referral_id",))
@require_POST
def ask_for_consent(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Ask who decides at that age whether the school may refer the pupil."""
    held = _found(request, referral_id, "consent_ask")
    shown(request, [held.pupil_id], "referral_act", OPENED)
    if live_consent(held.pupil_id, request.rights.on) is None:
        ask_consent(
            pupil=held.pupil, matter=Matter.EDUCATION, things=[THING], receivers=_("PP-tjenesten"),
            purpose=_("Å henvise til PP-tjenesten, som vurderer hva skolen kan gjøre"), by=request.user.username,
            at=clock.now(),
        )  # fmt: skip
        messages.success(request, _("Spurt. Svaret kan gis her av den som avgjør, eller skrives av rådgiver og leder."))
    return redirect("referral", referral_id=held.pk)


@requires("referral_change", checked_by_view=("referral_id", "move"))
def act(request: HttpRequest, referral_id: UUID, move: str) -> HttpResponse:
    """One act, that leads on from where the referral stands; others are not there."""
    held = _found(request, referral_id, "referral_change")
    has_consent = live_consent(held.pupil_id, request.rights.on) is not None
    asked = ACTS.get(move)
    if asked is None or asked not in acts_on(request.rights, held, has_consent=has_consent):
        raise Http404
    return _asked(request, held, asked, _form(request, held, asked))


@requires("referral_void", checked_by_view=("referral_id",))
def void(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Mark a referral as entered by mistake."""
    held = _found(request, referral_id, "referral_void")
    asked = Act("void_referral", "feilfort", _("Feilført"), _("Hvorfor er henvisningen feilført?"), ReasonForm,
                void_referral, _("Henvisningen er merket som feilført."))  # fmt: skip
    return _asked(request, held, asked, ReasonForm(request.POST or None))


@requires("referral_write", checked_by_view=("referral_id",))
def adviser(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Let an adviser at PPT see it, or see it for longer."""
    held = _found(request, referral_id, "referral_write")
    if held.state not in AT_PPT:
        raise Http404
    form = AdviserForm(request.POST or None, advisers=advisers_at(held.case.school, request.rights.on))
    asked = Act("", "ppt", _("La PP-rådgiveren se henvisningen"), _("Hvem i PP-tjenesten har henvisningen?"), AdviserForm,
                open_to_ppt, _("PP-rådgiveren ser henvisningen i 90 dager."))  # fmt: skip
    return _asked(request, held, asked, form)


def _found(request: HttpRequest, referral_id: UUID, permission: str) -> Referral:
    """The referral, among pupils the reader has the permission for and may read it of; else as if it were not there."""
    pupils = request.rights.pupils("referral_read")
    if permission != "referral_read":
        pupils = pupils.filter(pk__in=request.rights.pupils(permission).values("pk"))
    among = Referral.objects.filter(pupil__in=pupils).select_related(
        "pupil__owner", "case__school", "assignment__user__person"
    )
    found = get_object_or_404(among, pk=referral_id)
    if found.state == DRAFT and request.rights.why("referral_read", found.pupil).role is Role.PPT_ADVISER:
        raise Http404
    return found


def _form(request: HttpRequest, held: Referral, asked: Act) -> Form:
    given, on = request.POST or None, request.rights.on
    more: dict[str, object] = {}
    if asked.form in (AssessmentForm, WrittenAssessmentForm):
        more = {"today": on}
    elif asked.form is SendForm:
        more = {"advisers": advisers_at(held.case.school, on)}
    return asked.form(given, initial={"on": on}, **more)


def _asked(request: HttpRequest, held: Referral, asked: Act, form: Form) -> HttpResponse:
    """The form of an act, or the act done."""
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            asked.does(referral=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, asked.done)
            return redirect("referral", referral_id=held.pk)
    shown(request, [held.pupil_id], "referral_act", OPENED)
    told = {"referral": held, "act": asked, "form": form}
    return render(request, "referral/act.html", told, status=REFUSED if form.errors else 200)
