"""Rows of the lists, and of the reads behind one alert."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.table_rows import Cell, Column
from tettpaa.pages.log_control.words import rule_word, sentence
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.reasons import words_of
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.identity.models import User
from tettpaa.trust.log_control.models import LogAlert
from tettpaa.trust.log_control.states import state_of

_WHO, _RULE = Column("who", gettext_lazy("Hvem leste")), Column("rule", gettext_lazy("Hvorfor spurt"))
_STATUS = Column("status", gettext_lazy("Status"), is_lead=True)
WAITING_COLUMNS = (_WHO, _RULE, Column("due", gettext_lazy("Frist")), _STATUS)
CLOSED_COLUMNS = (_WHO, _RULE, Column("closed", gettext_lazy("Lukket")), _STATUS)
READ_COLUMNS = (
    Column("at", gettext_lazy("Når")), Column("pupil", gettext_lazy("Elev")), Column("why", gettext_lazy("Grunn i loggen")),
)  # fmt: skip


def alert_rows(alerts: Iterable[LogAlert], today: dt.date) -> list[dict]:
    """One row an alert: who read, why it is asked about, and where it stands. Pupils are named one click deeper."""
    listed = list(alerts)
    readers = readers_of(listed)
    return [_row(alert, readers.get(alert.reader), today) for alert in listed]


def _row(alert: LogAlert, reader: User | None, today: dt.date) -> dict:
    state = state_of(alert.outcome, alert.due_on, today)
    url = reverse("log_alert", kwargs={"alert_id": alert.reference})
    return {
        "who": Cell(str(reader) if reader else alert.reader, url=url, note=alert.school.name if alert.school else ""),
        "rule": Cell(rule_word(alert.rule), note=sentence(alert, alert.pupil_count)),
        "due": alert.due_on,
        "closed": alert.closed_at,
        "status": Cell(_(state.word), look=state.look),
    }


def readers_of(alerts: Iterable[LogAlert]) -> dict[str, User]:
    """User name → user with the person. One read."""
    found = User.objects.filter(username__in={alert.reader for alert in alerts}).select_related("person")
    return {user.username: user for user in found}


def read_rows(rows: Iterable[AccessRecord], named: dict[int, Person], hidden: frozenset[int]) -> list[dict]:
    """One row a read. A pupil who is out of the reader's reach is told as such, one whose protection hides it is not there."""
    return [
        {
            "at": row.at,
            "pupil": str(named[row.pupil_key]) if row.pupil_key in named else _("En elev du ikke har tilgang til nå"),
            "why": words_of(row.reason) if row.reason else None,
        }
        for row in rows
        if row.pupil_key not in hidden
    ]
