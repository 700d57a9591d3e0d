"""Too weak a sign-in is not refused blankly: the page asks for what is missing, and goes on to where one was."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tettpaa.kit import clock
from tettpaa.trust.identity.codes.actions import unused_codes
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Proof, Strength, is_fresh, proofs_in, strength_from, strength_of


@dataclass(frozen=True)
class Asked:
    """What a page asks of the sign-in: at least this strength, and shown in the last minutes if `wants_fresh`."""

    needs: Strength = Strength.PLAIN
    wants_fresh: bool = False

    def is_met(self, request: HttpRequest) -> bool:
        is_strong_enough = strength_of(request) >= self.needs
        return is_strong_enough and (not self.wants_fresh or is_fresh(request, clock.now()))


def step_up(request: HttpRequest, *, needs: Strength, wants_fresh: bool = False) -> HttpResponse:
    """Send a signed-in visitor to show what is missing, and from there back to this very page."""
    return sent_on(request, step_up_address(Asked(needs, wants_fresh), page_of(request)))


def sent_on(request: HttpRequest, address: str) -> HttpResponse:
    """On to another page of ours, also where only a part of one was asked for."""
    if request.headers.get("HX-Request") == "true":
        # Without content: a page that names pupils was asked for, and none is named.
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def step_up_address(asked: Asked, target: str) -> str:
    """The address of the page that asks, and goes on to `target`."""
    told = {"next": target, "needs": asked.needs.name.lower()} | ({"fresh": "1"} if asked.wants_fresh else {})
    return f"{reverse('identity:step_up')}?{urlencode(told)}"


def asked_in(request: HttpRequest) -> Asked:
    """What the address of the step-up page asks for; anything strange asks for two factors."""
    told = (request.POST.get("needs") or request.GET.get("needs", "")).upper()
    needs = Strength[told] if told in Strength.__members__ else Strength.TWO_FACTORS
    return Asked(needs, (request.POST.get("fresh") or request.GET.get("fresh")) == "1")


@dataclass(frozen=True)
class Way:
    """One way to show what is missing: `kind` is 'password', 'code', 'passkey', 'demo' or 'outside' (with its `key`)."""

    kind: str
    alone: Strength
    key: str = ""
    name: str = ""


def ways_to(request: HttpRequest, user: User, asked: Asked) -> list[Way]:
    """The ways the user has that would be enough, together with what was shown already."""
    shown = proofs_in(request.session) or [Proof("password", strength_of(request), clock.now())]
    return [way for way in _ways_of(user) if _would_reach(way, shown) >= asked.needs]


def has_second_factor(user: User) -> bool:
    """Whether a password alone no longer lets this user in."""
    return user.passkeys.exists() or hasattr(user, "code_app") or unused_codes(user, clock.now()) > 0


def _ways_of(user: User) -> list[Way]:
    ways = []
    if keys := list(user.passkeys.all()):
        ways.append(Way("passkey", Strength(max(key.alone for key in keys))))
    if hasattr(user, "code_app") or unused_codes(user, clock.now()):
        ways.append(Way("code", Strength.NONE))
    if settings.TETTPAA_LOCAL_PASSWORDS and user.has_usable_password():
        ways.append(Way("password", Strength.PLAIN))
    linked = set(user.outside_names.values_list("issuer", flat=True))
    ways += [
        Way("outside", issuer.best, key, issuer.name)
        for key, issuer in settings.TETTPAA_ISSUERS.items() if key in linked
    ]  # fmt: skip
    return [*ways, Way("demo", Strength.HIGH)] if settings.TETTPAA_DEMO else ways


def _would_reach(way: Way, shown: list[Proof]) -> Strength:
    how = {"code": "code_app", "outside": f"oidc:{way.key}"}.get(way.kind, way.kind)
    return strength_from([*shown, Proof(how, way.alone, clock.now())])


def page_of(request: HttpRequest) -> str:
    """The page the visitor looks at: what was posted, or fetched as a part, belongs to the page it came from."""
    told = request.headers.get("HX-Current-URL", "") or request.headers.get("Referer", "")
    if request.method in {"GET", "HEAD"} and request.headers.get("HX-Request") != "true":
        return request.get_full_path()
    parts = urlsplit(told)
    if parts.netloc != request.get_host():
        return "/"
    return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def asked_before_changes(user: User) -> Asked:
    """What is asked before somebody changes what they sign in by: as much as they can show, and just now.

    Whoever has no second factor may take the first in use after a password, or, where TETTPAA_FIRST_FACTOR is 'code',
    only with a one-use code from an operator: else a stolen password would be enough to get a second factor.
    """
    is_strict = has_second_factor(user) or settings.TETTPAA_FIRST_FACTOR != "self"
    return Asked(Strength.TWO_FACTORS if is_strict else Strength.PLAIN, wants_fresh=True)


def asked_before_new_password(user: User) -> Asked:
    """The form asks for the old password itself; who has a second factor has just shown that too."""
    return Asked(Strength.TWO_FACTORS, wants_fresh=True) if has_second_factor(user) else Asked()


def shown_just_now(view: Callable) -> Callable:
    """For pages where one changes what one signs in by: who is there shows it once more first."""

    @wraps(view)
    def asking(request: HttpRequest, *words: object, **parts: object) -> HttpResponse:
        user = request.user
        assert isinstance(user, User)  # noqa: S101 - only under @requires("signed_in")
        asked = asked_before_changes(user)
        if not asked.is_met(request):
            return step_up(request, needs=asked.needs, wants_fresh=True)
        return view(request, *words, **parts)

    return asking
