"""What is already known when a case is opened, so that nobody writes it again."""

import datetime as dt

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.rules import LONGEST_LINE
from tettpaa.assess.concerns.queries import waiting_concerns
from tettpaa.assess.reviews.queries import newest_lines
from tettpaa.assess.reviews.rules import CASE
from tettpaa.assess.talks.queries import standing_flags
from tettpaa.identify.flags.models import Kind
from tettpaa.pages.flag_words import reasons_in
from tettpaa.schools.people.models import Person


def draft_of(pupil: Person, on: dt.date) -> dict[str, str]:
    """Initial values of the form: what a class review that goes on says, or the flags that stand, or the concern that waits."""
    agreed = newest_lines([pupil.key]).filter(review__closed_at=None, choice=CASE).first()
    if agreed is not None:
        return {"because": Case.Because.REVIEW, "reason": agreed.line}
    raised = [flag for flag in standing_flags([pupil.key], on) if flag.kind == Kind.RAISED]
    if raised:
        return {"because": Case.Because.FLAG, "reason": reasons_in(raised)[:LONGEST_LINE]}
    concern = waiting_concerns([pupil.key]).first()
    return {"because": Case.Because.CONCERN, "reason": concern.line} if concern else {"because": Case.Because.TALK}
