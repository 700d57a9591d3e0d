"""docs/reference/connections.md: every connection, as an installation with everything switched on has them."""

from pathlib import Path
from types import SimpleNamespace

from tettpaa.config.connections import connections
from tettpaa.config.database import database_from
from tettpaa.config.reference.markdown import table
from tettpaa.messages.channels.server import server_from
from tettpaa.trust.identity.outside.issuers import Issuer

HEAD = (
    "# Connections\n\nEverybody the product speaks to, as a county with everything switched on has them. "
    "`tettpaa connections` lists those of your own settings, host by host, to write the firewall from: let these "
    "through, in and out, and nothing else. What the product may reach is what its settings name: no page, file or "
    "package can have it ask anybody else, and no redirect is followed. `tettpaa check --deploy` warns of a database whose "
    "certificate is not checked.\n\n"
)
TAIL = (
    "\nAn issuer's own document names where its tokens, keys and people are told of; those must be https, and may be other "
    "hosts of the issuer's. Time comes from the machine's clock, which the operator keeps right. Nothing is sent by "
    "SMS, no fonts, scripts or figures are fetched from anybody, and no figures of use are sent.\n"
)


def text() -> str:
    """The page."""
    rows = (
        ("in" if each.is_in else "out", f"`{each.to}`", each.what, each.protected_by, each.setting, each.if_away)
        for each in connections(_everything_on())
    )
    return HEAD + table(("way", "with", "what", "protected by", "setting", "when it is away"), rows) + TAIL


def _everything_on() -> SimpleNamespace:
    """The settings of a county that uses all there is."""
    issuers = {key: Issuer(key, name, f"https://{key}.example", "tettpaa", "sub")
               for key, name in (("feide", "Feide"), ("idporten", "ID-porten"))}  # fmt: skip
    address = "postgresql://tettpaa@database.example/tettpaa?sslmode=verify-full"
    return SimpleNamespace(
        TETTPAA_HTTPS=True, TETTPAA_PROXIES=1, ALLOWED_HOSTS=["tettpa.example"], TETTPAA_ISSUERS=issuers,
        DATABASES={"default": database_from(address, Path())}, TETTPAA_CLAMD="/run/clamav/clamd.sock",
        TETTPAA_SMTP=server_from({"TETTPAA_SMTP_HOST": "mail.example"}, "https://tettpa.example"),
        TETTPAA_AUDIT_COPY="/mnt/log-copy", TETTPAA_REMOVED="/mnt/removed.jsonl",
    )  # fmt: skip
