"""Adds rows to the log, each linked to the one before it in its lane."""

import random
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from tettpaa.kit.failpoints import failpoint
from tettpaa.trust.audit.chain.keys import key_now
from tettpaa.trust.audit.chain.links import LANE, START, content_of, link
from tettpaa.trust.audit.models import ChainHead, LogRow

# A transaction holds its lane until it is committed, and a long one (an import) must not stop the others.
# SQLite has one writer at a time, so there one lane is all there can be use for.
LANES = {"sqlite": 1, "postgresql": 16}

# Plain statements: every page that shows a pupil waits for these two.
_TAKE = "SELECT id, last, digest FROM audit_chainhead WHERE chain = %s"
_FREE = {"sqlite": " ORDER BY lane LIMIT 1", "postgresql": " ORDER BY lane LIMIT 1 FOR UPDATE SKIP LOCKED"}
_THIS = {"sqlite": " AND lane = %s", "postgresql": " AND lane = %s FOR UPDATE"}
_MOVE = "UPDATE audit_chainhead SET last = %s, digest = %s WHERE id = %s"

Head = tuple[int, int, bytes]


def append(rows: Sequence[LogRow]) -> None:
    """Number, link and write rows of one table; they stand or fall with the caller's transaction."""
    if not rows:
        return
    model, key = type(rows[0]), key_now()
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        head, last, digest = _take_lane(cursor, model.NAME)
        for number, row in enumerate(rows, last + 1):
            row.id = number
            row.digest = digest = link(key, digest, content_of(model.NAME, number, fields_of(row)))
        model._default_manager.bulk_create(rows)
        cursor.execute(_MOVE, [last + len(rows), digest, head])
        failpoint(f"audit.{model.NAME}_written")


def fields_of(row: LogRow) -> dict[str, object]:
    """Column → value, as the row will be read back."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _take_lane(cursor: CursorWrapper, chain: str) -> Head:
    """The end of the first lane that nobody holds; with all held, wait for one. Held until the transaction ends."""
    free = _free_lane(cursor, chain)
    if free is None:
        lanes = LANES[connection.vendor]
        # The first row ever: whoever comes second finds them made.
        ChainHead.objects.bulk_create(
            [ChainHead(chain=chain, lane=lane, last=lane * LANE, digest=START) for lane in range(lanes)],
            ignore_conflicts=True,
        )
        any_lane = random.randrange(lanes)  # noqa: S311 (which one does not matter)
        free = _free_lane(cursor, chain) or _head(cursor, _TAKE + _THIS[connection.vendor], [chain, any_lane])
    if free is None:
        raise LookupError(f"the chain of {chain} has no lanes")
    return free


def _free_lane(cursor: CursorWrapper, chain: str) -> Head | None:
    return _head(cursor, _TAKE + _FREE[connection.vendor], [chain])


def _head(cursor: CursorWrapper, statement: str, given: Sequence[str | int]) -> Head | None:
    cursor.execute(statement, given)
    row = cursor.fetchone()
    return (row[0], row[1], bytes(row[2])) if row else None
