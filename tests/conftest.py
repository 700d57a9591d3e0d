"""What every test may ask for."""

import pytest

from tests.cast import TODAY, Cast, make_cast


@pytest.fixture
def cast(db, monkeypatch) -> Cast:
    """The cast of `cast.py`, with the day frozen to 14 October 2025."""
    monkeypatch.setenv("TETTPAA_TODAY", TODAY.isoformat())
    return make_cast()
