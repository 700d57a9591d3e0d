"""What every flow may ask for."""

import pytest

from tests.signed_in import SignedInClient


@pytest.fixture
def client() -> SignedInClient:
    return SignedInClient()
