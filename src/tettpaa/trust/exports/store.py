"""Where files lie until they are fetched or deleted: in the home folder, never where the web server looks."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def _folder() -> Path:
    return Path(settings.TETTPAA_HOME) / "exports"


def keep(export_id: str, content: bytes) -> None:
    """Write the file in one move, for the site's own user alone."""
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    half = _folder() / f"{export_id}.half"
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
    half.replace(_folder() / export_id)


def content_of(export_id: str) -> bytes | None:
    """The file's bytes; None where it is deleted."""
    try:
        return (_folder() / export_id).read_bytes()
    except FileNotFoundError:
        return None


def remove(export_id: str) -> None:
    for name in (export_id, f"{export_id}.half"):
        (_folder() / name).unlink(missing_ok=True)


def kept() -> Iterator[str]:
    """The ids of all files there are, half ones too."""
    for path in sorted(_folder().iterdir()) if _folder().is_dir() else ():
        yield path.name.removesuffix(".half")
