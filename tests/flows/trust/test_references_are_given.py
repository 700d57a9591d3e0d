"""A database from before `reference` stood in addresses goes on where it is: each row gets one, and messages lead there."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from tests.builders import AT
from tests.cast import TODAY
from tettpaa.messages.outbox.actions import tell
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.inbox.queries import page_of
from tettpaa.trust.log_control.models import LogAlert

BEFORE = [("outbox", "0001_initial"), ("log_control", "0001_initial")]


@pytest.fixture
def lived_in(transactional_db, cast) -> None:
    """Two alerts, and a leader who has been told of the second."""
    leader = cast.users["leader"]
    for reader in ("contact_a", "contact_b"):
        alert = LogAlert.objects.create(
            owner=cast.owner, school=cast.school, reader=reader, rule="sample", on=TODAY, first_at=AT, last_at=AT,
            found_on=TODAY, due_on=TODAY, responsible=leader,
        )  # fmt: skip
    tell(to=leader.person, kind="log_alert_raised", about=alert.pk, by="tests", at=AT)


def _migrate(targets: list[tuple[str, str | None]]) -> None:
    MigrationExecutor(connection).migrate(targets)


def _begin(app: str, name: str) -> None:
    """The first step of a migration and no more, as a kill leaves it."""
    loader = MigrationExecutor(connection).loader
    first, before = loader.get_migration(app, name).operations[0], loader.project_state(BEFORE)
    after = before.clone()
    first.state_forwards(app, after)
    with connection.schema_editor() as editor:
        first.database_forwards(app, editor, before, after)


@pytest.mark.parametrize("is_killed", [False, True], ids=["at once", "killed after the column came"])
def test_each_row_that_is_there_gets_its_own_and_a_message_leads_to_its_alert(lived_in, is_killed):
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        _migrate(BEFORE)
        if is_killed:
            _begin("log_control", "0002_in_addresses")
    finally:
        _migrate(newest)
    of = dict(LogAlert.objects.values_list("reader", "reference"))
    assert len(set(of.values()) - {None}) == 2
    assert page_of(Message.objects.get()) == reverse("log_alert", args=[of["contact_b"]])
