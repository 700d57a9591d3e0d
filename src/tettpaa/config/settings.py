"""Settings, read from the environment; everything has a default that runs on one machine.

TETTPAA_HOME          folder for the database and the record tables (default: ./.home)
TETTPAA_DATABASE_URL  postgresql://user:password@host:port/name (default: SQLite in the home)
TETTPAA_SECRET_KEY    signs sessions (default: made once and kept in the home)
TETTPAA_HOSTS         the names the site answers to, with commas (default: 127.0.0.1,localhost,testserver)
TETTPAA_DEBUG         1 shows Django's own error pages; for development only
TETTPAA_TODAY         freezes the calendar day (ISO date); the demo's only
TETTPAA_DEMO          1 lets a visitor be anybody in the cast without a password; the demo's only
TETTPAA_HTTPS         1 where the site is reached by https: cookies are sent over nothing else
"""

import logging
import os
import secrets
from pathlib import Path

from django.utils.csp import CSP

from tettpaa.config.database import database_from

PACKAGE = Path(__file__).resolve().parent.parent
TETTPAA_HOME = Path(os.environ.get("TETTPAA_HOME", ".home")).resolve()
TETTPAA_TODAY = os.environ.get("TETTPAA_TODAY", "")
TETTPAA_DEMO = os.environ.get("TETTPAA_DEMO") == "1"


def _secret_key() -> str:
    """The key of this installation: from the environment, else kept in the home folder."""
    if key := os.environ.get("TETTPAA_SECRET_KEY"):
        return key
    path = TETTPAA_HOME / "secret.key"
    if not path.exists():
        TETTPAA_HOME.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("TETTPAA_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("TETTPAA_HOSTS", "127.0.0.1,localhost,testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "tettpaa.kit.html",
    "tettpaa.schools.places",
    "tettpaa.schools.people",
    "tettpaa.trust.identity",
    "tettpaa.trust.access",
    "tettpaa.trust.audit",
    "tettpaa.knowledge.codes",
    "tettpaa.identify.records",
    "tettpaa.identify.imports",
    "tettpaa.identify.indicators",
    "tettpaa.identify.flags",
    "tettpaa.identify.registration",
    "tettpaa.assess.talks",
    "tettpaa.pages",
    "tettpaa.demo",
    "tettpaa.bench",
    "tettpaa.proofs",
    "tettpaa.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tettpaa.trust.identity.language.UserLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tettpaa.trust.access.middleware.AccessMiddleware",
]

ROOT_URLCONF = "tettpaa.config.urls"
WSGI_APPLICATION = "tettpaa.config.wsgi.application"
AUTH_USER_MODEL = "identity.User"
LOGIN_URL = "identity:sign_in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "identity:sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
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

DATABASES = {"default": database_from(os.environ.get("TETTPAA_DATABASE_URL", ""), TETTPAA_HOME)}

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
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("TETTPAA_HTTPS") == "1"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# A log line that cannot be written is lost: Python would else spill its values on standard error.
logging.raiseExceptions = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "tettpaa.trust.audit.technical_log.PlainFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
