"""Where a window begins: so many school days back, or a day of the school year."""

from tettpaa.identify.indicators.fold.codes import LAST_DAYS
from tettpaa.identify.indicators.fold.compiled import compiled


@compiled
def window_start(gauge, day, calendar):
    """The first day of the gauge's window that ends on `day`. A window never reaches back past 1 August."""
    if gauge.window != LAST_DAYS:
        return max(0, gauge.number)
    school_days = calendar.before[day + 1]
    return calendar.nth[school_days - gauge.number] if school_days > gauge.number else 0
