"""What `tettpaa check --deploy` says about the way to the database, and about packages with known faults."""

from django.conf import settings
from django.core.checks import CheckMessage, Warning  # noqa: A004 - Django's own word

from tettpaa.config.database import VERIFIED
from tettpaa.config.loopback import is_loopback
from tettpaa.config.packages import faults_in, installed, look_again_on, looked_through_on
from tettpaa.kit import clock


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


def what_is_known_of_packages(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """A warning for each installed package with a known fault, and one when nobody has looked for too long."""
    held = installed()
    told: list[CheckMessage] = [
        Warning(f"{fault.package} {held[fault.package]} has a known fault: {fault.source}", id="config.W002",
                hint=f"Use {fault.mended_in} or newer; due {fault.due_on}")
        for fault in faults_in(held)
    ]  # fmt: skip
    if clock.today() > look_again_on():
        told.append(Warning(f"Nobody has gone through the packages' known faults since {looked_through_on()}",
                            id="config.W003", hint="Take a newer release of Tettpå"))  # fmt: skip
    return told
