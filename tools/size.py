"""How much a user installs: the files of every package that requirements.lock names, extras told apart."""

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
LIMIT_MB = 600


def main() -> int:
    """Print the size and the largest parts of it; 1 when the promise of 600 MB is broken."""
    extras = named_extras()
    locked_here = locked(LOCK.read_text())
    sizes = {name: megabytes(name) for name in locked_here if name not in extras}
    total = sum(sizes.values())
    largest = ", ".join(f"{name} {sizes[name]:.0f}" for name in sorted(sizes, key=lambda name: -sizes[name])[:5])
    print(f"runtime environment: {total:.0f} MB of at most {LIMIT_MB} ({len(sizes)} packages; {largest})")
    told = ", ".join(f"{name} {megabytes(name):.0f}" for name in locked_here if name in extras)
    print(f"extras, apart: {told} MB" if told else "no extras installed")
    return 0 if total < LIMIT_MB else 1


def locked(lock: str) -> list[str]:
    """The packages a lock names that this machine has: some are for other systems only."""
    return [name for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE) if _is_here(name)]


def named_extras() -> set[str]:
    """The packages that only an extra of the project asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [line for lines in project["optional-dependencies"].values() for line in lines]
    return {re.split(r"[\[<>=~! ]", line)[0] for line in wanted}


def megabytes(name: str) -> float:
    """The size of a package's own files, in millions of bytes; what Python compiles from them is not counted."""
    paths = [Path(str(file.locate())) for file in distribution(name).files or ()]
    return sum(path.stat().st_size for path in paths if path.exists() and path.suffix != ".pyc") / 1e6


def _is_here(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
