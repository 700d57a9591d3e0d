"""Real inputs that nobody in the project wrote, and that are never copied into it."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("TETTPAA_REAL_DATA") or Path(__file__).resolve().parents[2].parent / "shared" / "data")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real inputs. Without it these tests are skipped; in CI that is a failure."""
    if FOLDER.is_dir():
        return FOLDER
    if os.environ.get("CI"):
        pytest.fail(f"The real inputs are not at {FOLDER}: set TETTPAA_REAL_DATA")
    pytest.skip("the real inputs are not here: set TETTPAA_REAL_DATA to their folder")
