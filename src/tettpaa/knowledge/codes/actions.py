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


def explain_code(
    *, owner: Owner, code: str, name: str, cause: str, documentation: str, counts_as_absence: bool,
    valid_from: dt.date | None, by: str, at: dt.datetime,
) -> AbsenceCode:  # fmt: skip
    """Say what a source code means from a day on; an earlier meaning stands for the days before.

    Saying it again for the same day corrects it. The event keeps both meanings.
    """
    meaning = {
        "name": name, "cause": cause, "documentation": documentation, "counts_as_absence": counts_as_absence,
    }  # fmt: skip
    with transaction.atomic():
        held = AbsenceCode.objects.select_for_update().filter(owner=owner, code=code, valid_from=valid_from).first()
        before = {field: getattr(held, field) for field in meaning} if held else {}
        explained = held or AbsenceCode(owner=owner, code=code, valid_from=valid_from)
        for field, value in meaning.items():
            setattr(explained, field, value)
        explained.save()
        record_event(
            by=by, at=at, action="absence_code_explained", about=("absence_code", explained.pk), owner_id=owner.pk,
            details={"code": code, "from": str(valid_from or ""), "before": before, "now": meaning},
        )  # fmt: skip
    return explained
