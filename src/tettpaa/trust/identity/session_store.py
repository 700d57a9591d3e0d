"""Keeps sessions in the database with the user they are for: named in settings.SESSION_ENGINE."""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from tettpaa.trust.identity.models import Session


class SessionStore(DatabaseStore):
    """Django's store, with a table of our own."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        kept = cast("Session", super().create_model_instance(data))
        kept.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return kept
