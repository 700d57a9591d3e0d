"""A database from before `reference` stood in addresses goes on where it is: each row gets one, and messages lead there."""


import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from tests.builders import AT
from tests.cast import TODAY
from tests.flows.follow_up.standing_before import contact_in, question_in
from tettpaa.assess.talks.models import Contact, ExplanationRequest
from tettpaa.messages.outbox.actions import tell
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.inbox.queries import page_of
from tettpaa.trust.log_control.models import LogAlert

BEFORE = [("talks", "0002_entered_by_mistake"), ("outbox", "0001_initial"), ("log_control", "0001_initial")]


@pytest.fixture
def lived_in(transactional_db, cast) -> None:
    """Two contacts with a pupil, a question about her, and an alert that somebody has been told of."""
    for state in ("reached", "not_reached"):
        contact_in(cast, state)
    question_in(cast, "open")
    leader = cast.users["leader"]
    alert = LogAlert.objects.create(
        owner=cast.owner, school=cast.school, reader="contact_b", rule="sample", on=TODAY, first_at=AT, last_at=AT,
        found_on=TODAY, due_on=TODAY, responsible=leader,
    )  # fmt: skip
    tell(to=leader.person, kind="log_alert_raised", about=alert.pk, by="tests", at=AT)


def _migrate(targets: list[tuple[str, str | None]]) -> None:
    MigrationExecutor(connection).migrate(targets)


def test_each_row_that_is_there_gets_its_own_and_a_message_leads_to_its_alert(lived_in):
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        _migrate(BEFORE)
    finally:
        _migrate(newest)
    for model, count in ((Contact, 2), (ExplanationRequest, 1), (LogAlert, 1)):
        assert len(set(model.objects.values_list("reference", flat=True)) - {None}) == count, model
    message = Message.objects.get(kind="log_alert_raised")
    assert page_of(message) == reverse("log_alert", args=[LogAlert.objects.get().reference])
