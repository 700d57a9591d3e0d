"""The reading log: who was shown which pupils, committed before the first byte leaves."""

from collections.abc import Iterable

from django.http import HttpRequest

from tettpaa.kit import clock
from tettpaa.trust.audit.actions import record_access

OPENED, LISTED = "opened", "listed"


def shown(request: HttpRequest, pupils: Iterable[int], page: str, kind: str = LISTED, permission: str = "") -> None:
    """Log the pupils (keys) that `page` is about to show: 'opened' for a page about one, 'listed' for lists.

    Called by the view before it answers, with an empty list too: a page that names pupils and has
    not called this is refused. If the log cannot be written, the page is not sent. A pupil the
    reader has no right to see stops the page as well.
    """
    keys = list(dict.fromkeys(pupils))
    reasons = request.rights.reasons_for(permission or request.declaration.permission.name, keys) if keys else {}
    if strangers := len(keys) - len(reasons):
        raise PermissionError(f"{page} was about to show {strangers} pupils without a right to see them")
    record_access(
        by=request.user.get_username(), at=clock.now(), page=page, kind=kind,
        pupils=[(key, reasons[key]) for key in keys],
    )  # fmt: skip
    request.has_shown = True
