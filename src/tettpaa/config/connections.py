"""Everybody this installation speaks to, from its settings: what a firewall must let through, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_PORTS = {"https": 443, "http": 80}
HERE = "this machine"


@dataclass(frozen=True)
class Connection:
    """One way in or out. `to` is host:port, or where on this machine; `setting` opens it."""

    to: str
    what: str
    protected_by: str
    setting: str
    if_away: str
    is_in: bool = False


def connections(settings: Any) -> list[Connection]:
    """Every connection these settings open."""
    away = (_database, _issuers, _scanner, _mail, _copies)
    return [_visitors(settings), *(each for part in away for each in part(settings))]


def _visitors(settings: Any) -> Connection:
    by = f"https, by a proxy ({settings.TETTPAA_PROXIES} counted)" if settings.TETTPAA_HTTPS else "this machine only"
    told = "https://" + ", https://".join(settings.ALLOWED_HOSTS) if settings.TETTPAA_HTTPS else "127.0.0.1:8000"
    return Connection(told, "browsers", by, "TETTPAA_HTTPS, TETTPAA_HOSTS, serve --host", "nobody gets in", is_in=True)


def _database(settings: Any) -> Iterator[Connection]:
    reached = settings.DATABASES["default"]
    if not reached["ENGINE"].endswith("postgresql"):
        yield Connection(HERE, "SQLite, a file in the home", "the folder's rights", "TETTPAA_HOME", "no page is shown")
        return
    host = reached["HOST"] or HERE
    told = reached["OPTIONS"].get("sslmode", "none: this machine, or TETTPAA_DATABASE_PLAIN says why")
    yield Connection(
        f"{host}:{reached['PORT'] or 5432}", "PostgreSQL", f"sslmode {told}", "TETTPAA_DATABASE_URL", "no page is shown"
    )


def _issuers(settings: Any) -> Iterator[Connection]:
    """What an issuer's own document names (token, keys, userinfo) may lie on other hosts of the issuer's."""
    for issuer in settings.TETTPAA_ISSUERS.values():
        parts = urlsplit(issuer.issuer)
        yield Connection(
            f"{parts.hostname}:{parts.port or _PORTS[parts.scheme]}", f"{issuer.name}: discovery, keys, tokens",
            f"{parts.scheme}, certificate checked, no redirects", "TETTPAA_OIDC", "others sign in; who comes is told",
        )  # fmt: skip


def _scanner(settings: Any) -> Iterator[Connection]:
    if where := settings.TETTPAA_CLAMD:
        yield Connection(where, "clamd, the virus scanner", "plain: keep it on this machine or its own net",
                         "TETTPAA_CLAMD", "no files are taken in")  # fmt: skip


def _mail(settings: Any) -> Iterator[Connection]:
    """The owner's own mail server; what it is told is that something waits, and letters that may go by mail."""
    server = settings.TETTPAA_SMTP
    if server.host:
        yield Connection(f"{server.host}:{server.port}", "the mail server", f"{server.security}, certificate checked",
                         "TETTPAA_SMTP_HOST", "mail waits and is sent later")  # fmt: skip


def _copies(settings: Any) -> Iterator[Connection]:
    """Files that may lie on another machine's disk."""
    if place := settings.TETTPAA_AUDIT_COPY:
        yield Connection(str(place), "the log's second place", "the disk's own", "TETTPAA_AUDIT_COPY",
                         "the copy waits; `tettpaa audit` tells")  # fmt: skip
    yield Connection(str(settings.TETTPAA_REMOVED), "the ledger of what was removed", "the disk's own",
                     "TETTPAA_REMOVED", "nothing is removed")  # fmt: skip
