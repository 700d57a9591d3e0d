"""Hva har jeg sagt ja til? Consents and shares for the pupil they are about, and for guardians as far as they may see."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tettpaa.kit import clock
from tettpaa.kit.html.refusal import outcome_told
from tettpaa.pages.guest.queries import of_oneself, rows_of
from tettpaa.pages.sharing.consents import ended, open_sight, page_with
from tettpaa.pages.sharing.forms import SightForm
from tettpaa.pages.sharing.queries import guardians_of, on_consent
from tettpaa.pages.sharing.rows import ConsentRow, Sharing, sharing_of
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.sharing.actions import answer_consent
from tettpaa.trust.sharing.models import Consent
from tettpaa.trust.sharing.queries import who_decides
from tettpaa.trust.sharing.rules import Decider, Matter, decider_of


@requires("own_consents_read")
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """One section for oneself and each child: what is asked, what stands, who gets to see what, and what is over."""
    rights = request.rights
    about = {pupil.pk: pupil for pupil in rights.pupils("own_consents_read").order_by("sort_key", "pk")}
    with_shares = set(rights.pupils("own_shares_read").filter(pk__in=about).values_list("pk", flat=True))
    shown(request, about, "own_sharing", OPENED)
    found = sharing_of(
        list(about.values()), rights.moment.at, rights.on, consents_of=list(about), shares_of=with_shares,
        knows_guardians=True, reader=rights.person,
    )  # fmt: skip
    people = sorted((_Own(sharing, rights) for sharing in found), key=lambda own: not own.is_oneself)
    return render(request, "sharing/own.html", {"people": people})


class _Own:
    """One person's consents and shares, and which of them the reader decides over today."""

    def __init__(self, sharing: Sharing, rights: Rights) -> None:
        self.sharing = sharing
        self.is_oneself = rights.person is not None and sharing.pupil.pk == rights.person.pk
        decider = decider_of(Matter.EDUCATION, sharing.pupil.birth_date, rights.on)
        self.can_open = self.is_oneself and decider is Decider.PUPIL and bool(on_consent(sharing.pupil, rights.on))
        self.title = _("Om meg") if self.is_oneself else str(sharing.pupil)
        self.rows = [(row, self._decides(row, rights)) for row in sharing.open_consents]
        self.guests = rows_of(of_oneself(sharing.pupil, rights.moment.at)) if self.is_oneself else []

    def _decides(self, row: ConsentRow, rights: Rights) -> bool:
        """A guardian has the page of a child only with parental responsibility, which is what decides."""
        has_said = rights.person is not None and rights.person.pk in {yes.guardian_id for yes in row.earlier}
        return not has_said and row.decider is (Decider.PUPIL if self.is_oneself else Decider.GUARDIAN)


def _own_consent(request: HttpRequest, consent_id: UUID) -> Consent:
    """A consent that the reader decides over today, or the same 404 as for none."""
    within = request.rights.pupils("own_consents_change")
    consent = get_object_or_404(Consent.objects.select_related("pupil"), reference=consent_id, pupil__in=within)
    person, (_decider, keys) = request.rights.person, who_decides(consent, request.rights.on)
    if person is None or person.pk not in keys:
        raise Http404
    return consent


@requires("own_consents_change", checked_by_view=("consent_id",))
@require_POST
def answer(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Yes or no, by who decides, signed in here."""
    consent = _own_consent(request, consent_id)
    with outcome_told(request, _("Takk, svaret er lagret. Et ja kan trekkes når som helst.")):
        answer_consent(
            consent=consent, answer=request.POST.get("answer", ""), answered_by=request.rights.person,
            route=Consent.Route.HERE, by=request.user.username, at=clock.now(), on=request.rights.on,
        )  # fmt: skip
    return redirect("own_sharing")


@requires("own_consents_change", checked_by_view=("consent_id",))
@require_POST
def take_back(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Taken back by who decides: closed from the next request on."""
    ended(request, _own_consent(request, consent_id), Consent.End.WITHDRAWN, "")
    return redirect("own_sharing")


@requires("own_consents_open")
@require_http_methods(["GET", "POST"])
def let_see(request: HttpRequest) -> HttpResponse:
    """The pupil lets a guardian see more: asked and answered in one."""
    pupil, on = request.rights.pupils("own_consents_open").first(), request.rights.on
    if pupil is None or decider_of(Matter.EDUCATION, pupil.birth_date, on) is not Decider.PUPIL:
        raise Http404
    guardians = guardians_of(pupil, on)
    form = SightForm(request.POST or None, guardians=guardians, things=on_consent(pupil, on))
    if request.method == "POST" and form.is_valid():
        _let_see(request, pupil, guardians, form)
        messages.success(request, _("Takk, svaret er lagret. Et ja kan trekkes når som helst."))
        return redirect("own_sharing")
    return page_with(request, "sharing/let_see.html", form, pupil, guardians=guardians)


def _let_see(request: HttpRequest, pupil: Person, guardians: list[Person], form: SightForm) -> None:
    by = request.user.username
    with transaction.atomic():
        consent = open_sight(pupil, guardians, form, by=by)
        if consent.answer:
            return  # the form was sent twice
        answer_consent(
            consent=consent, answer=Consent.Answer.GIVEN, answered_by=pupil, route=Consent.Route.HERE, by=by,
            at=clock.now(), on=request.rights.on,
        )  # fmt: skip
