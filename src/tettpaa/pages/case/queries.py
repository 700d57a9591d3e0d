"""A case as its page shows it, and the lists of cases."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tettpaa.assess.cases.models import Case, CaseMember, Handing
from tettpaa.assess.cases.queries import left_behind, live_cases, members_of, offers_to, open_offer, with_newest_reason
from tettpaa.assess.cases.states import State, state_of
from tettpaa.pages.case.entries import entries_of
from tettpaa.pages.case.present import present
from tettpaa.pages.mapping.queries import OnCase, on_case
from tettpaa.pages.measure.rows import Measures, measures_in
from tettpaa.pages.plan.queries import Pin, pin_of
from tettpaa.pages.referral.queries import on_case as referrals_in
from tettpaa.pages.talk.queries import Dialogue, dialogue_of
from tettpaa.schools.people.models import Employment
from tettpaa.schools.people.queries import contact_teachers_of, live_on
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User

NEWEST = 5  # entries of the chronology that stand unfolded


@dataclass(frozen=True)
class CasePage:
    """One case. `acts` are those that lead on from here and that the reader may do; `offer` waits for an answer."""

    case: Case
    state: State
    members: list[CaseMember]
    offer: Handing | None
    is_offered_to_reader: bool
    acts: frozenset[str]
    entries: list[dict]
    mapping: OnCase | None
    plan: Pin | None
    measures: Measures | None
    dialogue: Dialogue | None
    may_read_letters: bool
    referrals: dict

    def may(self, act: str) -> bool:
        return act in self.acts

    @property
    def newest_entries(self) -> list[dict]:
        return self.entries[:NEWEST]

    @property
    def older_entries(self) -> list[dict]:
        """What the page keeps folded."""
        return self.entries[NEWEST:]


def case_page(rights: Rights, case: Case, at: dt.datetime) -> CasePage:
    """Everything of one case, in a number of reads that does not grow with what has happened."""
    offer, there = open_offer(case), present(case.pupil_id)
    return CasePage(
        case, state_of(case.state, case.waits_until, rights.on), list(members_of(case, at)), offer,
        offer is not None and offer.to_id == rights.user.pk, acts_on(rights, case, offer),
        entries_of(rights, case, there), on_case(rights, case, is_there=bool({"mappings", "rounds"} & there)),
        pin_of(rights, case.pupil, case), measures_in(rights, case, is_there="measures" in there),
        _dialogue(rights, case, is_there=bool({"rhythms", "talks"} & there)),
        rights.may_about("letter_read", case.pupil_id), referrals_in(rights, case, is_there="referrals" in there),
    )  # fmt: skip


def _dialogue(rights: Rights, case: Case, *, is_there: bool) -> Dialogue | None:
    if not rights.may_about("talk_read", case.pupil_id):
        return None
    may_record = rights.may_about("talk_record", case.pupil_id)
    return (
        dialogue_of(rights, case.pupil, may_record=may_record) if is_there else Dialogue(case.pupil, [], [], may_record)
    )


def acts_on(rights: Rights, case: Case, offer: Handing | None) -> frozenset[str]:
    """What leads on from where the case stands, and the reader may do."""
    state = state_of(case.state, case.waits_until, rights.on)
    acts = set()
    if rights.may_about("case_change", case.pupil_id):
        acts |= state.acts.keys() - {"withdraw_case"}
        if state.owner:
            acts |= {"add_member", "remove_member"} | (set() if offer else {"offer_case"})
    if "withdraw_case" in state.acts and rights.may_about("case_withdraw", case.pupil_id):
        acts.add("withdraw_case")
    return frozenset(acts)


@dataclass(frozen=True)
class Listed:
    """One row of a list of cases. `is_left`: whoever is responsible works here no longer."""

    case: Case
    state: State
    is_left: bool


@dataclass(frozen=True)
class Cases:
    """The three lists of 'Saker'."""

    offered: list[Handing]
    own: list[Listed]
    others: list[Listed]

    @property
    def pupils_shown(self) -> list[int]:
        cases = [handing.case for handing in self.offered] + [row.case for row in (*self.own, *self.others)]
        return [case.pupil_id for case in cases]


def cases_for(rights: Rights) -> Cases:
    """Cases offered to the reader, the reader's own, and the others the reader may see. Four reads."""
    seen = rights.pupils("case_read")
    left = set(left_behind(seen, rights.on).values_list("pk", flat=True))
    rows = [
        Listed(case, state_of(case.state, case.waits_until, rights.on), case.pk in left)
        for case in with_newest_reason(live_cases(seen))
    ]
    offered = list(offers_to(rights.user).filter(case__pupil__in=seen)) if isinstance(rights.user, User) else []
    own = [row for row in rows if row.case.responsible_id == rights.user.pk]
    told = {handing.case_id for handing in offered} | {row.case.pk for row in own}
    return Cases(offered, own, [row for row in rows if row.case.pk not in told])


def colleagues(case: Case, on: dt.date) -> QuerySet[User]:
    """Who may be asked into the case: users who work at its school today, by name."""
    employed = Employment.objects.filter(live_on(on), school=case.school_id).values("person")
    return User.objects.filter(is_active=True, person__in=employed).order_by("person__sort_key")


def possible_responsible(case: Case, on: dt.date, at: dt.datetime) -> QuerySet[User]:
    """Who may be asked to take over: those who see the pupil already. Others are taken into the case first."""
    members = CaseMember.objects.filter(case=case, removed_at=None, assignment__ends_at__gt=at).values(
        "assignment__user"
    )
    leading = Employment.objects.filter(
        live_on(on), school=case.school_id, role__in=(Employment.Role.LEADER, Employment.Role.COUNSELLOR)
    ).values("person")
    teachers = [teacher.pk for teacher in contact_teachers_of([case.pupil_id], on)[case.pupil_id]]
    sees = Q(pk__in=members) | Q(person__in=leading) | Q(person__in=teachers)
    found = User.objects.filter(sees, is_active=True).exclude(pk=case.responsible_id)
    return found.order_by("person__sort_key")
