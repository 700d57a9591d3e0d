"""The port to the archive. Here a stand-in: a package of JSON, text and PDF/A in the home, shaped as Noark 5's journal post.

A real one sends the same over Fiks Arkiv (`no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett`). Never on by itself.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from tettpaa.follow_up.letters.models import Letter, LetterDelivery
from tettpaa.follow_up.letters.sheet import sheet_of
from tettpaa.follow_up.paper.pdf import CONTENT_TYPE, is_installed, pdf_of
from tettpaa.kit.clock import OSLO

NAME = "archive"


def is_on() -> bool:
    """Whether TETTPAA_STAND_INS names it."""
    return NAME in settings.TETTPAA_STAND_INS


def folder_of(letter: Letter) -> Path:
    return Path(settings.TETTPAA_HOME) / "archived" / str(letter.pk)


def deliver(letter: Letter, sent: list[LetterDelivery]) -> None:
    """Write the package; written again it is the same package."""
    where = folder_of(letter)
    where.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = {each.pk: _files(letter, each) for each in sent}
    for each in sent:
        for file in files[each.pk]:
            (where / file.name).write_bytes(file.content)
    told = json.dumps(_message(letter, sent, files), ensure_ascii=False, indent=2)
    (where / "arkivmelding.json").write_text(told, "utf-8")


@dataclass(frozen=True)
class File:
    """One form of a letter: `variant` is P, as it was produced, or A, for the archive (Noark 5, variantformat)."""

    name: str
    variant: str
    format: str
    content: bytes


def _files(letter: Letter, delivery: LetterDelivery) -> list[File]:
    """The very words that left; and as PDF/A, where this installation can make it."""
    files = [File(f"{delivery.pk}.txt", "P", "text/plain; charset=utf-8", delivery.text.encode())]
    if is_installed() and letter.sent_at is not None:
        files.append(File(f"{delivery.pk}.pdf", "A", CONTENT_TYPE, pdf_of_letter(letter, delivery, letter.sent_at)))
    return files


def pdf_of_letter(letter: Letter, delivery: LetterDelivery, sent_at: dt.datetime) -> bytes:
    """One reader's letter as PDF: the same file each time it is made."""
    on = sent_at.astimezone(OSLO).date()
    told = sheet_of(
        title=delivery.title, text=delivery.text, language=delivery.language, school=letter.school.name, on=on
    )
    return pdf_of("letter", told, on=on)


def _message(letter: Letter, sent: list[LetterDelivery], files: Mapping[UUID, list[File]]) -> dict:
    """The elements of arkivmelding: folder, journal post with its parties, and the documents with their checksums."""
    return {
        "system": "Tettpå",
        "meldingId": str(letter.pk),
        "mappe": {"tittel": f"Elevmappe: {letter.pupil}", "virksomhetsspesifikkeMetadata": {"elev": letter.pupil.source_id}},
        "registrering": {
            "type": "journalpost",
            "journalposttype": "U",
            "tittel": sent[0].title if sent else letter.get_kind_display(),
            "dokumentetsDato": letter.sent_at.date().isoformat() if letter.sent_at else None,
            "opprettetAv": letter.written_by,
            "korrespondansepart": [
                {"korrespondanseparttype": "mottaker", "navn": str(each.to), "mottattDato": _day(each)} for each in sent
            ],
            "dokumentbeskrivelse": [
                {
                    "tittel": each.title,
                    "dokumentobjekt": [
                        {
                            "fil": file.name, "variantformat": file.variant, "format": file.format,
                            "sjekksumAlgoritme": "SHA-256", "sjekksum": hashlib.sha256(file.content).hexdigest(),
                        }
                        for file in files[each.pk]
                    ],
                }
                for each in sent
            ],
        },
    }  # fmt: skip


def _day(delivery: LetterDelivery) -> str | None:
    return delivery.received_on.isoformat() if delivery.received_on else None
