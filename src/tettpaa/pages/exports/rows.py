"""An export as the pages tell it."""

import datetime as dt

from django.utils.translation import gettext as _

from tettpaa.trust.exports.models import Export
from tettpaa.trust.exports.states import EXPIRED, READY, STATES
from tettpaa.trust.exports.words import title_of


def told(export: Export, at: dt.datetime) -> dict:
    """One of the reader's own; a file whose hours are over is told as deleted, whether the machine has been there or not."""
    is_over = export.state == READY and export.expires_at is not None and export.expires_at <= at
    state = STATES[EXPIRED if is_over else export.state]
    return {
        "export": export, "title": title_of(export), "word": _(state.word), "look": state.look,
        "is_ready": state.key == READY, "kind_of_file": "Excel" if export.file_format == "xlsx" else "CSV",
    }  # fmt: skip


def answering(export: Export) -> dict:
    """One of somebody else's, as who answers it needs to know it."""
    return {"export": export, "title": title_of(export), "who": str(export.user)}
