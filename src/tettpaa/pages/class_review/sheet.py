"""The sheet of a class review: one row a pupil, with what is known, what is written, and the form to write in."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.http import QueryDict

from tettpaa.assess.reviews.forms import LineForm
from tettpaa.assess.reviews.models import ClassReview, ReviewLine
from tettpaa.assess.reviews.queries import lines_in
from tettpaa.assess.reviews.rules import FINE
from tettpaa.assess.reviews.states import State, state_of
from tettpaa.pages.class_review.known import Known, known_of, pupils_on
from tettpaa.pages.who_wrote import names_of
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.rights import Rights


@dataclass
class Row:
    """One pupil. `lines` are the writings, the newest first. `theirs`: what another wrote while this one was writing."""

    known: Known
    lines: list[ReviewLine]
    form: LineForm | None = None
    theirs: ReviewLine | None = None
    theirs_by: str = ""

    @property
    def pupil(self) -> Person:
        return self.known.pupil

    @property
    def line(self) -> ReviewLine | None:
        """What holds: the newest that was not entered by mistake."""
        return next((line for line in self.lines if line.voided_at is None), None)

    @property
    def number(self) -> int:
        """The last writing's number, a mistake's too; the next builds on it."""
        return self.lines[0].number if self.lines else 0

    @property
    def look(self) -> str:
        """Agreed is not done: only what goes well needs no more."""
        return "done" if self.line is not None and self.line.choice == FINE else "planned"

    @property
    def needs_writer(self) -> bool:
        """Whether what was sent could not be written as it stands."""
        return self.theirs is not None or bool(self.form and self.form.errors)

    @property
    def older(self) -> list[ReviewLine]:
        return [line for line in self.lines if line is not self.line]


@dataclass
class Sheet:
    """`names`: user name → name, of everybody who has written. `can_write`: the review goes on. `may_void`: the reader may
    mark lines as entered by mistake.
    """

    review: ClassReview
    state: State
    rows: list[Row]
    names: dict[str, str] = field(default_factory=dict)
    may_void: bool = False

    @property
    def pupils_shown(self) -> list[int]:
        return [row.pupil.key for row in self.rows]

    @property
    def gone_through(self) -> int:
        return sum(row.line is not None for row in self.rows)

    @property
    def left_out(self) -> list[Person]:
        """Those nobody has said anything of: never the same as that it goes well."""
        return [row.pupil for row in self.rows if row.line is None]

    @property
    def can_write(self) -> bool:
        return bool(self.state.acts)

    @property
    def has_conflict(self) -> bool:
        return any(row.theirs is not None for row in self.rows)

    @property
    def is_refused(self) -> bool:
        return any(row.form is not None and row.form.errors for row in self.rows)


def sheet_of(rights: Rights, review: ClassReview, written: QueryDict | None = None) -> Sheet:
    """The whole sheet; `written` is what was sent, and stands in the forms."""
    pupils = pupils_on(rights, review.group)
    lines: dict[int, list[ReviewLine]] = defaultdict(list)
    for line in lines_in(review, [pupil.key for pupil in pupils]):
        lines[line.pupil_id].append(line)
    rows = [Row(known, lines[known.pupil.key]) for known in known_of(rights, review.group, pupils)]
    may_void = rights.may("mapping_void")
    sheet = Sheet(review, state_of(is_closed=review.closed_at is not None), rows, may_void=may_void)
    sheet.names = names_of(
        [
            review.opened_by,
            review.closed_by,
            *review.took_part,
            *(line.written_by for each in lines.values() for line in each),
        ]
    )
    if sheet.can_write:
        for row in rows:
            row.form = form_of(row, written)
    return sheet


def form_of(row: Row, written: QueryDict | None) -> LineForm:
    """The pupil's part of the sheet's form: what was sent, where it is in it, or else what is written."""
    prefix, line = str(row.pupil.key), row.line
    if written is not None and f"{prefix}-began_from" in written:
        return LineForm(written, prefix=prefix)
    told = {"choice": line.choice, "line": line.line} if line else {}
    return LineForm(initial={**told, "began_from": row.number}, prefix=prefix)
