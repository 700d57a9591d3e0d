"""What must be on the disk before something points at it."""

import os
from pathlib import Path


def force_to_disk(*paths: Path) -> None:
    """Wait until files and folders are where a power cut cannot take them."""
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
