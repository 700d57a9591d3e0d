"""Settings, read from the environment; everything has a default that runs on one machine.

TETTPAA_HOME          folder for the database and the record tables (default: ./.home)
TETTPAA_DATABASE_URL  postgresql://user:password@host:port/name?sslmode=verify-full (default: SQLite in the home)
TETTPAA_DATABASE_PLAIN why a database on another machine may be reached without TLS (default: it may not)
TETTPAA_SECRET_KEY    signs sessions (default: made once and kept in the home)
TETTPAA_AUDIT_KEYS    secrets the log is linked with, oldest first, with commas (default: the secret key alone)
TETTPAA_AUDIT_COPY    folder, or file ending with .jsonl, that the log is copied to as it grows (default: no copy)
TETTPAA_REMOVED       file that tells restores what was removed; keep it outside the backups (default: removed.jsonl in the home)
TETTPAA_HOSTS         the names the site answers to, with commas (default: 127.0.0.1,localhost,testserver)
TETTPAA_DEBUG         1 shows Django's own error pages; for development only
TETTPAA_TODAY         freezes the calendar day (ISO date); the demo's only
TETTPAA_NOON_AT       the instant (seconds since 1970) at which the frozen day read 12:00 (default: it reads the real time of day)
TETTPAA_DEMO          1 lets a visitor be anybody in the cast without a password; the demo's only
TETTPAA_HTTPS         1 where the site is reached by https: cookies are sent over nothing else; needed beyond this machine
TETTPAA_HSTS_SUBDOMAINS 0 where a name under the site's own is still served by http; else browsers hold those to https too
TETTPAA_PROXIES       how many proxies of our own stand before the site (default: 0); they tell the visitor's address
TETTPAA_OIDC          TOML file that lists the outside sign-ins (Feide, ID-porten): docs/how-to/sign-in.md
TETTPAA_LOCAL_PASSWORDS 1 lets people sign in with a local password where TETTPAA_HTTPS is 1; elsewhere they always may
TETTPAA_LEAKED_PASSWORDS file of leaked passwords, sorted SHA-1 as Have I Been Pwned gives it (default: none is looked up)
TETTPAA_FIRST_FACTOR  "code": a first second factor needs a one-use code (default with https); "self": a password will do
TETTPAA_CLAMD         socket (path or host:port) of clamd, which scans what is sent in; away, nothing is taken (default: none)
TETTPAA_CLAMD         socket (path, or host:port) of clamd, which scans documents; when it is away none are taken (default: none)
TETTPAA_ADDRESS       the site's own address, as mail links to it: https://tettpaa.example.no (default: none, and no mail is sent)
TETTPAA_MAIL_DOMAINS  domains of work addresses that mail about messages may go to, with commas (default: none, and none is sent)
TETTPAA_SMTP_HOST     mail server (default: none, and no mail is sent)
TETTPAA_SMTP_PORT     its port (default: 587; 465 with "tls", 25 with "none")
TETTPAA_SMTP_SECURITY "starttls" (default), "tls" from the first byte, or "none" for a server on the same machine
TETTPAA_SMTP_USER     user at the mail server (default: none, and no sign-in)
TETTPAA_SMTP_PASSWORD the user's password
TETTPAA_SMTP_FROM     the address mail comes from (default: tettpaa@ and the host of TETTPAA_ADDRESS)
TETTPAA_STAND_INS     carriers to stand in for by files in the home, with commas: sms, digital_post, archive (default: none)
TETTPAA_IDENTITY_KEY  seals code apps and hashes outside names (default: made once and kept in the home; never lose it)
"""

import logging
import os
import secrets
from pathlib import Path

from django.utils.csp import CSP

from tettpaa.config.database import database_from
from tettpaa.config.home import home_from
from tettpaa.messages.channels.server import server_from
from tettpaa.trust.identity.outside.issuers import issuers_from

PACKAGE = Path(__file__).resolve().parent.parent
TETTPAA_HOME = home_from(os.environ.get("TETTPAA_HOME", ".home"))
TETTPAA_TODAY = os.environ.get("TETTPAA_TODAY", "")
TETTPAA_DEMO = os.environ.get("TETTPAA_DEMO") == "1"


def _key(variable: str, kept_in: str) -> str:
    """A secret of this installation: from the environment, else made once and kept in the home folder."""
    if key := os.environ.get(variable):
        return key
    path = TETTPAA_HOME / kept_in
    if not path.exists():
        TETTPAA_HOME.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _key("TETTPAA_SECRET_KEY", "secret.key")
# Of its own: whoever changes the key of the sessions shall not cut everybody's code app and Feide name off.
TETTPAA_IDENTITY_KEY = _key("TETTPAA_IDENTITY_KEY", "identity.key")
TETTPAA_AUDIT_KEYS = os.environ.get("TETTPAA_AUDIT_KEYS", SECRET_KEY).split(",")
TETTPAA_AUDIT_COPY = os.environ.get("TETTPAA_AUDIT_COPY", "")
TETTPAA_REMOVED = Path(os.environ.get("TETTPAA_REMOVED") or TETTPAA_HOME / "removed.jsonl")
DEBUG = os.environ.get("TETTPAA_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("TETTPAA_HOSTS", "127.0.0.1,localhost,testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "tettpaa.kit.html",
    "tettpaa.schools.places",
    "tettpaa.schools.people",
    "tettpaa.trust.identity",
    "tettpaa.trust.seals",
    "tettpaa.trust.access",
    "tettpaa.trust.audit",
    "tettpaa.trust.protection",
    "tettpaa.trust.openings",
    "tettpaa.trust.guardians",
    "tettpaa.trust.disclosure",
    "tettpaa.trust.sharing",
    "tettpaa.trust.exports",
    "tettpaa.trust.course",
    "tettpaa.trust.retention",
    "tettpaa.trust.log_control",
    "tettpaa.trust.recertification",
    "tettpaa.trust.wall",
    "tettpaa.knowledge.codes",
    "tettpaa.messages.outbox",
    "tettpaa.messages.channels",
    "tettpaa.identify.records",
    "tettpaa.identify.imports",
    "tettpaa.identify.indicators",
    "tettpaa.identify.flags",
    "tettpaa.identify.registration",
    "tettpaa.assess.talks",
    "tettpaa.assess.documents",
    "tettpaa.assess.concerns",
    "tettpaa.assess.cases",
    "tettpaa.assess.mappings",
    "tettpaa.assess.reviews",
    "tettpaa.follow_up.plans",
    "tettpaa.follow_up.measures",
    "tettpaa.follow_up.meetings",
    "tettpaa.follow_up.letters",
    "tettpaa.follow_up.stairs",
    "tettpaa.follow_up.referrals",
    "tettpaa.look_back.quality",
    "tettpaa.look_back.statistics",
    "tettpaa.look_back.effects",
    "tettpaa.look_back.replay",
    "tettpaa.look_back.completion",
    "tettpaa.pages",
    "tettpaa.demo",
    "tettpaa.bench",
    "tettpaa.proofs",
    "tettpaa.config",
]

MIDDLEWARE = [
    "tettpaa.trust.wall.middleware.WallMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tettpaa.trust.identity.session_limits.SessionLimitMiddleware",
    "tettpaa.trust.identity.language.UserLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tettpaa.trust.access.middleware.AccessMiddleware",
    "tettpaa.trust.wall.middleware.AskerMiddleware",
]

ROOT_URLCONF = "tettpaa.config.urls"
WSGI_APPLICATION = "tettpaa.config.wsgi.application"
AUTH_USER_MODEL = "identity.User"
LOGIN_URL = "identity:sign_in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "identity:sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["tettpaa.trust.identity.backend.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "tettpaa.trust.identity.passwords.CommonBaseValidator"},
    {"NAME": "tettpaa.trust.identity.passwords.NamesHereValidator"},
    {"NAME": "tettpaa.trust.identity.leaked.LeakedValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tettpaa.pages.navigation.navigation",
            ],
        },
    }
]

DATABASES = {"default": database_from(
    os.environ.get("TETTPAA_DATABASE_URL", ""), TETTPAA_HOME,
    plain_because=os.environ.get("TETTPAA_DATABASE_PLAIN", ""),
)}  # fmt: skip

# Bokmål is the language of the source texts; the others are translations of it.
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"

# By https only: cookies that no other site under the same domain, and nothing on plain http, can set or read.
TETTPAA_HTTPS = os.environ.get("TETTPAA_HTTPS") == "1"
# Where people work, nothing is loaded of the demo, the measurements and the proofs: one proves on another machine.
if TETTPAA_HTTPS and not TETTPAA_DEMO:
    INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in {"tettpaa.demo", "tettpaa.bench", "tettpaa.proofs"}]
TETTPAA_PROXIES = int(os.environ.get("TETTPAA_PROXIES", "0"))
SESSION_COOKIE_NAME = "__Host-session" if TETTPAA_HTTPS else "session"
CSRF_FAILURE_VIEW = "tettpaa.trust.access.refusals.refuse_form"
CSRF_COOKIE_NAME = "__Host-csrf" if TETTPAA_HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TETTPAA_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Lax, not Strict: the visitor who comes back from Feide must still be the one who left.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if TETTPAA_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("TETTPAA_HSTS_SUBDOMAINS", "1") == "1"
if TETTPAA_HTTPS:
    CSRF_TRUSTED_ORIGINS = [f"https://*{host}" if host.startswith(".") else f"https://{host}" for host in ALLOWED_HOSTS]
if TETTPAA_HTTPS and TETTPAA_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Whoever comes by http is sent on to https; without a proxy of ours nobody tells which it was.
    SECURE_SSL_REDIRECT = True

# How long a session lives: minutes without a sign of life, plain or with more than a password, and hours in all.
SESSION_IDLE_MINUTES = {"plain": 30, "stronger": 15}
SESSION_HOURS = 10
SESSION_ENGINE = "tettpaa.trust.identity.session_store"
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Who may prove who they are, and by what.
TETTPAA_ISSUERS = issuers_from(os.environ.get("TETTPAA_OIDC", ""))
TETTPAA_LOCAL_PASSWORDS = TETTPAA_DEMO or not TETTPAA_HTTPS or os.environ.get("TETTPAA_LOCAL_PASSWORDS") == "1"
TETTPAA_LEAKED_PASSWORDS = os.environ.get("TETTPAA_LEAKED_PASSWORDS", "")
TETTPAA_FIRST_FACTOR = os.environ.get("TETTPAA_FIRST_FACTOR", "code" if TETTPAA_HTTPS else "self")
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# No page takes in more than it asks for; what is on its way in lies in the home, and is swept after a kill.
FILE_UPLOAD_HANDLERS = [
    "tettpaa.trust.uploads.handlers.CapHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = TETTPAA_HOME / "arriving"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
TETTPAA_CLAMD = os.environ.get("TETTPAA_CLAMD", "")

# What leaves the house: nothing, until somebody has said by which server and to whom.
TETTPAA_ADDRESS = os.environ.get("TETTPAA_ADDRESS", "")
TETTPAA_MAIL_DOMAINS = tuple(filter(None, os.environ.get("TETTPAA_MAIL_DOMAINS", "").lower().split(",")))
TETTPAA_SMTP = server_from(os.environ, TETTPAA_ADDRESS)
TETTPAA_STAND_INS = tuple(filter(None, os.environ.get("TETTPAA_STAND_INS", "").split(",")))

# A log line that cannot be written is lost: Python would else spill its values on standard error.
logging.raiseExceptions = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "tettpaa.trust.audit.technical_log.PlainFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
