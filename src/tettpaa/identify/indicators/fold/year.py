"""The pass: each pupil's year once, giving every gauge as of a day and every rule's verdict."""

import numpy as np

from tettpaa.identify.indicators.fold.accounts import NO_ACCOUNT
from tettpaa.identify.indicators.fold.codes import (
    DAYS,
    GRADE,
    HIGH,
    LOW,
    NEVER_HELD,
    NOT,
    PASSES,
    SEEN,
    SUBJECT,
    SUBJECTS_AT_MOST,
)  # fmt: skip
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.days import fold_days
from tettpaa.identify.indicators.fold.gauges import fill_gauge
from tettpaa.identify.indicators.fold.grades import fold_grades
from tettpaa.identify.indicators.fold.held import gather_lessons
from tettpaa.identify.indicators.fold.settle import settle
from tettpaa.identify.indicators.fold.shapes import ACCOUNT, KEPT, WORK
from tettpaa.identify.indicators.fold.subjects import fold_last_day, fold_subjects
from tettpaa.identify.indicators.fold.verdicts import can_hold, conclude, first_day_of, judge_clause


@compiled
def fold_year(first, last, wanted, facts, as_of, first_weekday, listed, programs, values, verdicts):
    """Fill for the pupils `wanted[first:last]` the `listed` gauges as of the day, `values[place, case, gauge]`,
    and what each rule says, `verdicts[place, rule]`.
    """
    room = np.zeros(1, WORK)
    kept = np.zeros(most_entries(facts.pupils, wanted[first:last]), KEPT)
    accounts = np.zeros(SUBJECTS_AT_MOST, ACCOUNT)
    account_of = np.full(len(facts.subjects), np.int8(NO_ACCOUNT))
    lines = np.zeros((2, len(programs.gauges) + 1, DAYS))  # the last pair is room for listing
    filled_from = np.zeros(len(programs.gauges) + 1, np.int64)
    law, members = facts.law[0], 0
    subjects_from, passes_from, grades_from = _first_days(listed, programs.gauges, as_of)
    for place in range(first, last):
        # Taken anew each time: a record does not keep its array, and Numba frees an array after its last use.
        work = room[0]
        pupil = facts.pupils[wanted[place]]
        calendar = facts.calendars[pupil.calendar]
        memberships = facts.memberships[pupil.memberships : pupil.memberships_end]
        entries = facts.entries[pupil.entries : pupil.entries_end]
        entries = entries[: settle(entries, as_of, facts.subjects, kept)]
        if place == first or not are_alike(facts, wanted[place - 1], wanted[place]):
            members = gather_lessons(memberships, calendar, facts, as_of, members, accounts, account_of, work)
        is_in_doubt = fold_days(pupil, calendar, entries, kept, as_of, first_weekday, work)
        if subjects_from <= as_of and law.is_known:
            _look_at_subjects(
                pupil, calendar, memberships, entries, facts.subjects, kept, law, subjects_from, passes_from, as_of,
                programs, members, accounts, account_of, work,
            )  # fmt: skip
        if grades_from <= as_of:
            fold_grades(pupil, facts.grades[pupil.grades : pupil.grades_end], as_of, work.grade)
        _list(listed, pupil, calendar, law, as_of, is_in_doubt, work, lines[0, -1], values[place])
        filled_from[:] = as_of + 1
        for rule in range(len(programs.rules)):
            _judge(
                programs.rules[rule], programs, pupil, calendar, law, as_of, first_weekday, is_in_doubt, lines,
                filled_from, work, verdicts[place, rule],
            )  # fmt: skip


@compiled
def most_entries(pupils, wanted):
    most = 1
    for number in wanted:
        most = max(most, pupils[number].entries_end - pupils[number].entries)
    return most


@compiled
def are_alike(facts, one, other):
    """Whether two pupils had the same groups on the same days, and so the same lessons, and the same school days."""
    first, second = facts.pupils[one], facts.pupils[other]
    count = first.memberships_end - first.memberships
    if second.memberships_end - second.memberships != count or first.calendar != second.calendar:
        return False
    for place in range(count):
        this, that = facts.memberships[first.memberships + place], facts.memberships[second.memberships + place]
        if this.group != that.group or this.since != that.since or this.until != that.until:
            return False
    return True


@compiled
def _look_at_subjects(
    pupil, calendar, memberships, entries, subjects, kept, law, subjects_from, passes_from, as_of, programs,
    members, accounts, account_of, work,
):  # fmt: skip
    """Most pupils are far from every limit: their last day shows it, and no day before needs looking at."""
    if passes_from > as_of:
        fold_last_day(memberships, subjects, entries, kept, law, as_of, members, accounts, account_of, work)
        if subjects_from == as_of or not _asks_for_subjects(programs, pupil, law, work):
            return
    fold_subjects(
        calendar, memberships, subjects, entries, kept, law, subjects_from, passes_from, as_of, members, accounts,
        account_of, work,
    )  # fmt: skip


@compiled
def _asks_for_subjects(programs, pupil, law, work):
    """Whether any rule that speaks of subjects may have held on some day."""
    for at in range(len(programs.clauses)):
        clause = programs.clauses[at]
        conditions = programs.conditions[clause.conditions : clause.conditions_end]
        if not can_hold(conditions, programs.gauges, pupil, law, work.most, work.subject_most):
            continue
        for condition in range(len(conditions)):
            if programs.gauges[conditions[condition].gauge].how == SUBJECT:
                return True
    return False


@compiled
def _first_days(listed, judged, as_of):
    """From which days subjects, their projection and grades are needed: the whole year where a rule asks."""
    subjects, passes, grades = DAYS, DAYS, DAYS
    for at in range(len(listed) + len(judged)):
        gauge = listed[at] if at < len(listed) else judged[at - len(listed)]
        day = as_of if at < len(listed) else 0
        if gauge.how == SUBJECT:
            subjects = min(subjects, day)
            passes = min(passes, day) if gauge.part == PASSES else passes
        elif gauge.how == GRADE:
            grades = min(grades, day)
    return subjects, passes, grades


@compiled
def _list(listed, pupil, calendar, law, as_of, is_in_doubt, work, line, values):
    """Each listed gauge as of the day, as seen, at least and at most."""
    for at in range(len(listed)):
        is_open = is_in_doubt or listed[at].how == SUBJECT
        for case in (SEEN, LOW, HIGH):
            asked = case if is_open else SEEN
            fill_gauge(listed[at], asked, pupil, calendar, law, as_of, as_of + 1, work, line)
            values[case, at] = line[as_of]


@compiled
def _judge(
    rule, programs, pupil, calendar, law, as_of, first_weekday, is_in_doubt, lines, filled_from, work, verdict,
):  # fmt: skip
    """One rule's verdict on the pupil; a gauge's line is filled as far back as the rules so far ask for it."""
    verdict.state, verdict.first_held, verdict.held_since = NOT, NEVER_HELD, NEVER_HELD
    verdict.raised_weeks = np.uint64(0)
    is_of_level = rule.year_levels == 0 or rule.year_levels & pupil.year_level != 0
    if rule.active_from > as_of or not is_of_level:
        return
    first = as_of + 1
    case = HIGH if is_in_doubt else SEEN
    for at in range(rule.clauses, rule.clauses_end):
        clause = programs.clauses[at]
        conditions = programs.conditions[clause.conditions : clause.conditions_end]
        if not can_hold(conditions, programs.gauges, pupil, law, work.most, work.subject_most):
            continue
        begins = max(rule.active_from, first_day_of(conditions, programs.gauges, calendar, as_of, case, work))
        for day in range(begins, first):
            work.state[day] = NOT
        first = min(first, begins)
        for condition in range(len(conditions)):
            gauge = conditions[condition].gauge
            if begins < filled_from[gauge]:
                ends, filled_from[gauge] = filled_from[gauge], begins
                _fill_lines(gauge, programs.gauges[gauge], pupil, calendar, law, begins, ends, is_in_doubt, lines, work)
        judge_clause(conditions, lines, begins, as_of + 1, work)
    conclude(calendar, first, as_of + 1, first_weekday, work.state, verdict)


@compiled
def _fill_lines(number, gauge, pupil, calendar, law, begins, ends, is_in_doubt, lines, work):
    is_open = is_in_doubt or gauge.how == SUBJECT
    for case in (LOW, HIGH):
        asked = case if is_open else SEEN
        fill_gauge(gauge, asked, pupil, calendar, law, begins, ends, work, lines[case - LOW, number])
