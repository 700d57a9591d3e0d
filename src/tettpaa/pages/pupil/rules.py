"""Grades in order and their change. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

TERMS = ("h1", "other", "h2", "final", "written_exam", "oral_exam")


@dataclass(frozen=True)
class Grade:
    """A grade as the source keeps it. `set_on` is None where the source does not tell."""

    subject: str
    term: str
    value: str
    set_on: dt.date | None = None
    number: int = 0

    @property
    def figure(self) -> int | None:
        """1 to 6; None for letters, which cannot be compared."""
        return int(self.value) if self.value in tuple("123456") else None


@dataclass(frozen=True)
class SubjectGrades:
    """A subject's grades: the newest, and the one before it."""

    subject: str
    newest: Grade
    before: Grade | None

    @property
    def change(self) -> int | None:
        """Up or down since the one before; None where either is no figure, or there is none before."""
        if self.before is None or self.before.figure is None or self.newest.figure is None:
            return None
        return self.newest.figure - self.before.figure


def newest_of_each(grades: Iterable[Grade]) -> list[SubjectGrades]:
    """Per subject the newest grade and the one before, falls first."""
    by_subject: dict[str, list[Grade]] = defaultdict(list)
    for grade in sorted(grades, key=_when):
        by_subject[grade.subject].append(grade)
    found = [
        SubjectGrades(subject, listed[-1], listed[-2] if len(listed) > 1 else None)
        for subject, listed in by_subject.items()
    ]
    return sorted(found, key=lambda each: (each.change is None, each.change or 0, each.subject))


def _when(grade: Grade) -> tuple:
    """By day; grades without one by the term they belong to, before those with."""
    term = TERMS.index(grade.term) if grade.term in TERMS else len(TERMS)
    return grade.set_on is not None, grade.set_on or dt.date.min, term, grade.number
