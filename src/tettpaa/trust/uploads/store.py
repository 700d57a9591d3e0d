"""Where documents lie: in the home folder, under ids that tell nothing, never where the web server looks."""

import datetime as dt
import os
from pathlib import Path

from django.conf import settings

from tettpaa.kit.disk import force_to_disk


def _path_of(document_id: str) -> Path:
    """Only ids that were made here: letters and digits lead nowhere else."""
    if not document_id.isalnum():
        raise ValueError("an id has letters and digits only")
    return Path(settings.TETTPAA_HOME) / "documents" / document_id[:2] / document_id


def keep(document_id: str, content: bytes) -> None:
    """Write it in one move, for the site's own user alone, and wait until it is on the disk."""
    path = _path_of(document_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_suffix(".half")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
    force_to_disk(half)
    half.replace(path)
    force_to_disk(path.parent)


def content_of(document_id: str) -> bytes | None:
    """The bytes; None where they are gone."""
    try:
        return _path_of(document_id).read_bytes()
    except FileNotFoundError:
        return None


def lying_since(before: dt.datetime) -> list[str]:
    """Ids of everything written before an instant, halves of writes that were killed among them."""
    folder = Path(settings.TETTPAA_HOME) / "documents"
    paths = folder.glob("??/*") if folder.exists() else ()
    return sorted({path.stem for path in paths if path.stat().st_mtime < before.timestamp()})


def remove(document_id: str) -> None:
    path = _path_of(document_id)
    path.unlink(missing_ok=True)
    path.with_suffix(".half").unlink(missing_ok=True)
