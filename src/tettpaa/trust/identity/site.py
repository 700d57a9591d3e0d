"""Where the visitor stands, and where we do."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

PERSONAL_PAGE = "start"


def origin_of(request: HttpRequest) -> str:
    """'https://tettpa.example': what the browser calls this site. Django has checked the host against TETTPAA_HOSTS."""
    is_secure = settings.TETTPAA_HTTPS or request.is_secure()
    return f"{'https' if is_secure else 'http'}://{request.get_host()}"


def address_of(request: HttpRequest) -> str:
    """The visitor's network address, past as many proxies as we run ourselves; what others wrote is not believed."""
    nearest = request.META.get("REMOTE_ADDR", "")
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if settings.TETTPAA_PROXIES and len(passed) >= settings.TETTPAA_PROXIES:
        return passed[-settings.TETTPAA_PROXIES] or nearest
    return nearest


def safe_next(request: HttpRequest, target: str = "") -> str:
    """Where the visitor was going, when that is a page of this site; else the start page."""
    target = target or request.POST.get("next", "") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if target and is_ours else PERSONAL_PAGE
