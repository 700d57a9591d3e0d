"""Documents when their time is over: the bytes go to the archive with their row, and are deleted with it."""

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from tettpaa.assess.documents.models import Document
from tettpaa.trust.retention.database import DatabaseClass
from tettpaa.trust.retention.removable import Removal
from tettpaa.trust.uploads import store

# A row is written within seconds of its bytes; what has lain a day without one never gets it.
LYING = dt.timedelta(days=1)


class DocumentClass(DatabaseClass):
    """The table of documents, and the files its rows point at."""

    def _archive(self, keys: Iterable[int], removal: Removal) -> None:
        keys = list(keys)
        super()._archive(keys, removal)
        if removal.archive is None:
            return
        folder = removal.archive / self.kept.table
        folder.mkdir(exist_ok=True)
        for key in map(str, keys):
            if (content := store.content_of(key)) is not None:
                (folder / key).write_bytes(content)

    def _delete(self, rows: QuerySet) -> int:
        keys = [str(key) for key in rows.values_list("pk", flat=True)]
        count = super()._delete(rows)
        for key in keys:
            # After the commit: bytes without a row are swept, a row without its bytes is a loss.
            transaction.on_commit(partial(store.remove, key))
        return count


def strays(at: dt.datetime) -> list[str]:
    """Ids of bytes that no standing row points at, and that have lain for a day."""
    lying = store.lying_since(at - LYING)
    pointed_at = set(Document.everything.filter(pk__in=lying, voided_at=None).values_list("pk", flat=True))
    return [key for key in lying if key not in pointed_at]


def sweep_strays(at: dt.datetime) -> int:
    """Delete them: what a kill or a removal has left. How many."""
    found = strays(at)
    for key in found:
        store.remove(key)
    return len(found)
