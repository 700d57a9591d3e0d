"""Writing what was sent of a sheet, pupil by pupil: what can be written is, and what cannot stays in the form."""

import datetime as dt

from django.core.exceptions import ValidationError

from tettpaa.assess.reviews.actions import WrittenMeanwhile, write_line
from tettpaa.assess.reviews.forms import LineForm
from tettpaa.assess.reviews.models import ReviewLine
from tettpaa.pages.class_review.sheet import Row, Sheet, form_of
from tettpaa.pages.who_wrote import names_of


def write_sheet(sheet: Sheet, *, by: str, at: dt.datetime) -> int:
    """How many lines were written. Each pupil is a transaction of its own: one conflict costs nobody else's line."""
    sheet.names |= names_of([by])
    return sum(_write(sheet, row, by, at) for row in sheet.rows)


def _write(sheet: Sheet, row: Row, by: str, at: dt.datetime) -> bool:
    form = row.form
    if form is None or not form.is_bound:
        return False
    if form.is_untouched(_began(row)):
        # What another has written meanwhile of somebody one did not touch is no conflict.
        row.form = form_of(row, None)
        return False
    return form.is_valid() and _written(sheet, row, form, by, at)


def _began(row: Row) -> ReviewLine | None:
    """The writing that stood on the page when it was sent: that one, or what held where that one was a mistake."""
    number = row.form["began_from"].value() if row.form else None
    known = [line for line in row.lines if str(line.number) == str(number)]
    return row.line if known and known[0].voided_at is not None else next(iter(known), None)


def _written(sheet: Sheet, row: Row, form: LineForm, by: str, at: dt.datetime) -> bool:
    before = row.number
    try:
        written = write_line(review=sheet.review, pupil=row.pupil, **form.cleaned_data, by=by, at=at)
    except WrittenMeanwhile as meanwhile:
        theirs = meanwhile.newest
        row.theirs, row.theirs_by = theirs, names_of([theirs.written_by])[theirs.written_by]
        form.begin_from(theirs.number)
        return False
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    if written.number == before:
        return False
    # What stands in the sheet now is what the next sending begins from.
    row.lines.insert(0, written)
    row.form = form_of(row, None)
    return True
