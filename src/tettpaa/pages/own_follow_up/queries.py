"""What is agreed about one pupil now, as far as the reader may see each part of it."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q

from tettpaa.assess.cases.queries import live_cases
from tettpaa.assess.talks.models import Talk
from tettpaa.assess.talks.queries import contacts_with
from tettpaa.assess.talks.rules import FURTHEST
from tettpaa.assess.talks.talk_queries import agreed_in_talks, standing_rhythms
from tettpaa.assess.talks.words import CHANNELS
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.states import LIVE, VOIDED
from tettpaa.follow_up.meetings.models import AgendaItem
from tettpaa.follow_up.meetings.queries import AHEAD, with_minutes
from tettpaa.follow_up.meetings.seen import meetings_seen
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.states import EXEMPT, IN_FORCE
from tettpaa.kit.states import State
from tettpaa.pages.measure.rows import Listed, listed_of
from tettpaa.pages.meeting.queries import Listed as Meeting
from tettpaa.pages.meeting.queries import meeting_row
from tettpaa.pages.own_follow_up.plans import OwnPlan, own_plan, own_plans
from tettpaa.pages.own_follow_up.reach import MEASURES, MEETINGS, PLAN
from tettpaa.pages.pupil.talks import Talks
from tettpaa.pages.talk.queries import talks_with_reader
from tettpaa.pages.talk.words import often_words, state_of
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import contact_teachers_of
from tettpaa.trust.access.matrix import Action, thing_named
from tettpaa.trust.access.permissions import permission_of
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.seals.queries import with_own

TALKS_SHOWN = 3
_IDENTITY = permission_of(thing_named("identity"), Action.READ)


@dataclass
class OwnPage:
    """One pupil's follow-up. A part the reader may not see is empty, and not in `parts`; talks are the pupil's alone."""

    pupil: Person
    is_oneself: bool
    parts: frozenset[str]
    contact_teachers: str
    responsible: str = ""
    plan: OwnPlan | None = None
    earlier: list[Plan] = field(default_factory=list)
    measures: list[Listed] = field(default_factory=list)
    over: list[Listed] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    talk_days: list[dt.date] = field(default_factory=list)
    rhythms: list[tuple[str, str]] = field(default_factory=list)
    talks: list[tuple[Talk, State]] = field(default_factory=list)
    has_more_talks: bool = False

    @property
    def sees_plan(self) -> bool:
        return PLAN in self.parts

    @property
    def sees_all(self) -> bool:
        return self.parts >= {PLAN, MEASURES, MEETINGS}

    @property
    def has_appointments(self) -> bool:
        return bool(self.meetings or self.talk_days or self.rhythms)

    @property
    def is_empty(self) -> bool:
        """Nothing is agreed now; what is over may stand there all the same."""
        return not (self.plan or self.measures or self.has_appointments)


def page_of(rights: Rights, pupil: Person, parts: frozenset[str], at: dt.datetime) -> OwnPage:
    """In a number of reads that does not grow with what has happened."""
    is_oneself = rights.person is not None and pupil.pk == rights.person.pk
    page = OwnPage(pupil, is_oneself, parts, _contact_teachers(rights, pupil))
    if PLAN in parts:
        _add_plans(page, rights)
    if MEASURES in parts:
        _add_measures(page, rights)
    if MEETINGS in parts:
        page.meetings = _meetings(rights, pupil, at)
    if is_oneself:
        _add_own(page, rights)
    return page


def _contact_teachers(rights: Rights, pupil: Person) -> str:
    """Whom to ask; with the pupil's name and class, and so not for a guardian whom these are closed to."""
    if not rights.decides(_IDENTITY, rights.whom(pupil)):
        return ""
    return ", ".join(str(each) for each in contact_teachers_of([pupil.pk], rights.on)[pupil.pk])


def _add_plans(page: OwnPage, rights: Rights) -> None:
    """What holds, before that none is needed; the others are over, or were written at a school she has left."""
    plans = list(own_plans(rights, PLAN).filter(pupil=page.pupil))
    standing = [plan for plan in plans if plan.seal_id is None and plan.state in (IN_FORCE, EXEMPT)]
    now = min(standing, key=lambda plan: plan.state != IN_FORCE, default=None)
    page.plan = own_plan(rights, now) if now else None
    page.earlier = [plan for plan in plans if plan is not now and plan.state != EXEMPT]


def _add_measures(page: OwnPage, rights: Rights) -> None:
    found = with_own(Measure, rights.person).filter(pupil=page.pupil).exclude(state=VOIDED)
    rows = listed_of(rights, list(found.select_related("pupil", "responsible__person").order_by("-starts_on", "pk")))
    is_live = {row.measure.pk: row.measure.state in LIVE and row.measure.seal_id is None for row in rows}
    page.measures = [row for row in rows if is_live[row.measure.pk]]
    page.over = [row for row in rows if not is_live[row.measure.pk]]


def _meetings(rights: Rights, pupil: Person, at: dt.datetime) -> list[Meeting]:
    """Those ahead about the pupil, the next first."""
    on_list = AgendaItem.objects.filter(pupil=pupil, fate=AgendaItem.Fate.WAITS).values("meeting")
    ahead = meetings_seen(rights).filter(Q(pupil=pupil) | Q(pk__in=on_list), state__in=AHEAD, ends_at__gt=at)
    return [meeting_row(each, at) for each in with_minutes(ahead).select_related("team").order_by("starts_at", "pk")]


def _add_own(page: OwnPage, rights: Rights) -> None:
    """What only the pupil herself reads: who answers for her follow-up, when she is spoken with next, and her talks."""
    pupil = page.pupil
    if rights.may_about("own_case_read", pupil.pk) and (case := live_cases([pupil.pk]).first()) is not None:
        page.responsible = str(case.responsible)
    if not rights.may_about("own_talk_read", pupil.pk):
        return
    agreed = [*Talks(list(contacts_with(pupil.pk)), [], []).agreed, *agreed_in_talks([pupil.pk], rights.on + FURTHEST)]
    page.talk_days = sorted({each.next_on for each in agreed if each.next_on and each.next_on >= rights.on})
    page.rhythms = [
        (often_words(each), str(dict(CHANNELS)[each.channel]))
        for each in standing_rhythms([pupil.pk], rights.on) if each.party == "pupil"
    ]  # fmt: skip
    talks = list(talks_with_reader(rights)[: TALKS_SHOWN + 1])
    page.talks = [(each, state_of(each)) for each in talks[:TALKS_SHOWN]]
    page.has_more_talks = len(talks) > TALKS_SHOWN
