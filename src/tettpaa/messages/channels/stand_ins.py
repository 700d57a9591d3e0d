"""Stand-ins for carriers that are not here: each parcel becomes a file that tests can read. Never on by themselves."""

import json
from pathlib import Path

from django.conf import settings

from tettpaa.messages.channels.ports import Parcel


class Folder:
    """Writes parcels to TETTPAA_HOME/posted/NAME, one file for each key: the same parcel twice is one file."""

    address_needed = False  # text messages and digital post find the person in the contact register

    def __init__(self, name: str) -> None:
        self.name = name

    def is_on(self) -> bool:
        return self.name in settings.TETTPAA_STAND_INS

    def carry(self, parcel: Parcel) -> None:
        where = folder_of(self.name)
        where.mkdir(parents=True, exist_ok=True, mode=0o700)
        told = {"to": parcel.to_name, "subject": parcel.subject, "body": parcel.body}
        (where / f"{parcel.key}.json").write_text(json.dumps(told, ensure_ascii=False, indent=2), "utf-8")

    def close(self) -> None:
        """Nothing is held open."""


def folder_of(name: str) -> Path:
    return Path(settings.TETTPAA_HOME) / "posted" / name
