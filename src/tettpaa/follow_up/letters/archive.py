"""The port to the archive. Here a stand-in: a package of JSON and text in the home, shaped as Noark 5's journal post.

A real one sends the same over Fiks Arkiv (`no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett`). Never on by itself.
"""

import hashlib
import json
from pathlib import Path

from django.conf import settings

from tettpaa.follow_up.letters.models import Letter, LetterDelivery

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
    for each in sent:
        (where / _file_name(each)).write_text(each.text, "utf-8")
    told = json.dumps(_message(letter, sent), ensure_ascii=False, indent=2)
    (where / "arkivmelding.json").write_text(told, "utf-8")


def _file_name(delivery: LetterDelivery) -> str:
    return f"{delivery.pk}.txt"


def _message(letter: Letter, sent: list[LetterDelivery]) -> dict:
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
                    "dokumentobjekt": {
                        "fil": _file_name(each), "format": "text/plain; charset=utf-8", "sjekksumAlgoritme": "SHA-256",
                        "sjekksum": hashlib.sha256(each.text.encode()).hexdigest(),
                    },
                }
                for each in sent
            ],
        },
    }  # fmt: skip


def _day(delivery: LetterDelivery) -> str | None:
    return delivery.received_on.isoformat() if delivery.received_on else None
