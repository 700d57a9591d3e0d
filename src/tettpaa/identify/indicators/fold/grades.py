"""Grades, notices about basis, order and conduct, as they stood on each day."""

import numpy as np

from tettpaa.identify.indicators.fold.codes import (
    BASIS,
    BASIS_NOTICE,
    CONDUCT,
    CONDUCT_GRADE,
    CORE_LOW,
    EXAM,
    FALL,
    IV,
    IV_OR_1,
    ORDER,
    ORDER_GRADE,
    REMARKS,
    TERM_GRADE,
)  # fmt: skip
from tettpaa.identify.indicators.fold.compiled import compiled

LOW_IN_CORE = 2  # IKO: 1, 2 or IV in Norwegian, English or mathematics
NO_GRADE = -1


@compiled
def fold_grades(pupil, grades, as_of, lines):
    """Fill the pupil's grade lines through `as_of`: they change only on days when something is set or due."""
    place, day = np.int64(0), np.int64(0)
    while day <= as_of:
        while place < len(grades) and grades[place].day <= day:
            place += 1
        until = as_of + 1
        if place < len(grades):
            until = min(until, grades[place].day)
        for due in (pupil.grades_due, pupil.conduct_due):
            if day < due < until:
                until = due
        _stand(pupil, grades[:place], day, lines)
        for later in range(day + 1, until):
            for part in range(len(lines)):
                lines[part, later] = lines[part, day]
        day = until


@compiled
def _stand(pupil, grades, day, lines):
    """How it stands on a day, from what is set by then. Nothing set when it was due is unknown."""
    for part in range(len(lines)):
        lines[part, day] = 0
    is_graded, is_judged = False, False
    for place in range(len(grades)):
        kind, value = grades[place].kind, grades[place].value
        if kind <= BASIS_NOTICE:
            is_graded = is_graded or kind != BASIS_NOTICE
            if _is_first_of_subject(grades, place):
                _count_subject(grades, place, day, lines)
            continue
        is_judged = True
        if kind == ORDER_GRADE:
            lines[ORDER, day] = value
        elif kind == CONDUCT_GRADE:
            lines[CONDUCT, day] = value
        else:
            lines[REMARKS, day] += value
    if not is_graded and day >= pupil.grades_due:
        for part in (IV_OR_1, IV, CORE_LOW, FALL, BASIS):
            lines[part, day] = np.nan
    if not is_judged and day >= pupil.conduct_due:
        for part in (ORDER, CONDUCT, REMARKS):
            lines[part, day] = np.nan


@compiled
def _is_first_of_subject(grades, place):
    for earlier in range(place):
        if grades[earlier].kind <= BASIS_NOTICE and grades[earlier].subject == grades[place].subject:
            return False
    return True


@compiled
def _count_subject(grades, first, day, lines):
    """Count one subject by its latest term grade, its exams, and whether its basis has been doubted."""
    latest, number, previous, low_exam, noticed = NO_GRADE, NO_GRADE, NO_GRADE, False, False
    for place in range(first, len(grades)):
        if grades[place].subject != grades[first].subject:
            continue
        kind, value = grades[place].kind, grades[place].value
        if kind == TERM_GRADE:
            latest = value
            if value >= 1:
                previous, number = number, value
        elif kind == EXAM:
            low_exam = low_exam or 0 <= value <= 1
        elif kind == BASIS_NOTICE:
            noticed = True
    lines[IV_OR_1, day] += low_exam or 0 <= latest <= 1
    lines[IV, day] += latest == 0
    lines[CORE_LOW, day] += grades[first].is_core and 0 <= latest <= LOW_IN_CORE
    lines[BASIS, day] += noticed or latest == 0
    if latest >= 1 and previous >= 1:
        lines[FALL, day] = max(lines[FALL, day], previous - latest)
