"""What a rule says of a pupil on a day, and since when: Kleene's three answers, plainly."""

import datetime as dt
import math
from dataclasses import dataclass

from tettpaa.identify.indicators.reference.case import Case
from tettpaa.identify.indicators.reference.numbers import Number, Pupil
from tettpaa.identify.indicators.rules import Condition, Rule

NOT, UNKNOWN, HOLDS = 0, 1, 2


@dataclass(frozen=True)
class Verdict:
    """The state on the day, the day the rule first held, and the day since which it holds."""

    state: int
    first_held: dt.date | None
    held_since: dt.date | None


def verdict(case: Case, rule: Rule, as_of: dt.date) -> Verdict:
    """Ask every day of the year through `as_of`, by what is known as of it."""
    pupil = Pupil(case, as_of)
    first_day = dt.date(case.school_year, 8, 1)
    days = [first_day + dt.timedelta(days=number) for number in range((as_of - first_day).days + 1)]
    states = [state_on(pupil, rule, day) for day in days]
    held = [day for day, state in zip(days, states, strict=True) if state == HOLDS]
    since = None
    for day, state in zip(reversed(days), reversed(states), strict=True):
        if state != HOLDS:
            break
        since = day
    return Verdict(states[-1], held[0] if held else None, since)


def state_on(pupil: Pupil, rule: Rule, day: dt.date) -> int:
    """Not before the rule is active, for other year levels, or while the pupil is not enrolled."""
    case = pupil.case
    level = max(case.enrolments, key=lambda enrolment: (enrolment.since, enrolment.school)).year_level
    if day < rule.active_from(case.school_year) or (rule.year_levels and level not in rule.year_levels):
        return NOT
    if case.enrolled_at(day) is None:
        return NOT
    return max(min(_state(pupil, condition, day) for condition in clause) for clause in rule.clauses)


def _state(pupil: Pupil, condition: Condition, day: dt.date) -> int:
    number = pupil.number(condition.gauge, day)
    if number.most == -math.inf:
        return NOT
    answers = {_compare(condition, value) for value in _possible(number, condition.threshold)}
    if any(math.isnan(value) for value in number):
        return UNKNOWN
    return UNKNOWN if len(answers) == 2 else HOLDS if answers == {True} else NOT


def _possible(number: Number, threshold: float) -> list[float]:
    """The ends of what the number may be, and the threshold itself where it lies between."""
    inside = [threshold] if number.least <= threshold <= number.most else []
    return [number.least, number.most, *inside]


def _compare(condition: Condition, value: float) -> bool:
    threshold = condition.threshold
    return {
        "at_least": value >= threshold, "more_than": value > threshold, "at_most": value <= threshold,
        "less_than": value < threshold, "equals": value == threshold,
    }[condition.comparison]  # fmt: skip
