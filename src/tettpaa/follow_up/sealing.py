"""A pupil goes to another school: what the old one promised ends as it stands, and its file is closed for all but her.

Nothing is lost and nothing is sent: a meeting that will not be, a task that nobody does, a letter that never left. Source:
opplæringslova § 25-1 (2) and (4); forskrift til opplæringslova § 20-3.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.actions import close_case
from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE as LIVE_CASES
from tettpaa.assess.mappings.asking import close_round
from tettpaa.assess.mappings.models import InputRound
from tettpaa.assess.talks.models import Rhythm
from tettpaa.assess.talks.rhythms import end_rhythm
from tettpaa.follow_up.letters.actions import stop_unsent
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.measures.actions import end_measure
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.states import LIVE as LIVE_MEASURES
from tettpaa.follow_up.measures.states import RUNNING
from tettpaa.follow_up.meetings.actions import call_off_meeting
from tettpaa.follow_up.meetings.models import Meeting, MeetingTask
from tettpaa.follow_up.meetings.states import INVITED, PLANNED
from tettpaa.follow_up.meetings.states import OPEN as OPEN_TASK
from tettpaa.follow_up.meetings.tasks import drop_task
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.saving import move as move_plan
from tettpaa.follow_up.plans.states import ENDED as ENDED_PLAN
from tettpaa.follow_up.plans.states import IN_FORCE
from tettpaa.follow_up.referrals.actions import close_referral, withdraw_referral
from tettpaa.follow_up.referrals.models import Referral
from tettpaa.follow_up.referrals.states import ASSESSED
from tettpaa.follow_up.referrals.states import LIVE as LIVE_REFERRALS
from tettpaa.kit.clock import OSLO
from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.queueing import skip_unsent
from tettpaa.messages.outbox.actions import see_all_about
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import Owner
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.seals.actions import close_rows, lift_seal
from tettpaa.trust.seals.models import Seal
from tettpaa.trust.seals.queries import due_at, rows_of_file, standing
from tettpaa.trust.sharing.models import Consent, Share


def is_due(owner: Owner, now: dt.datetime) -> bool:
    """Whether a file of the owner's waits to be closed, or to be opened again."""
    return due_at(owner, now).exists() or bool(_come_back(owner, now.date()))


def seal_due(owner: Owner, *, by: str, at: dt.datetime) -> None:
    """Close every file whose pupil goes elsewhere now; open those of pupils who are back. Each in its own transaction."""
    on = at.astimezone(OSLO).date()
    for seal in due_at(owner, at):
        close_file(seal=seal, by=by, at=at)
    for seal in _come_back(owner, on):
        lift_seal(seal=seal, by=by, at=at)


@transaction.atomic
def close_file(*, seal: Seal, by: str, at: dt.datetime) -> None:
    """End what goes on at the old school, and put all it wrote under the seal."""
    held = Seal.objects.select_for_update(of=("self",)).select_related("pupil__owner", "school").get(pk=seal.pk)
    if held.sealed_at is not None:
        return
    why = _("Eleven har byttet skole. Det som var i gang her, slutter der det sto.")
    _end_what_goes_on(held, why, by, at)
    _end_cases(held, why, by, at)
    _call_off(held, why, by, at)
    _end_ties(held, by, at)
    close_rows(seal=held, by=by, at=at)


def _come_back(owner: Owner, on: dt.date) -> list[Seal]:
    """Closed files of pupils who go to that school again, and to no other."""
    seals = list(standing(owner))
    schools: dict[int, set[int]] = {}
    enrolled = live_enrolments(on).filter(pupil__in=[seal.pupil_id for seal in seals])
    for pupil, school in enrolled.values_list("pupil_id", "school_id"):
        schools.setdefault(pupil, set()).add(school)
    return [seal for seal in seals if schools.get(seal.pupil_id) == {seal.school_id}]


def _end_what_goes_on(seal: Seal, why: str, by: str, at: dt.datetime) -> None:
    """Measures, plans, rhythms and referrals, as they stand: the text stays, and whether it helped nobody knows."""
    today = at.astimezone(OSLO).date()
    for measure in rows_of_file(Measure, seal).filter(state__in=LIVE_MEASURES):
        begun = measure.starts_on if measure.state == RUNNING else seal.left_on
        end_measure(
            measure=measure, ended_on=min(max(begun, seal.left_on), today), outcome=Measure.Outcome.MOVED,
            helped=Measure.Helped.UNKNOWN, learned=why, by=by, at=at,
        )  # fmt: skip
    for plan in rows_of_file(Plan, seal).filter(state=IN_FORCE).select_related("pupil"):
        move_plan(plan, "end_plan", ENDED_PLAN, by, at, reason=why)
    for rhythm in rows_of_file(Rhythm, seal).filter(ended_at=None).select_related("pupil"):
        end_rhythm(rhythm=rhythm, reason=why, by=by, at=at)
    for referral in rows_of_file(Referral, seal).filter(state__in=LIVE_REFERRALS).select_related("pupil"):
        end = close_referral if referral.state == ASSESSED else withdraw_referral
        end(referral=referral, on=today, reason=why, by=by, at=at)


def _end_cases(seal: Seal, why: str, by: str, at: dt.datetime) -> None:
    """Nobody is asked for input any more, and whoever was in the case is out of it; an offer falls."""
    for held in rows_of_file(InputRound, seal).filter(closed_at=None).select_related("pupil"):
        close_round(held=held, by=by, at=at)
    for case in rows_of_file(Case, seal).filter(state__in=LIVE_CASES).select_related("pupil"):
        close_case(case=case, outcome=Case.Outcome.MOVED, evaluation=why, by=by, at=at)


def _call_off(seal: Seal, why: str, by: str, at: dt.datetime) -> None:
    """What lies ahead does not come, and nobody is told of it by us: her meetings, tasks, letters and mail."""
    for meeting in rows_of_file(Meeting, seal).filter(state__in=(PLANNED, INVITED)):
        call_off_meeting(meeting=meeting, reason=why, by=by, at=at, is_told=False)
    for task in rows_of_file(MeetingTask, seal).filter(state=OPEN_TASK):
        drop_task(task=task, reason=why, by=by, at=at)
    for letter in rows_of_file(Letter, seal).filter(sent_at=None, stopped_at=None).select_related("pupil"):
        stop_unsent(letter=letter, why="not_here", by=by, at=at)
    skip_unsent(among=rows_of_file(Delivery, seal), why="moved")
    see_all_about(pupil=seal.pupil, before=seal.written_before or at, at=at)


def _end_ties(seal: Seal, by: str, at: dt.datetime) -> None:
    """What the old school let anybody see of her, and what it asked her to agree to."""
    rows_of_file(Assignment, seal).filter(ends_at__gt=at).update(ends_at=at)
    rows_of_file(Opening, seal).filter(ends_at__gt=at).update(ends_at=at)
    rows_of_file(Share, seal).filter(withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    waiting_or_given = rows_of_file(Consent, seal).filter(ended_at=None).exclude(answer=Consent.Answer.REFUSED)
    waiting_or_given.update(ended_how=Consent.End.MOVED, ended_at=at, ended_by=by)
