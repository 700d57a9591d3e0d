"""What every flow may ask for."""

import pytest

from tests.signed_in import SignedInClient
from tettpaa.pages.owner_board.queries import forget_figures


@pytest.fixture(autouse=True)
def _figures_go_with_the_test():
    """An owner of another test may have had the same number."""
    yield
    forget_figures()


@pytest.fixture
def client() -> SignedInClient:
    return SignedInClient()
