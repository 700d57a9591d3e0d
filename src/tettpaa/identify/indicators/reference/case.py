"""One pupil's school year as the sources tell it, in dates and words."""

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Enrolment:
    """A pupil at a school; `until` None is open."""

    school: str
    since: dt.date
    until: dt.date | None = None
    year_level: str = ""
    programme: str = ""

    def covers(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Membership:
    """A pupil in a group; empty dates are open."""

    group: str
    since: dt.date | None = None
    until: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Group:
    school: str
    subject: str = ""


@dataclass(frozen=True)
class Subject:
    """`planned_minutes` and `lesson_minutes` None where unknown."""

    planned_minutes: int | None = None
    lesson_minutes: int | None = None
    is_core: bool = False


@dataclass(frozen=True)
class Lesson:
    """A held lesson of a group."""

    group: str
    on: dt.date
    number: int
    minutes: int
    registered_on: dt.date | None


@dataclass(frozen=True)
class AbsenceRow:
    """A row as the source gave it; None for what it did not give."""

    on: dt.date
    unit: str = "lesson"
    until: dt.date | None = None
    lesson: int | None = None
    starts: int | None = None
    minutes: int | None = None
    days: Fraction | None = None
    group: str | None = None
    subject: str | None = None
    code: str | None = None
    cause: str | None = None
    documentation: str | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Code:
    """What an owner says an absence code means, from a day on (None: always)."""

    code: str
    since: dt.date | None
    cause: str
    documentation: str
    counts: bool


@dataclass(frozen=True)
class Grade:
    """`kind` is 'term' or 'exam'; `value` as the source writes it."""

    on: dt.date
    subject: str
    value: str
    kind: str = "term"


@dataclass(frozen=True)
class Conduct:
    """Order and conduct: 'G', 'Ng' or 'Lg'; None where not given."""

    on: dt.date
    order: str | None = None
    conduct: str | None = None
    remarks: int | None = None


@dataclass
class School:
    """`school_days` None: no calendar has come. First days on which anybody's grade, or conduct, was set."""

    school_days: set[dt.date] | None = None
    delivers_lessons: bool = True
    first_grade_on: dt.date | None = None
    first_conduct_on: dt.date | None = None


@dataclass
class Case:
    """Everything about one pupil that the indicators look at."""

    school_year: int
    schools: dict[str, School]
    enrolments: list[Enrolment]
    groups: dict[str, Group] = field(default_factory=dict)
    subjects: dict[tuple[str, str], Subject] = field(default_factory=dict)
    memberships: list[Membership] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    absences: list[AbsenceRow] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    grades: list[Grade] = field(default_factory=list)
    conduct: list[Conduct] = field(default_factory=list)
    basis_notices: list[tuple[dt.date, str]] = field(default_factory=list)
    admission: dict[str, float] = field(default_factory=dict)
    earlier_low_subjects: int | None = None
    earlier_programme: str = ""

    def enrolled_at(self, day: dt.date) -> str | None:
        """The school on a day; of two, the one begun last."""
        here = [enrolment for enrolment in self.enrolments if enrolment.covers(day)]
        return max(here, key=lambda enrolment: (enrolment.since, enrolment.school)).school if here else None

    def has_calendar(self) -> bool:
        """Whether every school of the pupil has delivered its calendar."""
        return all(self.schools[enrolment.school].school_days is not None for enrolment in self.enrolments)

    def has_lessons(self) -> bool:
        """Whether every school of the pupil delivers lessons."""
        return all(self.schools[enrolment.school].delivers_lessons for enrolment in self.enrolments)

    def is_school_day(self, day: dt.date) -> bool:
        """By the calendar of a school the pupil is enrolled at that day."""
        return any(
            enrolment.covers(day) and day in (self.schools[enrolment.school].school_days or ())
            for enrolment in self.enrolments
        )

    def school_days(self) -> list[dt.date]:
        """The pupil's school days of the year, in order."""
        first = dt.date(self.school_year, 8, 1)
        days = (first + dt.timedelta(days=number) for number in range(366))
        return [day for day in days if day < dt.date(self.school_year + 1, 8, 1) and self.is_school_day(day)]
