"""What every flow may ask for."""

import pytest

from tests.signed_in import SignedInClient
from tettpaa.look_back.replay import replaying, warm
from tettpaa.pages.school_board.days_away import forget_days


@pytest.fixture(autouse=True)
def _figures_go_with_the_test():
    """A school of another test may have had the same number."""
    yield
    forget_days()
    replaying.forget()
    warm.forget()


@pytest.fixture
def client() -> SignedInClient:
    return SignedInClient()
