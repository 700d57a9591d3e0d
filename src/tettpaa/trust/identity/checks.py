"""What `tettpaa check --deploy` says about signing in."""

from django.conf import settings
from django.core.checks import CheckMessage, Info, Warning  # noqa: A004 - Django's own word


def how_people_sign_in(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """By what people can sign in on this installation, and a warning where it is too little or too weak."""
    names = [issuer.name for issuer in settings.TETTPAA_ISSUERS.values()]
    passwords = "on" if settings.TETTPAA_LOCAL_PASSWORDS else "off"
    told: list[CheckMessage] = [
        Info(
            f"Local passwords are {passwords}; others sign people in: {', '.join(names) or 'none'}", id="identity.I001"
        )
    ]
    if settings.TETTPAA_HTTPS and settings.TETTPAA_LOCAL_PASSWORDS:
        told.append(Warning("Local passwords are on in production", id="identity.W001",
                            hint="Unset TETTPAA_LOCAL_PASSWORDS (and TETTPAA_DEMO) once Feide works"))  # fmt: skip
    if not settings.TETTPAA_LOCAL_PASSWORDS and not names:
        told.append(Warning("Only those who already have a passkey can sign in", id="identity.W002",
                            hint="Set TETTPAA_OIDC, or TETTPAA_LOCAL_PASSWORDS=1"))  # fmt: skip
    if settings.TETTPAA_FIRST_FACTOR not in {"code", "self"}:
        told.append(Warning("TETTPAA_FIRST_FACTOR is neither 'code' nor 'self': taken as 'code'", id="identity.W003"))
    return told
