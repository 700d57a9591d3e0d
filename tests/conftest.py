"""What every test may ask for."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests.environment import prepare

prepare()

from tests.cast import TODAY, Cast, make_cast  # noqa: E402  (models exist only after prepare)

# The short profile draws the same examples every time; `--hypothesis-profile=long` looks for new ones.
hypothesis_settings.register_profile("short", derandomize=True, max_examples=50, deadline=None, database=None)
hypothesis_settings.register_profile("long", max_examples=2_000, deadline=None, print_blob=True)
hypothesis_settings.load_profile("short")

# Looking for what is out of use takes a tenth of the time at Python's own pace, and finds what ends with the test anyway.
gc.set_threshold(100_000, 50, 1_000)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Tests use the very database that the settings name, so that commands they start see it too."""
    from django.db import connections

    connections.close_all()
    named = connections["default"].settings_dict
    named["TEST"]["NAME"] = named["NAME"]
    named["CONN_MAX_AGE"] = 0  # the live server's threads would keep theirs open
    # A command started by an earlier test may have opened the file; Django would leave its log behind.
    for left_over in Path(os.environ["TETTPAA_HOME"]).glob("tettpaa.sqlite3*"):
        left_over.unlink()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Lets the log be emptied between tests. When all is done, ends whatever the live server's threads still have
    open: PostgreSQL waits for nobody.
    """
    from django.db import connection

    from tests.walls import flush_over_walls

    flush_over_walls()
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _records_go_with_the_test(settings):
    """Takes away the record tables of owners that the test made, as the database forgets its rows."""
    records = Path(settings.TETTPAA_HOME) / "records"
    before = set(records.iterdir()) if records.exists() else set()
    yield
    for folder in set(records.iterdir()) - before if records.exists() else ():
        shutil.rmtree(folder)
    # What was made warm of them: an owner of another test may have had the same number, and no record.
    if (warmed := records.parent / "warm").exists():
        shutil.rmtree(warmed)


@pytest.fixture
def time_machine(time_machine, monkeypatch):
    """Who moves the clock tells the hour too: a frozen day has the time of day it is moved to."""
    monkeypatch.delenv("TETTPAA_NOON_AT")
    return time_machine


@pytest.fixture
def cast(db, monkeypatch) -> Cast:
    """The cast of `cast.py`, with the day frozen to 14 October 2025."""
    monkeypatch.setenv("TETTPAA_TODAY", TODAY.isoformat())
    return make_cast()
