"""Files sent by a page, laid side by side in a folder until the import has its own copy."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile


@contextmanager
def laid_out(files: Sequence[UploadedFile]) -> Iterator[Path]:
    """A path the sources can read: the one file, or a folder with the several. Removed afterwards.

    A lone CSV file also gets its folder, since the profile tells tables by file name.
    """
    home = Path(settings.TETTPAA_HOME) / "arriving"
    home.mkdir(parents=True, exist_ok=True)
    top = Path(tempfile.mkdtemp(dir=home))
    try:
        folder = top / "filer"
        folder.mkdir()
        for file in files:
            _write(file, folder / plain_name(file.name or "fil"))
        written = list(folder.iterdir())
        yield written[0] if len(written) == 1 and written[0].suffix.lower() != ".csv" else folder
    finally:
        shutil.rmtree(top, ignore_errors=True)


def plain_name(name: str) -> str:
    """The last part of a file name, whatever a browser sent before it."""
    return PurePosixPath(name.replace("\\", "/")).name or "fil"


def _write(file: UploadedFile, path: Path) -> None:
    with path.open("wb") as out:
        for piece in file.chunks():
            out.write(piece)
