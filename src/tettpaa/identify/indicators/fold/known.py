"""Sums after so many school days in one case: as seen, at least, or at most."""

from tettpaa.identify.indicators.fold.codes import HIGH, LOW
from tettpaa.identify.indicators.fold.compiled import compiled


@compiled
def sum_after(days, part, case, work):
    """A mark's sum after `days` school days in the case SEEN, LOW or HIGH; the latter two only where days are in doubt."""
    found = work.seen[days, part]
    if case == LOW:
        found -= work.less[work.doubts[days], part]
    elif case == HIGH:
        found += work.more[work.doubts[days], part]
    return found
