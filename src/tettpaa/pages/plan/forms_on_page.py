"""The two forms of a plan on one page: the fields and the measures, made, read and blamed together."""

import uuid
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict

from tettpaa.follow_up.plans.form_words import form_on
from tettpaa.follow_up.plans.forms import LineForms, PlanFieldsForm, content_from
from tettpaa.follow_up.plans.rules import MOST_LINES, Content, asks_guardians
from tettpaa.pages.plan.words import language
from tettpaa.schools.people.models import Person

EMPTY_LINES = 1
FEWEST_LINES = 2
LINE = "line_"


@dataclass(frozen=True)
class PlanForms:
    """`fields` and `lines`; valid only together."""

    fields: PlanFieldsForm
    lines: LineForms  # type: ignore[valid-type]

    @property
    def is_valid(self) -> bool:
        return all([self.fields.is_valid(), self.lines.is_valid()])  # type: ignore[attr-defined]

    @property
    def line_faults(self) -> list[tuple[int, BoundField, str]]:
        """(which measure, which field, what is wrong with it), as they stand on the page."""
        if not self.fields.is_bound:
            return []
        return [
            (number, line[name], " ".join(words))
            for number, line in enumerate(self.lines, 1)  # type: ignore[var-annotated, arg-type]
            for name, words in line.errors.items()
            if name in line.fields
        ]

    @property
    def has_faults(self) -> bool:
        return self.fields.is_bound and bool(self.fields.errors or self.line_faults)

    def content(self) -> Content:
        return content_from(self.fields, self.lines)  # type: ignore[arg-type]

    def blame(self, fault: ValidationError) -> None:
        """Each fault at its field; a measure's at that measure, counted among those that say something."""
        filled = [line for line in self.lines if line.is_filled]  # type: ignore[attr-defined]
        for field, words in getattr(fault, "message_dict", {"": fault.messages}).items():
            if field.startswith(LINE):
                number, name = field.removeprefix(LINE).split("_", 1)
                filled[int(number)].add_error(name, words)
            else:
                self.fields.add_error(field if field in self.fields.fields else None, words)


def empty_forms(request: HttpRequest, pupil: Person, content: Content, began_from: int) -> PlanForms:
    """Filled in with what is known, with room for more measures."""
    given = asdict(content)
    lines = given.pop("lines")
    room = max(EMPTY_LINES, FEWEST_LINES - len(lines))
    initial = {**given, "began_from": began_from, "form_id": uuid.uuid4()}
    rows = [*lines, *({} for _row in range(room))][:MOST_LINES]
    return _made(request, pupil, initial=initial, lines=rows)


def sent_forms(request: HttpRequest, pupil: Person, more: int = 0, began_from: int | None = None) -> PlanForms:
    """As they were sent; with `more` measures, or to be saved on top of a newer version than they began from."""
    sent = request.POST.copy()
    total = sent.get("line-TOTAL_FORMS", "")
    if more and total.isdecimal():
        sent["line-TOTAL_FORMS"] = str(min(int(total) + more, MOST_LINES))
    if began_from is not None:
        sent["began_from"] = str(began_from)
    return _made(request, pupil, sent)


def _made(
    request: HttpRequest, pupil: Person, sent: QueryDict | None = None, initial: dict | None = None,
    lines: list[dict] | None = None,
) -> PlanForms:  # fmt: skip
    on = request.rights.on  # type: ignore[attr-defined]
    worded = {"words": form_on(on), "language": language()}
    fields = PlanFieldsForm(sent, initial=initial, asks_guardians=asks_guardians(pupil.birth_date, on), **worded)
    return PlanForms(fields, LineForms(sent, initial=lines, prefix="line", form_kwargs=worded))
