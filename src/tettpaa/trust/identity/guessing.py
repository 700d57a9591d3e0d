"""Counts failed tries by name, by second factor and by address, and closes what was tried too often."""

import datetime as dt
from dataclasses import dataclass

from tettpaa.trust.identity.keys import keyed_hash
from tettpaa.trust.identity.models import FailedSignIn
from tettpaa.trust.identity.rules import MOST, WITHIN, locked_until

KEPT_FOR = dt.timedelta(days=1)


@dataclass(frozen=True)
class Attempt:
    """One try: refused while `closed_until` is set, else counted as a failure until `succeeded` takes it back."""

    counted: dict[str, FailedSignIn]
    closed_until: dt.datetime | None = None


def attempt(at: dt.datetime, **tried: str) -> Attempt:
    """Count a try of `name=`, `second=` (a user's id) or `address=` before anything is compared.

    Counted first, so that a thousand tries at once are no more than one after the other.
    """
    FailedSignIn.objects.filter(at__lt=at - KEPT_FOR).delete()
    hashes = {kind: keyed_hash(f"tried.{kind}", text.strip().casefold()) for kind, text in tried.items() if text}
    counted = {kind: FailedSignIn.objects.create(tried_hash=hashed, at=at) for kind, hashed in hashes.items()}
    closed = [until for kind, row in counted.items() if (until := _closed_until(kind, row, at))]
    if closed:
        FailedSignIn.objects.filter(pk__in=[row.pk for row in counted.values()]).delete()
        return Attempt({}, max(closed))
    return Attempt(counted)


def succeeded(tried: Attempt) -> None:
    """Forget the failures of the name and of the second factor; of the address only this one try."""
    for kind, row in tried.counted.items():
        same = {"pk": row.pk} if kind == "address" else {"tried_hash": row.tried_hash}
        FailedSignIn.objects.filter(**same).delete()


def _closed_until(kind: str, row: FailedSignIn, at: dt.datetime) -> dt.datetime | None:
    others = FailedSignIn.objects.filter(tried_hash=row.tried_hash, at__gt=at - WITHIN).exclude(pk=row.pk)
    # Another server's clock may be a little ahead: its failures count as of now.
    return locked_until((min(failed, at) for failed in others.values_list("at", flat=True)), at, MOST[kind])
