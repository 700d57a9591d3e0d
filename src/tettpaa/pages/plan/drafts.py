"""What is already known when a plan is begun, so that nobody writes it again."""

import datetime as dt

from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import newest_reason
from tettpaa.assess.talks.queries import contacts_with, standing_flags
from tettpaa.follow_up.plans.queries import evaluations_about
from tettpaa.follow_up.plans.rules import LONGEST, Content, Line, limits_on
from tettpaa.identify.flags.models import Kind
from tettpaa.pages.flag_words import reasons_in
from tettpaa.pages.pupil.parts import parts_for
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.rights import Rights


def draft_of(rights: Rights, pupil: Person, case: Case | None) -> Content:
    """The problem from the case and the flags that stand, what was tried from the last evaluation, the view from the last
    talk, a first measure of the responsible, and a proposed day of evaluation; only what the writer may see.
    """
    may = parts_for(rights, pupil).may
    line = _last_line(pupil.key) if may("contact_read") else ""
    flags = _flags(pupil.key, rights.on) if may("flag_read") else ""
    reasons = [newest_reason(case) if case else "", flags]
    problem = "\n".join(dict.fromkeys(text.strip() for text in reasons if text.strip()))
    who = str(case.responsible if case else rights.user)
    return Content(
        problem=problem or line, tried=_tried(pupil.key), evaluate_on=rights.on + limits_on(rights.on).proposed, pupil_view=line,
        lines=(Line("", who, rights.on),),
    )  # fmt: skip


def _tried(pupil: int) -> str:
    """What the last evaluation said, so that the same is not tried again without knowing it."""
    last = evaluations_about(pupil).first()
    if last is None:
        return ""
    told = (_("Hjalp:"), last.helped), (_("Hjalp ikke:"), last.did_not_help)
    return "\n".join(f"{label} {text}" for label, text in told)[:LONGEST]


def _last_line(pupil: int) -> str:
    """What the pupil said the last time somebody reached her."""
    contact = contacts_with(pupil).filter(was_reached=True).exclude(line="").first()
    return contact.line if contact else ""


def _flags(pupil: int, on: dt.date) -> str:
    raised = [flag for flag in standing_flags([pupil], on) if flag.kind == Kind.RAISED]
    return reasons_in(raised) if raised else ""
