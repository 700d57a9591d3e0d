"""What must be settled before Django reads its settings: each test process gets a home of its own.

Commands that a test starts inherit all of it, so they see the same home and the same database.
"""

import atexit
import os
import shutil
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent


def prepare() -> None:
    """Point this process at an empty home and at a database of its own, and load Django."""
    if settings.configured:
        raise RuntimeError("Run the tests without DJANGO_SETTINGS_MODULE and --ds: their home must be chosen first")
    home = tempfile.mkdtemp(prefix="tettpaa-test-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["TETTPAA_HOME"] = home
    if address := os.environ.get("TETTPAA_DATABASE_URL"):
        os.environ["TETTPAA_DATABASE_URL"] = _own_database(address)
    # A day that a test freezes goes on from noon, for commands it starts too: no test knows what hour it is run.
    os.environ.setdefault("TETTPAA_NOON_AT", str(time.time()))
    # Compiled once for all runs: the fold takes seconds to compile and a millisecond to load.
    os.environ.setdefault("NUMBA_CACHE_DIR", str(ROOT / ".tools" / "numba-cache"))
    # Playwright keeps an event loop running in the thread of the tests; Django would refuse to query there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tettpaa.config.settings"
    django.setup()
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]
    # Left there, the next worker would load the settings before it has chosen its home.
    del os.environ["DJANGO_SETTINGS_MODULE"]


def _own_database(address: str) -> str:
    """The same server, with a database for this worker: the named one is never touched."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return urlunsplit(urlsplit(address)._replace(path=f"/tettpaa_test_{worker}"))
