"""A referral as its page shows it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language

from tettpaa.assess.cases import states as cases
from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.referrals.advisers import advisers_at
from tettpaa.follow_up.referrals.models import Referral
from tettpaa.follow_up.referrals.queries import consents_for, days_of, live_consent, referrals_of
from tettpaa.follow_up.referrals.rules import Took, points_on, times
from tettpaa.follow_up.referrals.states import ASSESSED, AT_PPT, DRAFT, LIVE, State, state_of
from tettpaa.identify.flags.models import FlagEvent, Kind
from tettpaa.identify.records.school_days import school_days
from tettpaa.kit.clock import OSLO
from tettpaa.pages.referral.acts import ACTS, PPT, SCHOOL, Act
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role
from tettpaa.trust.sharing.models import Consent
from tettpaa.trust.sharing.queries import told
from tettpaa.trust.sharing.rules import ConsentState, Decider, Matter, decider_of
from tettpaa.trust.sharing.rules import state_of as consent_state_of


@dataclass(frozen=True)
class PointRow:
    """One point of § 11-8 and whether the assessment takes a stand on it."""

    words: str
    is_there: bool
    said: str


@dataclass(frozen=True)
class TimeRow:
    """One state, when it was come to, and how long it took from the first sign."""

    state: State
    took: Took


@dataclass(frozen=True)
class ReferralPage:
    """One referral. `consent` stands now; `asked` is the newest one asked for and its state, where none stands;
    `decider` says yes or no at the pupil's age. `is_ppts`: an adviser at PPT reads it.
    """

    referral: Referral
    state: State
    consent: Consent | None
    asked: ConsentState | None
    decider: Decider
    acts: list[Act]
    may_change: bool
    may_ask_consent: bool
    may_see_case: bool
    may_see_consents: bool
    may_void: bool
    adviser: str
    sees_until: dt.date | None
    may_choose_adviser: bool
    is_ppts: bool
    points: list[PointRow]
    times: list[TimeRow]
    since: dt.date

    @property
    def is_draft(self) -> bool:
        return self.referral.state == DRAFT

    @property
    def is_at_ppt(self) -> bool:
        return self.referral.state in AT_PPT

    @property
    def lacks_consent(self) -> bool:
        """It was sent on a consent that does not stand any more, or waits for one."""
        return self.consent is None and self.referral.state in LIVE


def referral_page(rights: Rights, referral: Referral) -> ReferralPage:
    """Everything of one referral, in a number of reads that does not grow."""
    on, may = rights.on, _may(rights, referral.pupil_id)
    consent = live_consent(referral.pupil_id, on)
    newest = None if consent else consents_for([referral.pupil_id]).first()
    since, rows = time_rows(referral, knows_flags=may("flag_read"))
    return ReferralPage(
        referral, state_of(referral.state), consent, consent_state_of(told(newest), on) if newest else None,
        decider_of(Matter.EDUCATION, referral.pupil.birth_date, on),
        acts_on(rights, referral, has_consent=consent is not None),
        referral.state == DRAFT and may("referral_write"), may("consent_ask"), may("case_read"), may("consent_read"),
        "void_referral" in state_of(referral.state).acts and may("referral_void"),
        _adviser(referral), _sees_until(referral, on),
        referral.state in AT_PPT and may("referral_write") and advisers_at(referral.case.school, on).exists(),
        rights.why("referral_read", referral.pupil).role is Role.PPT_ADVISER,
        point_rows(referral), rows, since,
    )  # fmt: skip


def _adviser(referral: Referral) -> str:
    """Who at PPT was given it, also when that is over."""
    return str(referral.assignment.user) if referral.assignment else ""


def _sees_until(referral: Referral, on: dt.date) -> dt.date | None:
    """The last day the adviser sees it; None where nobody does now."""
    if referral.assignment is None:
        return None
    last = referral.assignment.ends_at.astimezone(OSLO).date()
    return last if last > on else None


def _may(rights: Rights, pupil: int) -> Callable[[str], bool]:
    return lambda permission: rights.may_about(permission, pupil)


def acts_on(rights: Rights, referral: Referral, *, has_consent: bool) -> list[Act]:
    """What leads on from here and the reader may do: PPT does its own part, and nothing is sent without a consent."""
    decision = rights.why("referral_change", referral.pupil)
    if not decision.is_permitted:
        return []
    left_out = SCHOOL if decision.role is Role.PPT_ADVISER else PPT
    leads_on = [act for act in ACTS.values() if act.key in state_of(referral.state).acts]
    return [
        act for act in leads_on if act.whose != left_out and (has_consent or act.key != "send_referral")
    ]  # fmt: skip


def point_rows(referral: Referral) -> list[PointRow]:
    """The points by the list in force when the assessment was received; none before it has come."""
    came = days_of(referral).get(ASSESSED)
    if came is None or not referral.points:
        return []
    language = (get_language() or "nb")[:2]
    return [
        PointRow(
            point.words.get(language, point.words["nb"]), bool(said := referral.points.get(point.key)), _words(said)
        )
        for point in points_on(came)
    ]


def _words(said: object) -> str:
    """What PPT wrote; nothing where the school only knows that the point is there."""
    return said if isinstance(said, str) else ""


def time_rows(referral: Referral, *, knows_flags: bool) -> tuple[dt.date, list[TimeRow]]:
    """The day the follow-up began (the first flag of the year, else the case), and how long each state took from it.

    For a reader who does not see flags, from the day the case was opened.
    """
    case, came = referral.case, days_of(referral)
    opened_on = case.opened_at.astimezone(OSLO).date()
    year = school_year_of(opened_on)
    flagged = FlagEvent.objects.filter(pupil=referral.pupil_id, school_year=year, kind=Kind.RAISED, on__lte=opened_on)
    first = flagged.order_by("on").values_list("on", flat=True).first() if knows_flags else None
    since = first or opened_on
    days = school_days(referral.pupil.owner, case.school_id, year)
    return since, [TimeRow(state_of(took.to), took) for took in times(since, came, days)]


def on_case(rights: Rights, case: Case, *, is_there: bool) -> dict:
    """What the case's page shows of referrals, and whether one may be written. Empty where the reader may not see."""
    may = _may(rights, case.pupil_id)
    if not may("referral_read"):
        return {}
    found = [(referral, state_of(referral.state)) for referral in referrals_of(case)] if is_there else []
    is_one_live = any(referral.state in LIVE for referral, _state in found)
    may_write = case.state in cases.LIVE and not is_one_live and may("referral_write")
    return {"rows": found, "may_write": may_write, "may_consult": rights.may("consult_ask")}
