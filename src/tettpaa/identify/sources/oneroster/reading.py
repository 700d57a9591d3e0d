"""Reads one OneRoster CSV package (1.1 or 1.2, full or changes) into a delivery.

In steps, each told in full before the next is tried: the package, its manifest, its files, each cell,
ids and references, what rows mean together. Only a package without a fault is delivered.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from tettpaa.identify.sources.csv_rows import header_of, load, make_empty
from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.oneroster import checks, grades, semantics
from tettpaa.identify.sources.oneroster.headings import check_heading
from tettpaa.identify.sources.oneroster.manifest import NAME, Manifest, manifest_of
from tettpaa.identify.sources.oneroster.tables import VERSIONS, tables
from tettpaa.identify.sources.package import Package, open_package
from tettpaa.identify.sources.roster import deliver_roster
from tettpaa.identify.sources.roster_groups import MENTOR
from tettpaa.identify.sources.roster_rows import drop_raw

# Never taken in, not even to be checked.
SECRET = ("password",)
ROSTER = ("orgs", "users", "roles", "classes", "enrollments")


def read(path: Path, delivery: Delivery, school_year: int) -> None:
    """Read the package at `path` (zip or folder). Faults are noted in the delivery, never raised."""
    with open_package(path, delivery) as package:
        manifest = None if delivery.problem_count else manifest_of(package, delivery)
        if manifest is not None and delivery.problem_count == 0:
            _load_files(package, delivery, manifest)
            if delivery.problem_count == 0:
                _check_and_deliver(delivery, manifest, school_year)
    drop_raw(delivery)


def _check_and_deliver(delivery: Delivery, manifest: Manifest, school_year: int) -> None:
    steps: tuple[Callable[[Delivery, Manifest], None], ...] = (
        _check_guess, checks.check_rows, checks.check_ids_once, checks.check_references, semantics.check_meaning,
    )  # fmt: skip
    for step in steps:
        step(delivery, manifest)
        if delivery.problem_count:
            return
    delivery.mode = _mode(delivery, manifest)
    supplied = {name for name in ROSTER if manifest.is_supplied(name)}
    if manifest.version == "1.1" and "users" in supplied:
        _make_roles_of_users(delivery)
        supplied.add("roles")
    if "users" in supplied:
        _make_agents(delivery)
        supplied.add("agents")
    deliver_roster(delivery, supplied, school_year)
    if manifest.is_supplied("results"):
        grades.deliver_grades(delivery, is_full=manifest.modes["results"] == "bulk")
    if not delivery.delivered:
        delivery.warn("package.nothing_delivered", file=NAME)


def _load_files(package: Package, delivery: Delivery, manifest: Manifest) -> None:
    """`raw_<file>` for every file of any version, with the columns of both; empty where not sent."""
    for name in dict.fromkeys(name for version in VERSIONS for name in tables(version)):
        versions = [tables(version)[name] for version in VERSIONS if name in tables(version)]
        named = dict.fromkeys(field.name for table in versions for field in table.fields)
        columns = [column for column in named if column not in SECRET] + ([MENTOR] if name == "classes" else [])
        make_empty(delivery, f"raw_{name}", columns)
        if manifest.is_supplied(name):
            _load_file(package, delivery, manifest, name, columns)


def _load_file(package: Package, delivery: Delivery, manifest: Manifest, name: str, columns: list[str]) -> None:
    table = tables(manifest.version)[name]
    file = package.text_file(table.file_name)
    header = header_of(file, table.file_name, delivery) if file else None
    if file is None or header is None or not check_heading(delivery, table, header):
        return
    places = {column: header.index(column) if column in header else None for column in columns}
    load(file, table.file_name, delivery, table=table.raw, columns=places, width=len(header))


def _check_guess(delivery: Delivery, manifest: Manifest) -> None:
    """Without a manifest, rows that say nothing of a status are a full delivery; anything else cannot be told."""
    if not manifest.is_guessed:
        return
    counts = [
        delivery.con.execute(f'SELECT count(*), count(coalesce(status, dateLastModified)) FROM "raw_{name}"').fetchone()
        for name in manifest.modes
    ]
    rows, marked = (sum(column) for column in zip(*(count for count in counts if count), strict=True))
    if marked or not rows:
        delivery.refuse("package.missing_manifest", file=NAME)
    else:
        delivery.warn("manifest.guessed", file=NAME, version=manifest.version)


def _mode(delivery: Delivery, manifest: Manifest) -> Literal["full", "changes"]:
    """Full where every file is; one file of changes makes it changes, and then nothing is gone by being left out."""
    modes = set(manifest.modes.values())
    if modes == {"bulk", "delta"}:
        delivery.warn("manifest.mixed_modes", file=NAME)
    return "changes" if "delta" in modes else "full"


def _make_roles_of_users(delivery: Delivery) -> None:
    """1.1 keeps one role and a list of orgs with the user. A user to be deleted takes the roles along."""
    delivery.con.execute("""
        INSERT INTO raw_roles (_file, _row, sourcedId, status, userSourcedId, role, orgSourcedId)
        SELECT _file, _row, sourcedId, status, sourcedId, role, trim(unnest(string_split(orgSourcedIds, ',')))
        FROM raw_users WHERE orgSourcedIds IS NOT NULL AND status IS DISTINCT FROM 'tobedeleted'
    """)


def _make_agents(delivery: Delivery) -> None:
    make_empty(delivery, "raw_agents", ("sourcedId", "status", "userSourcedId", "agentSourcedId"))
    delivery.con.execute("""
        INSERT INTO raw_agents
        SELECT _file, _row, sourcedId, status, sourcedId, trim(unnest(string_split(agentSourcedIds, ',')))
        FROM raw_users WHERE agentSourcedIds IS NOT NULL
    """)
