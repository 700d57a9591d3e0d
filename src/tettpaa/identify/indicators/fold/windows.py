"""Where a window begins: so many school days back, or a day of the school year."""

from tettpaa.identify.indicators.fold.codes import LAST_DAYS
from tettpaa.identify.indicators.fold.compiled import compiled


@compiled
def window_start(gauge, school_days, calendar):
    """How many of the `school_days` through a day lie before the gauge's window that ends on it.

    A window never reaches back past 1 August; one that has not begun is empty.
    """
    if gauge.window == LAST_DAYS:
        return max(0, school_days - gauge.number)
    return min(school_days, calendar.before[max(0, min(gauge.number, len(calendar.before) - 1))])
