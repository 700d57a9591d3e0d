"""Adding a document about a pupil, and taking away one that was entered wrongly."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.assess.documents.models import Document
from tettpaa.assess.documents.rules import fault_in_void, title_from
from tettpaa.messages.outbox.readers import tell_readers
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.uploads import store
from tettpaa.trust.uploads.receiving import Received


def add_document(
    *, document_id: str, pupil: Person, file: Received, title: str, file_name: str, by: str, at: dt.datetime
) -> Document:
    """Keep a document that was taken in (`uploads.receiving`). The bytes first: no row points at nothing.

    Under an id that is taken it is the document already there: the form was sent twice.
    """
    called = title_from(title, file_name)
    if not called:
        raise ValidationError({"title": _("Skriv hva dokumentet er.")})
    if (kept := Document.objects.filter(pk=document_id, pupil=pupil, added_by=by).first()) is not None:
        return kept
    store.keep(document_id, file.content)
    try:
        with transaction.atomic():
            document = Document.objects.create(
                id=document_id, pupil=pupil, title=called, sort=file.sort.key, size=len(file.content),
                digest=file.digest, added_by=by, added_at=at,
            )  # fmt: skip
            _record("document_added", document, by, at, sort=document.sort, size=document.size)
    except BaseException:
        # Of two at once, the other's row points at these bytes.
        if (kept := Document.objects.filter(pk=document_id, pupil=pupil, added_by=by).first()) is not None:
            return kept
        store.remove(document_id)
        raise
    return document


def void_document(*, document: Document, reason: str, by: str, at: dt.datetime) -> None:
    """It was entered wrongly: nobody finds it from now on, its bytes are deleted, and who has opened it is told."""
    if fault_in_void(reason):
        raise ValidationError({"reason": _("Skriv hva som er feil.")})
    with transaction.atomic():
        voided = Document.objects.filter(pk=document.pk, voided_at=None).update(
            voided_by=by, voided_at=at, void_reason=reason.strip()
        )
        if not voided:
            raise ValidationError(_("Dokumentet er alt tatt bort."))
        _record("document_voided", document, by, at)
        tell_readers(
            kind="document_voided", about=document.pk, pupil=document.pupil, since=document.added_at,
            wrote=[document.added_by], by=by, at=at,
        )  # fmt: skip
    store.remove(document.pk)


def _record(action: str, document: Document, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("document", document.pk), owner_id=document.pupil.owner_id,
        details={"pupil": document.pupil_id} | details,
    )  # fmt: skip
