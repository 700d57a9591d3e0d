"""The folder an import works in: the package as received, the staged rows, the faults found.

    imports/<id>/package/…     what was sent, so that a killed import can begin again
    imports/<id>/stage.duckdb  the rows as read
    imports/<id>/rows/…        those of long tables
    imports/<id>/faults.json   problems and warnings, for the page

Package and rows hold personal data and are removed when the import is over; the faults name no values.
"""

import json
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
from django.conf import settings

from tettpaa.identify.sources.delivery import Delivery, open_long, staged
from tettpaa.identify.sources.problems import Problem

# Leaves room under 1.2 GB for Python and for the writer of record tables.
MEMORY_LIMIT = "500MB"
STEPS = ["staged", "checked", "compared"]
KEPT_OF_DELIVERY = ("mode", "from_on", "to_on", "problem_count", "warning_count")
SETS_OF_DELIVERY = ("delivered", "added_only")
_UNREADABLE = (
    duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.InvalidInputException,
)  # fmt: skip


def folder_of(import_id: str) -> Path:
    """The folder of one import; made by `receiving`."""
    return Path(settings.TETTPAA_HOME) / "imports" / import_id


def rows_of(import_id: str) -> Path:
    """The folder of rows of long tables."""
    return folder_of(import_id) / "rows"


def folders() -> Iterator[tuple[str, float]]:
    """(import's id, seconds since the folder was last written in) for every folder there is."""
    top = Path(settings.TETTPAA_HOME) / "imports"
    for folder in sorted(top.iterdir()) if top.is_dir() else ():
        if folder.is_dir():
            yield folder.name, time.time() - folder.stat().st_mtime


def package_of(import_id: str, file_name: str) -> Path:
    """The package as kept: a file or a folder, under the name it came with."""
    return folder_of(import_id) / "package" / file_name


@contextmanager
def opened(import_id: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """The import's own database. One process at a time; what does not fit in memory spills beside it.

    Rows as read are kept from one process to the next. Checked and compared rows are not: whoever carries the import
    on makes them again, which takes less than keeping them would take from every import.

    A database that a kill or a full disk has left unreadable is begun again: the package is still there.
    """
    folder_of(import_id).mkdir(parents=True, exist_ok=True)
    try:
        con = _ready(import_id)
    except _UNREADABLE:
        begin_again(import_id)
        con = _ready(import_id)
    try:
        yield con
    finally:
        con.close()


def _ready(import_id: str) -> duckdb.DuckDBPyConnection:
    con = _connect(folder_of(import_id))
    try:
        forget_steps(con, STEPS[1:])
        if kept_steps(con):
            _open_long_tables(con, rows_of(import_id))
    except BaseException:
        con.close()
        raise
    return con


def _open_long_tables(con: duckdb.DuckDBPyConnection, rows: Path) -> None:
    moved = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    for file in rows.glob("*.parquet"):
        if staged(file.stem) in moved:
            # Killed after its rows were brought into the database.
            file.unlink()
        else:
            open_long(con, file)


def _connect(folder: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(
        str(folder / "stage.duckdb"),
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(folder / "spill"),
        },
    )
    con.execute("SET enable_progress_bar = false")
    return con


def begin_again(import_id: str) -> None:
    """Remove the staged rows; the package is kept."""
    folder = folder_of(import_id)
    for name in ("stage.duckdb", "stage.duckdb.wal"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "spill", ignore_errors=True)
    shutil.rmtree(rows_of(import_id), ignore_errors=True)


def clear(import_id: str) -> None:
    """Remove everything but the list of faults, once the import is over."""
    begin_again(import_id)
    shutil.rmtree(folder_of(import_id) / "package", ignore_errors=True)


def keep_step(delivery: Delivery, step: str) -> None:
    """Note that a step came to its end, and what the delivery is besides its rows."""
    kept = {name: getattr(delivery, name) for name in KEPT_OF_DELIVERY}
    kept |= {name: sorted(getattr(delivery, name)) for name in SETS_OF_DELIVERY} | _faults(delivery)
    con = delivery.con
    con.execute("CREATE TABLE IF NOT EXISTS step_log (step VARCHAR, content VARCHAR)")
    # What was made from this step's rows is no longer right.
    forget_steps(con, STEPS[STEPS.index(step) :])
    con.execute("INSERT INTO step_log VALUES (?, ?)", [step, json.dumps(kept)])


def forget_steps(con: duckdb.DuckDBPyConnection, steps: Sequence[str]) -> None:
    """They are to be done again."""
    if kept_steps(con):
        con.execute("DELETE FROM step_log WHERE list_contains(?::VARCHAR[], step)", [list(steps)])


def kept_steps(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The steps whose rows are there, in the order they were done."""
    try:
        return [step for (step,) in con.execute("SELECT step FROM step_log").fetchall()]
    except duckdb.CatalogException:
        return []


def new_delivery(con: duckdb.DuckDBPyConnection, import_id: str) -> Delivery:
    """A delivery nothing has been read into."""
    return Delivery(con, folder=rows_of(import_id))


def kept_delivery(con: duckdb.DuckDBPyConnection, import_id: str, step: str) -> Delivery | None:
    """The delivery as it was after a step, with its faults; None if that step did not come to its end."""
    if step not in kept_steps(con):
        return None
    row = con.execute("SELECT content FROM step_log WHERE step = ?", [step]).fetchone()
    kept = json.loads(row[0]) if row else {}
    for name in ("problems", "warnings"):
        kept[name] = [Problem(**fault) for fault in kept[name]]
    for name in SETS_OF_DELIVERY:
        kept[name] = set(kept[name])
    return Delivery(con, folder=rows_of(import_id), **kept)


def forget_rows(con: duckdb.DuckDBPyConnection, import_id: str) -> None:
    """Remove every table and view, so that a package read again is not read twice."""
    for kind in ("table", "view"):
        for (name,) in con.execute(f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE NOT internal").fetchall():
            con.execute(f'DROP {kind} "{name}"')
    shutil.rmtree(rows_of(import_id), ignore_errors=True)


def _faults(delivery: Delivery) -> dict[str, list[dict]]:
    return {
        "problems": [fault.as_json() for fault in delivery.problems],
        "warnings": [fault.as_json() for fault in delivery.warnings],
    }


def keep_faults(import_id: str, delivery: Delivery) -> None:
    """Write the list of faults, as one file in one move."""
    path = folder_of(import_id) / "faults.json"
    half = path.with_suffix(".half")
    half.write_text(json.dumps(_faults(delivery), ensure_ascii=False), "utf-8")
    half.replace(path)


def faults_of(import_id: str) -> dict[str, list[dict]]:
    """{'problems': […], 'warnings': […]} as `Problem.as_json` gives them; empty lists if none were kept."""
    path = folder_of(import_id) / "faults.json"
    if not path.exists():
        return {"problems": [], "warnings": []}
    return json.loads(path.read_text("utf-8"))
