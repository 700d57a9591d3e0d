"""§ 9-8 in force on a day, as the fold reads it. The plain calculator (`indicators/limit.py`) says how each is treated."""

import datetime as dt

import numpy as np

from tettpaa.identify.indicators.fold.codes import COUNTS, EXEMPT, HOLY_DAY, UNTIL_LIMIT
from tettpaa.identify.indicators.fold.shapes import LAW
from tettpaa.identify.indicators.limit import Event, treatment_of
from tettpaa.knowledge.law.absence_limit import AbsenceLimit, Documentation, LawUnknown, law_on

CAUSES = " abcdefghi"
DOCUMENTATION: tuple[Documentation, ...] = ("none", "self", "health", "other")
_TREATS = {"counts": COUNTS, "exempt": EXEMPT, "health_until_limit": UNTIL_LIMIT, "risk_until_limit": UNTIL_LIMIT}


def law_columns(as_of: dt.date) -> np.ndarray:
    """One record: the law's figures and how it treats each cause and documentation; unknown before its first version."""
    record = np.zeros(1, LAW)
    try:
        law = law_on(as_of)
    except LawUnknown:
        return record
    for cause, letter in enumerate(CAUSES):
        for documentation, name in enumerate(DOCUMENTATION):
            record["treats"][0, cause, documentation] = _treat(Event(as_of, 1, letter.strip(), name), law)
    record["limit_percent"], record["discretion_percent"] = law.limit_percent, law.discretion_percent
    record["holy_days"], record["is_known"] = law.holy_days_at_most, True
    return record


def _treat(event: Event, law: AbsenceLimit) -> int:
    """The calculator's answer; where it turns on whether the day is an exempt holy day, the fold decides."""
    on_exempt_day, _ = treatment_of(event, law, [event.on], has_documented_risk=False)
    on_other_day, _ = treatment_of(event, law, [], has_documented_risk=False)
    return HOLY_DAY if on_exempt_day != on_other_day else _TREATS[on_exempt_day]
