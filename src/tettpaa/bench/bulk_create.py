"""The rival of the import: an object of each row, saved in batches, which is how it is usually done in Django."""

import csv
import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.db import connection, models

BATCH = 1_000


class RivalAbsence(models.Model):
    """The same columns as the record table, with the indexes its readers would need."""

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


class Rival:
    """Saves a file's rows in portions. `seconds` and `processor_seconds` have one number for each portion."""

    def __init__(self, rows: Iterator[RivalAbsence]) -> None:
        self._rows = rows
        self.saved = 0
        self.seconds: list[float] = []
        self.processor_seconds: list[float] = []

    def save(self, count: int) -> None:
        """Save the next rows: read, made into objects and put in the table."""
        begun, spent = time.monotonic(), time.process_time()
        rows = islice(self._rows, count)
        while batch := list(islice(rows, BATCH)):
            RivalAbsence.objects.bulk_create(batch)
            self.saved += len(batch)
        self.seconds.append(time.monotonic() - begun)
        self.processor_seconds.append(time.process_time() - spent)


@contextmanager
def rival(file: Path) -> Iterator[Rival]:
    """A rival with an empty table, which is gone afterwards."""
    with connection.schema_editor() as editor:
        editor.create_model(RivalAbsence)
    try:
        yield Rival(_rows_of(file))
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(RivalAbsence)


def _rows_of(file: Path) -> Iterator[RivalAbsence]:
    """The file's rows as objects; ids become keys by a hash, since looking them up would cost it more."""
    with file.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
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
