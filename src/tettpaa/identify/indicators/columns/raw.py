"""What the columns are made from: the tables' rows as arrays, with days counted from 1 August.

Filled by `loading.py` from the stores; tests draw them directly. Everything is about one school year.
Schools and subject codes are numbered by their place in `schools` and `subject_codes`.
"""

from dataclasses import dataclass, field

import numpy as np

Arrays = dict[str, np.ndarray]

# Column → type, for each table. NONE stands for what is not given.
TABLES: dict[str, dict[str, str]] = {
    "enrolments": {"pupil": "i8", "school": "i4", "since": "i2", "until": "i2", "year_level": "i8", "area": "U2"},
    "earlier_areas": {"pupil": "i8", "area": "U2"},
    "memberships": {"pupil": "i8", "group": "i8", "since": "i2", "until": "i2"},
    "groups": {"key": "i8", "school": "i4", "subject": "i4"},
    "subjects": {"school": "i4", "subject": "i4", "planned": "i4", "lesson_minutes": "i4", "is_core": "?"},
    "calendar": {"school": "i4", "day": "i2", "is_school_day": "?"},
    "lessons": {"group": "i8", "day": "i2", "lesson": "i1", "minutes": "i2", "registered": "i2"},
    "absences": {
        "pupil": "i8", "group": "i8", "on": "i2", "until": "i2", "unit": "i1", "lesson": "i2", "starts": "i2",
        "minutes": "i2", "hundredths": "i4", "subject": "i2", "code": "i2", "cause": "i2", "documentation": "i2",
        "is_late": "?",
    },
    "codes": {"code": "i2", "since": "i2", "cause": "i1", "documentation": "i1", "counts": "?"},
    "grades": {"pupil": "i8", "day": "i2", "kind": "i1", "subject": "i4", "value": "i2"},
    "first_grades": {"school": "i4", "day": "i2", "conduct_day": "i2"},
    "admissions": {"pupil": "i8", "choice": "f8", "points": "f8", "days": "f8", "hours": "f8", "core": "f8"},
    "earlier_grades": {"pupil": "i8", "low_subjects": "i4"},
}  # fmt: skip


def empty(table: str) -> Arrays:
    """The columns of a table without rows."""
    return {name: np.zeros(0, kind) for name, kind in TABLES[table].items()}


@dataclass
class Raw:
    """All tables of `TABLES`; `schools` are keys, `schools_with_lessons` numbers of those that deliver lessons."""

    school_year: int
    schools: list[int]
    subject_codes: list[str]
    absence_codes: list[str]
    schools_with_lessons: set[int]
    tables: dict[str, Arrays] = field(default_factory=dict)
    row_keys: np.ndarray | None = None

    def __getitem__(self, table: str) -> Arrays:
        """A table's columns; one without rows where nothing has been delivered."""
        return self.tables.get(table) or empty(table)
