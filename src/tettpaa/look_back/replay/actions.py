"""The one write of a yardstick."""

import datetime as dt

from django.db import transaction

from tettpaa.look_back.replay.models import Yardstick
from tettpaa.look_back.replay.yardstick.cohorts import Measured
from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event


@transaction.atomic
def keep_yardstick(*, owner: Owner, measured: Measured, by: str, at: dt.datetime) -> Yardstick:
    """Keep the curves. The models themselves are not kept, so that none can be asked about a pupil."""
    kept = Yardstick.objects.create(
        owner=owner, made_at=at, made_by=by, fitted_on=list(measured.fitted_on), tested_on=measured.tested_on,
        as_of=measured.as_of, pupils=measured.pupils, with_outcome=measured.with_outcome,
        curves={name: curve.as_json() for name, curve in measured.curves.items()},
    )  # fmt: skip
    record_event(
        by=by, at=at, action="yardstick_made", about=("yardstick", kept.pk), owner_id=owner.pk,
        details={"tested_on": measured.tested_on, "pupils": measured.pupils},
    )  # fmt: skip
    return kept
