"""The decorator that compiles the fold, with a cache that a changed source never outlives."""

import hashlib
import os
from pathlib import Path

import numba


def _sources_hash() -> str:
    """One hash of all sources of the fold: a compiled function holds its callees, whichever file they are in."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.blake2b(b"".join(source.read_bytes() for source in sources), digest_size=8).hexdigest()


def _cache_folder() -> Path:
    given = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME")
    return Path(given) if given else Path.home() / ".cache"


numba.config.CACHE_DIR = str(_cache_folder() / "tettpaa" / f"fold-{_sources_hash()}")

# Releases the interpreter's lock, so that two threads fold two halves of a county at once.
compiled = numba.njit(cache=True, nogil=True, error_model="numpy")
