"""Files sent by a page, laid side by side in a folder until the import has its own copy."""

import shutil
import tempfile
import time
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


def sweep_arriving(older_than: float) -> None:
    """Remove what a kill has left on its way in: files with pupils in them, `older_than` seconds old."""
    home = Path(settings.TETTPAA_HOME) / "arriving"
    for left in home.iterdir() if home.is_dir() else ():
        if time.time() - left.stat().st_mtime > older_than:
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def plain_name(name: str) -> str:
    """The last part of a file name, whatever a browser sent before it."""
    last = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    return "fil" if last in ("", ".", "..") else last


def _write(file: UploadedFile, path: Path) -> None:
    with path.open("wb") as out:
        for piece in file.chunks():
            out.write(piece)
