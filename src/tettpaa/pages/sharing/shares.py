"""Sharing some things of one pupil with one person, and ending it."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tettpaa.kit import clock
from tettpaa.kit.clock import OSLO
from tettpaa.kit.html.refusal import outcome_told
from tettpaa.pages.sharing.consents import page_with
from tettpaa.pages.sharing.forms import ShareForm
from tettpaa.pages.sharing.queries import may_of, receivers_called, standing_consents
from tettpaa.pages.thing_words import words_of_things
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity.models import User
from tettpaa.trust.sharing.actions import share_with, withdraw_share
from tettpaa.trust.sharing.models import Consent, Share

# A fault that the rules name by a field of theirs stands at the field of the form.
FIELD_OF = {"ends_at": "until", "consent": "basis"}


@requires("share_give", pupil="key")
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, key: int) -> HttpResponse:
    """Let one person see some named things, on a basis, for a time. Only what the sharer may share is offered."""
    pupil, on = request.rights.pupil("share_give", key), request.rights.on
    things = may_of(request.rights, pupil).things
    if not things:
        raise Http404
    consents = {str(consent.reference): consent for consent in standing_consents(pupil, on)}
    offered = [(reference, _told(consent)) for reference, consent in consents.items()]
    form = ShareForm(request.POST or None, things=things, consents=offered, today=on)
    if request.method == "POST" and form.is_valid() and _given(request, pupil, consents, form):
        messages.success(request, _("Delt. Eleven ser det under «Hva har jeg sagt ja til?»."))
        return redirect("sharing", key=key)
    return page_with(request, "sharing/give.html", form, pupil)


def _told(consent: Consent) -> str:
    things = ", ".join(words_of_things(consent.things.split()))
    return _("Samtykke: %(things)s, til %(receivers)s") % {"things": things, "receivers": consent.receivers}


def _given(request: HttpRequest, pupil: Person, consents: dict[str, Consent], form: ShareForm) -> bool:
    """Whether it could be shared; else the form is told why not."""
    asked = form.cleaned_data
    receiver = _receiver(form, pupil)
    if receiver is None:
        return False
    basis, _rests_on, reference = asked["basis"].partition(":")
    at = clock.now()
    ends_at = dt.datetime.combine(asked["until"] + dt.timedelta(days=1), dt.time(), OSLO)
    try:
        share_with(
            pupil=pupil, user=receiver, things=asked["things"], purpose=asked["purpose"], basis=basis,
            law=asked["law"], necessity=asked["necessity"], consent=consents.get(reference),
            begins_at=at, ends_at=ends_at, form_id=asked["form_id"], by=request.user.username, at=at, on=request.rights.on,
        )  # fmt: skip
    except ValidationError as fault:
        for field, faults in fault.message_dict.items():
            named = FIELD_OF.get(field, field)
            form.add_error(named if named in form.fields else None, faults)
        return False
    return True


def _receiver(form: ShareForm, pupil: Person) -> User | None:
    """The one user so called; else the form says what is missing."""
    found = receivers_called(form.cleaned_data["receiver"], pupil.owner_id)
    if len(found) == 1:
        return found[0]
    fault = _("Flere heter det. Skriv brukernavnet.") if found else _("Fant ingen bruker med det navnet.")
    form.add_error("receiver", fault)
    return None


@requires("share_end", pupil="key", checked_by_view=("share_id",))
@require_POST
def end(request: HttpRequest, key: int, share_id: UUID) -> HttpResponse:
    """Closed from the next request on; what has been read stays in the log."""
    share = get_object_or_404(Share, reference=share_id, pupil=request.rights.pupil("share_end", key))
    with outcome_told(request, _("Delingen er avsluttet og stengt.")):
        withdraw_share(share=share, by=request.user.username, at=clock.now())
    return redirect("sharing", key=key)
