"""The owner's mail server, as the settings tell it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True)
class MailServer:
    """`host` is '' where there is none. `security`: 'starttls', 'tls' from the first byte, or 'none'."""

    host: str
    port: int
    security: str
    user: str
    password: str
    sender: str


def server_from(environment: Mapping[str, str], address: str) -> MailServer:
    """The TETTPAA_SMTP_* of an environment; KeyError for a security nobody knows. `address` is the site's own."""
    security = environment.get("TETTPAA_SMTP_SECURITY", "starttls")
    usual = PORTS[security]
    return MailServer(
        environment.get("TETTPAA_SMTP_HOST", ""), int(environment.get("TETTPAA_SMTP_PORT") or usual), security,
        environment.get("TETTPAA_SMTP_USER", ""), environment.get("TETTPAA_SMTP_PASSWORD", ""),
        environment.get("TETTPAA_SMTP_FROM") or f"tettpaa@{urlsplit(address).hostname or 'localhost'}",
    )  # fmt: skip
