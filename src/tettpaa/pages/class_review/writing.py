"""Writing what was sent of a sheet, pupil by pupil: what can be written is, and what cannot stays in the form."""

import datetime as dt

from django.core.exceptions import ValidationError

from tettpaa.assess.reviews.actions import WrittenMeanwhile, write_line
from tettpaa.pages.class_review.sheet import Row, Sheet, form_of
from tettpaa.pages.who_wrote import names_of


def write_sheet(sheet: Sheet, *, by: str, at: dt.datetime) -> int:
    """How many lines were written. Each pupil is a transaction of its own: one conflict costs nobody else's line."""
    sheet.names |= names_of([by])
    return sum(_write(sheet, row, by, at) for row in sheet.rows)


def _write(sheet: Sheet, row: Row, by: str, at: dt.datetime) -> bool:
    form = row.form
    if form is None or not form.is_bound or not form.is_valid() or not form.cleaned_data["choice"]:
        return False
    before = row.line.number if row.line else 0
    try:
        written = write_line(review=sheet.review, pupil=row.pupil, **form.cleaned_data, by=by, at=at)
    except WrittenMeanwhile as meanwhile:
        row.theirs, row.theirs_by = (
            meanwhile.newest,
            names_of([meanwhile.newest.written_by])[meanwhile.newest.written_by],
        )
        form.begin_from(meanwhile.newest.number)
        return False
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    if written.number == before:
        return False
    # What stands in the sheet now is what the next sending begins from.
    row.lines.insert(0, written)
    row.form = form_of(row.pupil, written, None)
    return True
