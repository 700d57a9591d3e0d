"""Saving what stands behind: a new version each time, and never over somebody else's."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE
from tettpaa.assess.mappings.catalogue import parts_on
from tettpaa.assess.mappings.models import MappingVersion
from tettpaa.assess.mappings.queries import versions_of
from tettpaa.assess.mappings.rules import Found, faults_in_mapping
from tettpaa.assess.mappings.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.trust.audit.actions import record_event


class SavedMeanwhile(Exception):
    """Somebody has saved since this one began: `newest` is theirs. Nothing was written."""

    def __init__(self, newest: MappingVersion) -> None:
        super().__init__(str(newest.number))
        self.newest = newest


def save_mapping(
    *, case: Case, began_from: int, found: Found, own_words: str, is_with_pupil: bool | None, why_without: str,
    form_id: UUID, by: str, at: dt.datetime,
) -> MappingVersion:  # fmt: skip
    """The next version after number `began_from` (0: none), or the one already saved in the same form.

    SavedMeanwhile where another has saved since; ValidationError where something is not said, or the case is over.
    """
    parts = parts_on(at.astimezone(OSLO).date())
    faults = faults_in_mapping(
        found=found, parts=parts, own_words=own_words, is_with_pupil=is_with_pupil, why_without=why_without
    )
    if faults:
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})
    told = {part: {key: line.strip() for key, line in chosen.items()} for part, chosen in found.items()}
    try:
        with transaction.atomic():
            if Case.objects.select_for_update().get(pk=case.pk).state not in LIVE:
                raise ValidationError(_("Saken er avsluttet."))
            if (newest := versions_of(case).first()) is not None and newest.number != began_from:
                return _same_form(newest, form_id)
            version = MappingVersion.objects.create(
                case=case, pupil=case.pupil, number=began_from + 1, catalogue_from=parts.valid_from, found=told,
                own_words=own_words.strip(), is_with_pupil=bool(is_with_pupil),
                why_without="" if is_with_pupil else why_without.strip(), form_id=form_id, saved_at=at, saved_by=by,
            )  # fmt: skip
            record_event(
                by=by, at=at, action="mapping_saved", about=("mapping", version.pk), owner_id=case.pupil.owner_id,
                details={"pupil": case.pupil_id, "case": str(case.pk), "number": version.number},
            )  # fmt: skip
    except IntegrityError:
        # Where rows are not locked, two may come here at once; the second finds the first's.
        newest = versions_of(case).first()
        if newest is None:
            raise
        return _same_form(newest, form_id)
    return version


def _same_form(newest: MappingVersion, form_id: UUID) -> MappingVersion:
    """The version a form has become already: sent twice, it is saved once."""
    saved = MappingVersion.objects.filter(form_id=form_id, case=newest.case_id).first()
    if saved is None:
        raise SavedMeanwhile(newest)
    return saved
