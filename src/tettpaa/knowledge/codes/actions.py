"""Writes about what an owner's absence codes mean."""

import datetime as dt

from django.db import transaction

from tettpaa.knowledge.codes.mappings import Mapping
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event


def load_mapping(mapping: Mapping, *, owner: Owner, by: str, at: dt.datetime) -> int:
    """Give the owner a shipped mapping's codes, and answer how many were new. Codes the owner has are left as they are."""
    since = dt.date.fromisoformat(mapping.valid_from) if mapping.valid_from else None
    with transaction.atomic():
        known = set(AbsenceCode.objects.filter(owner=owner).values_list("code", flat=True))
        new = [
            AbsenceCode(
                owner=owner, code=shipped.code, name=shipped.name, cause=shipped.cause,
                documentation=shipped.documentation, counts_as_absence=shipped.counts_as_absence, valid_from=since,
            )
            for shipped in mapping.codes
            if shipped.code not in known
        ]  # fmt: skip
        AbsenceCode.objects.bulk_create(new)
        record_event(
            by=by, at=at, action="absence_codes_loaded", about=("code_mapping", mapping.key), owner_id=owner.pk,
            details={"codes": [code.code for code in new]},
        )  # fmt: skip
    return len(new)
