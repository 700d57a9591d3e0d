"""Takes a package into the import's own folder and says what it is: its hash and size."""

import hashlib
import shutil
from pathlib import Path

# One buffer for all blocks: a new megabyte for each would take longer to get than to copy.
BLOCK = 1 << 18


def received_copy(path: Path, folder: Path) -> tuple[str, int]:
    """Copy a file, or a folder's files by name, into `folder`; give (SHA-256, bytes).

    The same content gives the same hash whatever the folder is called. Links are copied as links,
    which `open_package` then refuses. OSError where it cannot be read or there is no room.
    """
    digest = hashlib.sha256()
    shutil.rmtree(folder, ignore_errors=True)
    # The packages are personal data: nobody else on the machine needs to look.
    folder.mkdir(parents=True, mode=0o700)
    target = folder / path.name
    if not path.is_dir():
        return _copy(path, target, digest), target.stat().st_size
    size = 0
    for file in sorted(path.rglob("*")):
        kept = target / file.relative_to(path)
        kept.parent.mkdir(parents=True, exist_ok=True)
        if file.is_symlink():
            kept.symlink_to(file.readlink())
        elif file.is_file():
            digest.update(f"{file.relative_to(path).as_posix()}\0{file.stat().st_size}\0".encode())
            _copy(file, kept, digest)
            size += kept.stat().st_size
    target.mkdir(exist_ok=True)
    return digest.hexdigest(), size


def _copy(source: Path, target: Path, digest) -> str:
    block = memoryview(bytearray(BLOCK))
    with source.open("rb", buffering=0) as opened, target.open("wb") as kept:
        while count := opened.readinto(block):
            digest.update(block[:count])
            kept.write(block[:count])
    return digest.hexdigest()
