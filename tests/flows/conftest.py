"""What every flow may ask for, and what is asked of every flow: that nobody is shown without a row in the log."""

from collections.abc import Iterator

import pytest

from tests import traced
from tests.signed_in import SignedInClient
from tettpaa.identify.records import subject_names
from tettpaa.look_back.replay import replaying, warm
from tettpaa.look_back.statistics.queries import forget_development
from tettpaa.pages.school_board.kept_today import forget_kept


@pytest.fixture(autouse=True)
def _figures_go_with_the_test():
    """A school of another test may have had the same number."""
    yield
    forget_kept()
    forget_development()
    subject_names._names.cache_clear()
    replaying.forget()
    warm.forget()


@pytest.fixture(autouse=True, scope="session")
def _every_answer_is_compared_with_the_log() -> Iterator[None]:
    with traced.traced():
        yield


def pytest_terminal_summary(terminalreporter) -> None:
    requests, rows, shown = (traced.told[what] for what in ("requests", "rows", "shown"))
    if requests:
        terminalreporter.write_line(
            f"log: {requests} requests, {rows} rows about people read, {shown} pupils shown, gap 0"
        )


@pytest.fixture
def client() -> SignedInClient:
    return SignedInClient()
