"""Plants thirty cases of snooping among 100,000 ordinary reads, and lets log control look for them.

    tettpaa prove snooping --seed 1

Everything is made up as plain records and handed to the same rules, with the same thresholds, as the night's. Besides
finding the cases, log control must not cry wolf: less than one alarm a school and week about somebody with a reason.
The weekly sample is left out: who is drawn is not suspected.
"""

import random
from collections import Counter
from collections.abc import Callable

from tettpaa.proofs.snooping.planting import HOW_MANY, plant
from tettpaa.proofs.snooping.reading import ordinary
from tettpaa.proofs.snooping.schools import FIRST_MONDAY, SCHOOLS, WEEKS, make_country
from tettpaa.trust.log_control.again import fresh
from tettpaa.trust.log_control.limits import limits_on
from tettpaa.trust.log_control.rules import alarms

READS, AT_LEAST = 100_000, 28
Tell = Callable[[str], None]


def prove(_runs: int, seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether enough was found and few enough suspected, the figure)."""
    rng = random.Random(seed)  # noqa: S311 (who reads what, no secrets)
    country, limits = make_country(rng), limits_on(FIRST_MONDAY)
    log = ordinary(country, READS, rng)
    cases = plant(country, log, rng)
    raised = fresh(alarms(log.reads, log.refusals, country.known(), limits), {}, limits)
    missed = [case for case in cases if not any(map(case.is_found_by, raised))]
    false = Counter(alarm.rule for alarm in raised if not any(case.is_found_by(alarm) for case in cases))
    for case in missed:
        tell(f"missed: {case.kind}")
    tell(f"alarms about people with a reason: {dict(false)}")
    a_week = false.total() / (SCHOOLS * WEEKS)
    found, planned = len(cases) - len(missed), sum(HOW_MANY.values())
    figure = (
        f"{found} of {planned} planted cases found among {len(log.reads)} reads, "
        f"{a_week:.2f} false alarms a school and week ({SCHOOLS} schools, {WEEKS} weeks), seed {seed}"
    )
    return found >= AT_LEAST and a_week < 1, figure
