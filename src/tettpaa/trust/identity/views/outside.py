"""Signing in by Feide, ID-porten or another issuer."""

import logging

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tettpaa.kit import clock
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity import actions, sessions
from tettpaa.trust.identity.outside import documents, flow
from tettpaa.trust.identity.outside.actions import AnotherSubject, user_called
from tettpaa.trust.identity.outside.issuers import Issuer
from tettpaa.trust.identity.site import safe_next
from tettpaa.trust.identity.step_up import Asked, asked_in, step_up_address
from tettpaa.trust.identity.strength import Proof, Strength

log = logging.getLogger(__name__)
OUR_OWN = {"same-origin", "none", ""}


@requires("public", checked_by_view=("key",))
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Off to the issuer. By a link: the policy lets no form of ours end anywhere but with us, and so it shall be."""
    issuer = _issuer(key)
    if request.headers.get("Sec-Fetch-Site", "") not in OUR_OWN:
        return redirect("identity:sign_in")  # another site does not sign anybody in here
    asked = asked_in(request) if request.user.is_authenticated else Asked()
    try:
        address = flow.leave(
            request, issuer, target=safe_next(request), needs=asked.needs, wants_fresh=asked.wants_fresh,
            at=clock.instant(),
        )  # fmt: skip
    except documents.NoAnswer as fault:
        log.warning("%s does not answer: %s", issuer.key, fault)
        return render(request, "identity/no_answer.html", {"issuer": issuer}, status=503)
    return redirect(address)


@requires("public", checked_by_view=("key",))
def come_back(request: HttpRequest, key: str) -> HttpResponse:
    """Back from the issuer: signed in, or stepped up, or told that nothing came of it."""
    issuer = _issuer(key)
    try:
        told = flow.come_back(request, issuer, clock.instant())
    except flow.OutsideRefused as fault:
        log.warning("sign-in by %s refused: %s", issuer.key, fault.why)
        actions.refuse(why=fault.why, by=actions.NOBODY, at=clock.now(), issuer=issuer.key)
        return render(request, "identity/not_finished.html", {"issuer": issuer}, status=400)
    try:
        user = user_called(issuer.key, told.name, told.subject, at=clock.now())
    except AnotherSubject:
        log.warning("sign-in by %s refused: another subject", issuer.key)
        actions.refuse(why="another_subject", by=actions.NOBODY, at=clock.now(), issuer=issuer.key)
        return render(request, "identity/another_subject.html", {"issuer": issuer}, status=403)
    if user is None or (request.user.is_authenticated and user != request.user):
        actions.refuse(why="unknown_person", by=actions.NOBODY, at=clock.now(), issuer=issuer.key)
        return render(request, "identity/unknown_person.html", {"issuer": issuer}, status=403)
    proof = Proof(f"oidc:{issuer.key}", told.strength, clock.now())
    if not request.user.is_authenticated:
        sessions.begin(request, user, proof, at=proof.at)
        return redirect(told.departure.target)
    return _stepped_up(request, proof, told.departure)


def _stepped_up(request: HttpRequest, proof: Proof, departure: flow.Departure) -> HttpResponse:
    sessions.strengthen(request, proof, proof.at)
    asked = Asked(Strength[departure.needs], departure.is_fresh_wanted)
    return redirect(departure.target if asked.is_met(request) else step_up_address(asked, departure.target))


def _issuer(key: str) -> Issuer:
    if key not in settings.TETTPAA_ISSUERS:
        raise Http404
    found = settings.TETTPAA_ISSUERS[key]
    assert isinstance(found, Issuer)  # noqa: S101 - settings are not typed
    return found
