"""What it costs to import a county's absence: checked, compared and committed, against Django's bulk_create.

The rival makes an object of each row and saves them in batches, which is how it is usually done. It gets a
sample of the same rows, since all of them take minutes, and its time is scaled up; the answer says so.
"""

import csv
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import connection, models

SAMPLE, BATCH = 200_000, 1_000
ROSTER = ("schools", "people", "enrolments", "employments", "groups", "memberships", "guardian_links")
# How many absences of one class a teacher corrects in a week, about.
CORRECTED = 60


class RivalAbsence(models.Model):
    """The rival's table: the same columns as the record table, with the indexes its readers would need."""

    pupil = models.BigIntegerField(db_index=True)
    on = models.DateField()
    until = models.DateField(null=True)
    unit = models.CharField(max_length=8)
    lesson = models.SmallIntegerField(null=True)
    starts = models.TimeField(null=True)
    minutes = models.IntegerField(null=True)
    days = models.FloatField(null=True)
    group = models.BigIntegerField(null=True, db_index=True)
    subject_code = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    cause = models.CharField(max_length=1)
    documentation = models.CharField(max_length=6)
    is_late = models.BooleanField(null=True)
    school = models.BigIntegerField()
    school_year = models.SmallIntegerField()

    class Meta:
        app_label = "bench_rival"
        managed = False
        indexes = (models.Index(fields=["school", "school_year"], name="rival_by_school"),)


@dataclass(frozen=True)
class Timed:
    """One run of the command line: its answer, seconds from start to end, and the most memory it held."""

    answer: dict
    seconds: float
    peak_mb: int


def claim(pupils: int, told: Callable[[str], None]) -> dict[str, object]:
    """`seconds` is the whole command, from its start to its end, of importing every absence of a school year."""
    with tempfile.TemporaryDirectory(prefix="tettpaa-bench-import-") as folder:
        county = Path(folder) / "county"
        told(f"Lager et fylke med {pupils} elever …")
        _tettpaa("generate", "--pupils", str(pupils), "--seed", "1", str(county))
        _only(county, Path(folder) / "roster", ROSTER)
        told("Importerer skoler, personer og grupper …")
        _imported(Path(folder) / "roster")
        absences = _only(county, Path(folder) / "absences", ("absences",))
        told("Importerer fraværet …")
        first = _imported(absences)
        told("Importerer det samme igjen …")
        again = _imported(absences)
        told("Retter en klasses fravær …")
        correction = _imported(_correction(county, Path(folder) / "correction"))
        told(f"Lagrer {SAMPLE} av radene med bulk_create …")
        rows = first.answer["counts"]["absences"]["new"]
        rival = _rival_seconds(county / "absences.csv") * rows / min(SAMPLE, rows)
    return {
        "rows": rows, "seconds": round(first.seconds, 1), "ratio_bulk_create": round(rival / first.seconds, 1),
        "peak_mb": first.peak_mb, "rival_seconds_scaled": round(rival, 1), "rival_sample_rows": min(SAMPLE, rows),
        "again_seconds": round(again.seconds, 1), "correction_rows": correction.answer["counts"]["absences"]["changed"],
        "correction_seconds": round(correction.seconds, 1),
    }  # fmt: skip


def _only(county: Path, folder: Path, tables: tuple[str, ...]) -> Path:
    folder.mkdir()
    for table in tables:
        (folder / f"{table}.csv").hardlink_to(county / f"{table}.csv")
    return folder


def _correction(county: Path, folder: Path) -> Path:
    """A delivery of changes: the first absences of the county, each five minutes longer."""
    folder.mkdir()
    with (county / "absences.csv").open(encoding="utf-8", newline="") as source:
        rows = [row | {"minutes": "40"} for row in islice(csv.DictReader(source), CORRECTED)]
    with (folder / "absences.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    (folder / "profile.csv").write_text("property,value\nmode,changes\n")
    return folder


def _tettpaa(*words: str) -> Timed:
    begun = time.monotonic()
    child = subprocess.Popen([sys.executable, "-m", "tettpaa", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    said = child.stdout.read() if child.stdout else b""
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.monotonic() - begun
    if status:
        raise RuntimeError(f"tettpaa {words[0]}: {said.decode()[-2000:]}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    last = said.decode().strip().splitlines()[-1]
    return Timed(json.loads(last) if last.startswith("{") else {}, seconds, used.ru_maxrss // unit)


def _imported(package: Path) -> Timed:
    words = ("import", "csv", str(package), "--school-year", "2025", "--approve", "--reason", "måling", "--json")
    return _tettpaa(*words)


def _rival_seconds(file: Path) -> float:
    with connection.schema_editor() as editor:
        editor.create_model(RivalAbsence)
    try:
        begun = time.monotonic()
        rows = _rival_rows(file)
        while batch := list(islice(rows, BATCH)):
            RivalAbsence.objects.bulk_create(batch)
        return time.monotonic() - begun
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(RivalAbsence)


def _rival_rows(file: Path) -> Iterator[RivalAbsence]:
    """The file's first rows as objects; ids become keys by a hash, since looking them up would cost it more."""
    with file.open(encoding="utf-8", newline="") as source:
        for row in islice(csv.DictReader(source), SAMPLE):
            yield RivalAbsence(
                pupil=hash(row["pupil_id"]) >> 2, on=dt.date.fromisoformat(row["on"]),
                until=dt.date.fromisoformat(row["until"]) if row["until"] else None, unit=row["unit"],
                lesson=int(row["lesson"]) if row["lesson"] else None,
                starts=dt.time.fromisoformat(row["starts"]) if row["starts"] else None,
                minutes=int(row["minutes"]) if row["minutes"] else None,
                days=float(row["days"]) if row["days"] else None, group=hash(row["group_id"]) >> 2,
                subject_code=row["subject_code"], code=row["code"], cause=row["cause"],
                documentation=row["documentation"], is_late=row["is_late"] == "true", school=1, school_year=2025,
            )  # fmt: skip
