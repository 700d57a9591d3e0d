"""What was known when the pupil came, or follows from enrolments."""

import datetime as dt
import math

from tettpaa.identify.indicators.reference.case import Case

KNOWN = (
    "admission_choice", "grunnskolepoeng", "earlier_absence_days", "earlier_absence_hours", "entry_core_grade",
    "earlier_iv_or_1_count", "late_start_days", "changed_programme",
)  # fmt: skip


def known(case: Case, name: str, on: dt.date) -> float:
    """The number, NaN where it is unknown."""
    if name == "changed_programme":
        return _changed(case, on)
    if name == "late_start_days":
        return _late_start(case)
    if name == "earlier_iv_or_1_count":
        return math.nan if case.earlier_low_subjects is None else case.earlier_low_subjects
    return case.admission.get(name, math.nan)


def _late_start(case: Case) -> float:
    """School days the school had had before the pupil's first day; unknown without its calendar."""
    first = min(
        case.enrolments, key=lambda enrolment: (max(enrolment.since, dt.date(case.school_year, 8, 1)), enrolment.school)
    )
    days = case.schools[first.school].school_days
    return math.nan if days is None else sum(day < first.since for day in days)


def _changed(case: Case, on: dt.date) -> float:
    """1 from the first day on another education programme than before; unknown where one is not told."""
    ordered = sorted(case.enrolments, key=lambda enrolment: enrolment.since)
    if any(not enrolment.programme for enrolment in ordered):
        return math.nan
    before = case.earlier_programme[:2]
    for enrolment in ordered:
        area = enrolment.programme[:2]
        if before and area not in (before, "PB"):
            return 1 if on >= enrolment.since else 0
        before = area
    return 0
