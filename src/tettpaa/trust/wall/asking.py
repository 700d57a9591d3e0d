"""Tells the database who asks, in the same breath as each statement, and never for longer.

On PostgreSQL a statement of a request is sent together with the settings the wall's policies read, as one message.
Both are one transaction, or part of the one that is open, so what was set is gone with it: nothing is left on the
connection for the next who gets it. The same message changes to a role that owns nothing and passes no wall.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

WEB, JOBS = "tettpaa_web", "tettpaa_jobs"
FIGURES_ONLY = "figures"
# Django's own words around a part of a transaction: nothing else may be said before one that failed is undone.
_ABOUT_THE_TRANSACTION = ("SAVEPOINT", "ROLLBACK", "RELEASE")
_NOTHING_SET = "SELECT set_config('role', 'none', true), " + ", ".join(
    f"set_config('tettpaa.{name}', '', true)" for name in ("user", "persona", "strength", "at", "purpose")
)


class NotBehindTheWall(RuntimeError):
    """A statement of a request was sent in a way that cannot carry who asks."""


@dataclass(frozen=True)
class Asking:
    """Who asks; nobody, as long as no user is known."""

    user: int | None = None
    persona: str = ""
    strength: int = 0
    at: dt.datetime | None = None
    purpose: str = ""

    @property
    def words(self) -> str:
        """The statement that goes before the other: plain words and figures, nothing a visitor has written."""
        told = {
            "role": WEB, "tettpaa.user": "" if self.user is None else str(int(self.user)),
            "tettpaa.persona": self.persona if self.persona.isalpha() else "",
            "tettpaa.strength": str(int(self.strength)), "tettpaa.at": self.at.isoformat() if self.at else "",
            "tettpaa.purpose": self.purpose if self.purpose.isalpha() else "",
        }  # fmt: skip
        return "SELECT " + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in told.items()) + "; "


_asking: ContextVar[Asking | None] = ContextVar("asking", default=None)
_always: list[Asking] = []  # what holds where nobody has said: nothing in a job, nobody in a web server


def stand_always() -> None:
    """From now on this process asks for nobody until it is told for whom: the web server, also between requests."""
    _always[:] = [Asking()]


def asking_now() -> Asking | None:
    """Who asks; None in a job, for which the wall is open."""
    return _asking.get() or (_always[0] if _always else None)


@contextmanager
def asked_by(asking: Asking) -> Iterator[None]:
    """Within, every statement asks as this user and sees what the wall lets it see. On SQLite there is no wall."""
    token = _asking.set(asking)
    before = connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS", False)
    connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = True
    try:
        yield
    finally:
        connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = before
        _asking.reset(token)
        if _asking.get() is None:
            _forget()


@contextmanager
def counting() -> Iterator[None]:
    """Within, a request that shows figures counts pupils whom its reader may count and never see by name."""
    asking = asking_now()
    if asking is None:
        yield
        return
    token = _asking.set(replace(asking, purpose=FIGURES_ONLY))
    try:
        yield
    finally:
        _asking.reset(token)


def stand_within(sender: object, connection: BaseDatabaseWrapper, **_rest: object) -> None:
    """Put the wall before every statement of a connection that is opened (Django's signal)."""
    if connection.vendor == "postgresql" and _ask not in connection.execute_wrappers:
        connection.execute_wrappers.append(_ask)


def _ask(execute: Callable, sql: Any, params: Any, many: bool, context: dict) -> Any:
    asking = asking_now()
    if asking is None:
        return execute(sql, params, many, context)
    words = sql if isinstance(sql, str) else sql.as_string(context["connection"].connection)
    if words.lstrip().upper().startswith(_ABOUT_THE_TRANSACTION):
        return execute(sql, params, many, context)
    if many:
        raise NotBehindTheWall("many statements at once belong in a job")
    answer = execute(asking.words + words, params, many, context)
    context["cursor"].cursor.nextset()
    return answer


def _forget() -> None:
    """Where a whole transaction is around the request, as in tests, undo what it has set."""
    if connection.vendor == "postgresql" and connection.in_atomic_block and not connection.needs_rollback:
        connection.connection.execute(_NOTHING_SET)
