"""The site does not start with a view that nobody has decided who may see."""

from django.conf import settings
from django.core.checks import CheckMessage, Error

from tettpaa.trust.access.routes import faults

MIDDLEWARE = "tettpaa.trust.access.middleware.AccessMiddleware"


def every_view_declares(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Run by every command before its work; the web server asks again when it loads the middleware."""
    found: list[CheckMessage] = [Error(fault, id="access.E001") for fault in faults()]
    if MIDDLEWARE not in settings.MIDDLEWARE:
        found.append(Error(f"{MIDDLEWARE} is not in MIDDLEWARE: nothing would be refused", id="access.E002"))
    return found
