"""One database setting from one address."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from tettpaa.config.loopback import is_loopback

# What an address may say after its "?": how the way there is kept secret (PostgreSQL's libpq, "SSL Support").
TLS_WORDS = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey"})
# From these on nothing goes in plain; the last two also check that it is the right server that answers.
ENCRYPTED = ("require", "verify-ca", "verify-full")
VERIFIED = ENCRYPTED[1:]


def database_from(url: str, home: Path, *, plain_because: str = "") -> dict:
    """Django's database settings for an address; an empty address means SQLite in the home folder.

    A PostgreSQL on another machine is reached by TLS only, unless `plain_because` says why not.

    SQLite runs in WAL with IMMEDIATE transactions: readers never wait, writers queue instead of
    failing half way (measured: DEFERRED gave 1,123 lock errors where IMMEDIATE gave none).
    """
    if not url:
        home.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / "tettpaa.sqlite3"),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("TETTPAA_DATABASE_URL must begin with postgresql://")
    tls = dict(parse_qsl(parts.query))
    _refuse_plain_way(tls, parts.hostname or "", plain_because)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"options": "-c lock_timeout=20s -c statement_timeout=120s", **tls},
    }


def _refuse_plain_way(tls: dict[str, str], host: str, plain_because: str) -> None:
    """Names and passwords of a whole county go this way."""
    if unknown := tls.keys() - TLS_WORDS:
        raise ImproperlyConfigured(f"TETTPAA_DATABASE_URL says {', '.join(sorted(unknown))}, which nothing reads")
    if host and not is_loopback(host) and tls.get("sslmode") not in ENCRYPTED and not plain_because.strip():
        raise ImproperlyConfigured(
            "TETTPAA_DATABASE_URL: a database on another machine is reached by TLS: add ?sslmode=verify-full (with "
            "sslrootcert=…) or at least ?sslmode=require, or say why not in TETTPAA_DATABASE_PLAIN"
        )
