"""The folder the demo lives in: built once, and again when the program that builds it has changed."""

import hashlib
import json
import shutil
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
MADE_FROM = ("*.py", "*.toml")
MARK = "demo.json"
# What the program itself puts there as it starts.
KEPT = (MARK, "secret.key", "identity.key", "arriving")


class NotADemo(Exception):
    """The folder holds something else, which is not thrown away."""


class DemoHome:
    """`mark` tells which program the demo was built by, and whether it was finished."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def files(self) -> Path:
        """Where the county's files are written before they are imported."""
        return self.folder / "demo-files"

    def is_current(self) -> bool:
        """Built to the end by this very program."""
        return self._mark() == {"made_from": program_hash(), "is_finished": True}

    def begin(self) -> None:
        """Take away an earlier demo. Raises NotADemo where there is something else, never deletes it."""
        held = {path.name for path in self.folder.iterdir()} if self.folder.exists() else set()
        if MARK not in held and held - set(KEPT):
            raise NotADemo
        self._write(is_finished=False)
        for name in held - set(KEPT):
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def finish(self) -> None:
        """The demo is whole. The files it was made from have been imported and are not needed."""
        shutil.rmtree(self.files, ignore_errors=True)
        self._write(is_finished=True)

    def _mark(self) -> dict:
        path = self.folder / MARK
        return json.loads(path.read_text("utf-8")) if path.exists() else {}

    def _write(self, *, is_finished: bool) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        told = {"made_from": program_hash(), "is_finished": is_finished}
        (self.folder / MARK).write_text(json.dumps(told), "utf-8")


def program_hash() -> str:
    """The hash of every program and data file of the package: what the demo's content follows from."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in MADE_FROM for path in PACKAGE.rglob(pattern)):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
