"""What `tettpaa check --deploy` says about the way to the database."""

from django.conf import settings
from django.core.checks import CheckMessage, Warning  # noqa: A004 - Django's own word

from tettpaa.config.database import VERIFIED
from tettpaa.config.loopback import is_loopback


def how_the_database_is_reached(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """A warning where anybody on the way could read along, or answer in the database's place."""
    reached = settings.DATABASES["default"]
    host = reached.get("HOST", "")
    if not host or is_loopback(host) or reached.get("OPTIONS", {}).get("sslmode") in VERIFIED:
        return []
    return [
        Warning("The database's certificate is not checked", id="config.W001",
                hint="Add ?sslmode=verify-full&sslrootcert=FILE to TETTPAA_DATABASE_URL")
    ]  # fmt: skip
