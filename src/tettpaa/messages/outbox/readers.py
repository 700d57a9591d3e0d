"""Telling those who have read what turned out to be wrong, so that nobody goes on believing it."""

import datetime as dt
from collections.abc import Iterable

from tettpaa.messages.kinds import kind_named
from tettpaa.messages.outbox.actions import tell
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.identity.models import User


def tell_readers(
    *, kind: str, about: object, once: str = "", pupil: Person, since: dt.datetime, wrote: Iterable[str] = (),
    told: Iterable[str] = (), by: str, at: dt.datetime,
) -> None:  # fmt: skip
    """Whoever has had one of the kind's pages about the pupil open since it was written, and who wrote in it; not `by`, nor
    those `told` by a message of another kind.

    The log of reads knows the page, not the row: somebody may be told of what they did not notice, nobody is left out.
    """
    looks = AccessRecord.objects.filter(page__in=kind_named(kind).read_on, pupil_key=pupil.pk, at__gte=since)
    names = {*looks.values_list("by", flat=True).distinct(), *wrote} - {by, *told}
    readers = User.objects.filter(username__in=names, person__isnull=False).select_related("person")
    for user in readers.order_by("username"):
        if user.person is not None:
            tell(to=user.person, kind=kind, about=about, once=once, pupil=pupil, by=by, at=at)
