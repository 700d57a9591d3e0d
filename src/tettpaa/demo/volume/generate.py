"""The whole: plan, live through each school's year, write the profile's files."""

import csv
import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tettpaa.demo.volume import record_rows
from tettpaa.demo.volume.amounts import draw_amounts
from tettpaa.demo.volume.big_files import BigFiles
from tettpaa.demo.volume.calendar import school_days
from tettpaa.demo.volume.cohorts import Earlier, pupil_years_now
from tettpaa.demo.volume.plan import Plan
from tettpaa.demo.volume.roster_rows import RosterRows, person_row
from tettpaa.demo.volume.year import SchoolYear, live_through
from tettpaa.schema import SOURCE_TABLES
from tettpaa.schools.places.school_year import last_day

SMALL_TABLES = (
    "schools", "people", "enrolments", "employments", "groups", "memberships", "guardian_links", "calendar",
    "subjects", "grades", "conduct", "notices", "admissions",
)  # fmt: skip
COHORT_TABLES = ("pupil_years", "apprenticeships", "completions")
Tell = Callable[[str, int, int], None]  # (what, done, of)


def generate(
    plan: Plan, folder: Path, *, until: dt.date | None = None, earlier: Iterable[Earlier] | None = None, tell: Tell
) -> dict[str, int]:
    """Write the plan's county to `folder`, as known on `until` (none: when the year is over).

    Where `earlier` pupils are given, if only an empty list, their years are written, and that of the plan's own pupils. The same
    plan gives the same bytes. Rows written are given by table.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = until or last_day(plan.school_year)
    days = school_days(plan.school_year, plan.county.autumn, plan.county.winter)
    amounts = draw_amounts(plan)
    big = BigFiles(plan)
    with ExitStack() as stack:
        names = (*SMALL_TABLES, *(() if earlier is None else COHORT_TABLES))
        files = {name: _Rows(stack, folder, name) for name in names}
        for school in plan.schools:
            year = live_through(plan, school, days, amounts)
            _write_school(files, plan, year, known)
            if earlier is not None:
                files["pupil_years"].write(pupil_years_now(plan, year, known))
            big.add(year)
            tell("Skoler", school.number + 1, len(plan.schools))
        for pupil in earlier or ():
            _write_earlier(files, pupil)
        counts = {name: rows.count for name, rows in files.items()}
    tell("Lange filer", 0, 1)
    counts |= big.write(folder, days, known)
    tell("Lange filer", 1, 1)
    return counts


def _write_school(files: dict[str, "_Rows"], plan: Plan, year: SchoolYear, until: dt.date) -> None:
    roster = RosterRows(plan, year, until)
    files["schools"].write([(year.school.key, year.school.name, None, None)])
    files["people"].write(roster.people())
    files["enrolments"].write(roster.enrolments())
    files["employments"].write(roster.employments())
    files["groups"].write(roster.groups())
    files["memberships"].write(roster.memberships())
    files["guardian_links"].write(roster.guardian_links())
    files["calendar"].write(record_rows.calendar_rows(plan, year))
    files["subjects"].write(record_rows.subject_rows(year))
    files["grades"].write(record_rows.grade_rows(plan, year, until))
    files["conduct"].write(record_rows.conduct_rows(year, until))
    files["notices"].write(record_rows.notice_rows(year, until))
    files["admissions"].write(record_rows.admission_rows(year))


def _write_earlier(files: dict[str, "_Rows"], pupil: Earlier) -> None:
    files["people"].write([person_row(pupil.id, pupil.person)])
    files["pupil_years"].write(pupil.pupil_years())
    files["apprenticeships"].write(pupil.apprenticeships())
    files["completions"].write(pupil.completions())


class _Rows:
    """One file of the profile, open for rows in the order of its columns."""

    def __init__(self, stack: ExitStack, folder: Path, table: str) -> None:
        described = SOURCE_TABLES[table]
        file = stack.enter_context((folder / described.file_name).open("w", encoding="utf-8", newline=""))
        self.writer: Any = csv.writer(file, lineterminator="\n")
        self.writer.writerow([column.name for column in described.columns])
        self.count = 0

    def write(self, rows: Iterable[tuple[object, ...]]) -> None:
        for row in rows:
            self.writer.writerow(row)
            self.count += 1
