"""Homes to be killed in: copies of one that has been made ready, each with a database of its own."""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

START = "tettpaa_proof_start"


class Homes:
    """A folder of homes. `start` is the one that others are copies of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start = folder / START
        self.start.mkdir()
        if connection.vendor == "postgresql":
            _on_server(f"DROP DATABASE IF EXISTS {START} WITH (FORCE)", f"CREATE DATABASE {START}")

    def new(self) -> Path:
        """A copy of the start, records and database."""
        home = Path(tempfile.mkdtemp(dir=self.folder, prefix="tettpaa_proof_")).resolve()
        home = home.rename(home.with_name(home.name.lower()))
        shutil.copytree(self.start, home, dirs_exist_ok=True)
        if connection.vendor == "postgresql":
            _on_server(f'CREATE DATABASE "{home.name}" TEMPLATE {START}')
        return home

    def forget(self, home: Path) -> None:
        """Remove a home and its database."""
        shutil.rmtree(home, ignore_errors=True)
        if connection.vendor == "postgresql":
            _on_server(f'DROP DATABASE IF EXISTS "{home.name}" WITH (FORCE)')

    def close(self) -> None:
        """Remove the start; the folder is its maker's."""
        self.forget(self.start)


def live_in(home: Path) -> None:
    """Point the loaded settings at another home and its database."""
    settings.TETTPAA_HOME = home
    connection.close()
    is_server = connection.vendor == "postgresql"
    connection.settings_dict["NAME"] = home.name if is_server else str(home / "tettpaa.sqlite3")


def environment_of(home: Path) -> dict[str, str]:
    """The environment by which a started process lives there."""
    address = os.environ.get("TETTPAA_DATABASE_URL", "")
    if address:
        address = urlunsplit(urlsplit(address)._replace(path=f"/{home.name}"))
    return {**os.environ, "TETTPAA_HOME": str(home), "TETTPAA_DATABASE_URL": address}


def _on_server(*statements: str) -> None:
    import psycopg

    wanted = {"dbname": "postgres"}
    for ours, theirs in (("HOST", "host"), ("PORT", "port"), ("USER", "user"), ("PASSWORD", "password")):
        if connection.settings_dict[ours]:
            wanted[theirs] = str(connection.settings_dict[ours])
    with psycopg.connect(**wanted, autocommit=True) as server:
        for statement in statements:
            server.execute(statement)
