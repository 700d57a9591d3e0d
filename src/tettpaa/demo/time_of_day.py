"""A demo opened again goes on after what was last done in it: nothing a visitor did stands in the future."""

import datetime as dt
import os

from django.db.models import Max

from tettpaa.demo.decisions import at_noon
from tettpaa.kit import clock
from tettpaa.trust.audit.models import AccessRecord, AuditEvent


def go_on_from_the_last(today: dt.date) -> None:
    """Let the time of day be that of the newest row of the log, where that is later than noon of `today`."""
    newest = [chain.objects.aggregate(newest=Max("at"))["newest"] for chain in (AuditEvent, AccessRecord)]
    gone = max((at for at in newest if at), default=at_noon(today)) - at_noon(today)
    if gone > dt.timedelta(0):
        os.environ.update(clock.frozen(today, gone))
