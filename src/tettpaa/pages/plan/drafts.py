"""What is already known when a plan is begun, so that nobody writes it again."""

import datetime as dt

from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import newest_reason
from tettpaa.assess.talks.queries import standing_flags
from tettpaa.follow_up.plans.queries import evaluations_about
from tettpaa.follow_up.plans.rules import LONGEST, MOST_LINES, Content, Line, asks_guardians, limits_on
from tettpaa.identify.flags.models import Kind
from tettpaa.pages.flag_words import reasons_in
from tettpaa.pages.plan.known import Done, Talked, behind, promised
from tettpaa.pages.referral.drafts import tried_words
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.rights import Rights


def draft_of(rights: Rights, pupil: Person, case: Case | None) -> Content:
    """Each field as far as something is known of it, and the writer may see it.

    The problem from the case, the flags that stand and the mapping; the aim from the last talk that asked for one; what
    was tried from the talks, the measures that are over and the last evaluation; the views from the last talks with pupil
    and home; the measures that go on and what a meeting asked for; and a proposed day of evaluation.
    """

    def may(permission: str) -> bool:
        return rights.may_about(permission, pupil.pk)

    talked = Talked(pupil.pk, may_read_lines=may("contact_read"), may_read_talks=may("talk_read"))
    done = Done(pupil.pk) if may("measure_read") else None
    is_minor = asks_guardians(pupil.birth_date, rights.on)
    return Content(
        problem=_problem(rights, pupil, case) or talked.line, goals=talked.goal[:LONGEST],
        tried=_tried(rights, pupil, case, done), evaluate_on=rights.on + limits_on(rights.on).proposed,
        pupil_view=talked.pupil_view[:LONGEST], guardian_view=talked.home_view[:LONGEST] if is_minor else "",
        lines=_lines(rights, pupil, case, done),
    )  # fmt: skip


def _problem(rights: Rights, pupil: Person, case: Case | None) -> str:
    flags = _flags(pupil.pk, rights.on) if rights.may_about("flag_read", pupil.pk) else ""
    mapped = behind(case) if rights.may_about("mapping_read", pupil.pk) else ""
    told = (newest_reason(case) if case else "", flags, mapped)
    return "\n".join(dict.fromkeys(text.strip() for text in told if text.strip()))[:LONGEST]


def _tried(rights: Rights, pupil: Person, case: Case | None, done: Done | None) -> str:
    """So that the same is not tried again without knowing it; the last evaluation first."""
    last = evaluations_about(pupil.pk).first()
    told = [f"{_('Hjalp:')} {last.helped}", f"{_('Hjalp ikke:')} {last.did_not_help}"] if last else []
    told += done.ended if done else []
    told += [tried_words(pupil.pk, rights.on)] if rights.may_about("contact_read", pupil.pk) else []
    return "\n".join(text for text in told if text)[:LONGEST]


def _lines(rights: Rights, pupil: Person, case: Case | None, done: Done | None) -> tuple[Line, ...]:
    """What is already agreed; where nothing is, one line for whoever is responsible."""
    known = (done.lines if done else []) + (promised(pupil.pk) if rights.may_about("meeting_read", pupil.pk) else [])
    who = str(case.responsible if case else rights.user)
    return tuple(known[:MOST_LINES]) or (Line("", who, rights.on),)


def _flags(pupil: int, on: dt.date) -> str:
    raised = [flag for flag in standing_flags([pupil], on) if flag.kind == Kind.RAISED]
    return reasons_in(raised) if raised else ""
