"""What an owner's absence codes mean, as arrays."""

import numpy as np

from tettpaa.identify.indicators.columns.law import CAUSES, DOCUMENTATION
from tettpaa.identify.indicators.columns.raw import TABLES, Arrays
from tettpaa.identify.indicators.columns.roster import days_of
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.schools.places.models import Owner

ALWAYS = -999


def codes_of(owner: Owner, absence_codes: list[str], school_year: int) -> Arrays:
    """The meanings of the codes that occur, from their day on."""
    numbers = {code: number for number, code in enumerate(absence_codes)}
    held = AbsenceCode.objects.filter(owner=owner).values_list(
        "code", "valid_from", "cause", "documentation", "counts_as_absence"
    )
    rows = [row for row in held if row[0] in numbers]
    columns = {
        "code": [numbers[row[0]] for row in rows],
        "since": days_of([row[1] for row in rows], school_year, ALWAYS),
        "cause": [CAUSES.index(row[2] or " ") for row in rows],
        "documentation": [DOCUMENTATION.index(row[3]) for row in rows],
        "counts": [row[4] for row in rows],
    }
    return {name: np.asarray(columns[name], kind) for name, kind in TABLES["codes"].items()}
