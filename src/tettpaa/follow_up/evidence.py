"""What shows that a recommendation of the guideline was followed: each a count among some pupils, or at their schools.

A count says how often something was written down, never how well it was done, and what nobody has written is not seen.
Source: knowledge/guideline. docs/reference/guideline.md is made from `SHOWN`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import left_behind
from tettpaa.assess.cases.states import LIVE
from tettpaa.assess.talks.models import Channel, Contact, Talk, TalkKind
from tettpaa.assess.talks.talk_queries import standing_rhythms
from tettpaa.follow_up.meetings.models import Team
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.states import EXEMPT, IN_FORCE
from tettpaa.follow_up.referrals.models import Consult, Referral
from tettpaa.follow_up.referrals.states import DRAFT, VOIDED
from tettpaa.follow_up.stairs.models import StairChoice
from tettpaa.identify.flags.models import Flag
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import first_day, school_year_of


@dataclass(frozen=True)
class Counted:
    """`done` of `of`; None where there is nothing to be a share of."""

    done: int
    of: int | None = None


@dataclass(frozen=True)
class Shown:
    """`steps`: names of the permissions whose pages do it. `nb` says in a sentence what is counted."""

    steps: tuple[str, ...]
    nb: str
    count: Callable[[QuerySet[Person], QuerySet[School], dt.date], Counted]


type Pupils = QuerySet[Person]
type Schools = QuerySet[School]


def _held(pupils: Pupils, on: dt.date) -> QuerySet[Talk]:
    """Talks of the school year that were held."""
    since = first_day(school_year_of(on))
    return Talk.objects.filter(pupil__in=pupils, is_held=True, voided_at=None, on__range=(since, on))


def _live(pupils: Pupils) -> QuerySet[Case]:
    return Case.objects.filter(pupil__in=pupils, state__in=LIVE)


def talked_with_all(pupils: Pupils, _schools: Schools, on: dt.date) -> Counted:
    every = _held(pupils, on).filter(kind__in=(TalkKind.START, TalkKind.HALF_YEAR))
    return Counted(every.values("pupil").distinct().count(), pupils.count())


def talked_early(pupils: Pupils, _schools: Schools, on: dt.date) -> Counted:
    flags = Flag.objects.filter(pupil__in=pupils, school_year=school_year_of(on), raised_on__isnull=False)
    reached = Contact.standing.filter(pupil=OuterRef("pupil"), was_reached=True, on__gte=OuterRef("raised_on"))
    return Counted(flags.filter(Exists(reached)).count(), flags.count())


def visited_home(pupils: Pupils, _schools: Schools, on: dt.date) -> Counted:
    since = first_day(school_year_of(on))
    visits = Contact.standing.filter(pupil__in=pupils, channel=Channel.HOME_VISIT, on__range=(since, on))
    return Counted(visits.count())


def heard_in_own_words(pupils: Pupils, _schools: Schools, on: dt.date) -> Counted:
    held = _held(pupils, on)
    return Counted(held.exclude(answers={}).count(), held.count())


def had_own_talks(pupils: Pupils, _schools: Schools, on: dt.date) -> Counted:
    about_absence = _held(Person.objects.filter(pk=OuterRef("pupil")), on).filter(kind=TalkKind.ABSENCE)
    live = _live(pupils)
    return Counted(live.filter(Exists(about_absence)).count(), live.count())


def could_bring_somebody(pupils: Pupils, _schools: Schools, on: dt.date) -> Counted:
    held = _held(pupils, on)
    return Counted(held.exclude(trusted="").count(), held.count())


def had_one_responsible(pupils: Pupils, _schools: Schools, on: dt.date) -> Counted:
    """Whoever left the school has the case in name only."""
    of = _live(pupils).count()
    return Counted(of - left_behind(pupils, on).count(), of)


def had_a_plan(pupils: Pupils, _schools: Schools, _on: dt.date) -> Counted:
    """A plan in force, or a reasoned choice of none."""
    live = _live(pupils)
    planned = Plan.objects.filter(case=OuterRef("pk"), state__in=(IN_FORCE, EXEMPT))
    return Counted(live.filter(Exists(planned)).count(), live.count())


def reached_ppt(pupils: Pupils, _schools: Schools, _on: dt.date) -> Counted:
    live = _live(pupils)
    referred = Referral.objects.filter(case=OuterRef("pk")).exclude(state__in=(DRAFT, VOIDED))
    return Counted(live.filter(Exists(referred)).count(), live.count())


def kept_a_dialogue(pupils: Pupils, _schools: Schools, on: dt.date) -> Counted:
    live = _live(pupils)
    agreed = standing_rhythms(list(live.values_list("pupil", flat=True)), on).values("pupil")
    return Counted(live.filter(pupil__in=agreed).count(), live.count())


def asked_ppt_early(_pupils: Pupils, schools: Schools, on: dt.date) -> Counted:
    since = first_day(school_year_of(on))
    return Counted(Consult.objects.filter(school__in=schools, asked_on__range=(since, on)).count())


def had_a_team(_pupils: Pupils, schools: Schools, _on: dt.date) -> Counted:
    return Counted(Team.objects.filter(school__in=schools).values("school").distinct().count(), schools.count())


def had_routines(_pupils: Pupils, schools: Schools, on: dt.date) -> Counted:
    """Stairs that hold at the school, its own or its owner's."""
    chosen = StairChoice.objects.filter(is_on=True, valid_from__lte=on)
    own, owners = chosen.filter(school=OuterRef("pk")), chosen.filter(school=None, owner=OuterRef("owner"))
    return Counted(schools.filter(Exists(own) | Exists(owners)).count(), schools.count())


SHOWN: Mapping[str, Shown] = {
    "talk_with_all": Shown(("talk_record", "class_talks_read"), "elever som har hatt start- eller halvårssamtale i år",
                           talked_with_all),
    "talk_early": Shown(("day_read", "contact_record"), "flagg i år der noen har nådd eleven etter at flagget kom", talked_early),
    "home_visit": Shown(("contact_record", "measure_start"), "hjemmebesøk i år", visited_home),
    "fit_dialogue": Shown(("talk_record",), "samtaler der eleven har svart i skjemaet, med egne ord først", heard_in_own_words),
    "own_meetings": Shown(("talk_record", "meeting_call"), "elever i sak som har hatt en samtale om fraværet", had_own_talks),
    "trusted_person": Shown(("talk_record", "invitation_read"), "samtaler der eleven har sagt hvem hun er trygg på",
                            could_bring_somebody),
    "one_responsible": Shown(("case_open", "case_change"), "saker der den ansvarlige er i arbeid her", had_one_responsible),
    "written_plan": Shown(("plan_write",), "saker med plan, eller med et begrunnet valg av ingen", had_a_plan),
    "involve_ppt": Shown(("referral_write", "consult_ask"), "saker som er henvist", reached_ppt),
    "steady_dialogue": Shown(("talk_record",), "saker med en avtalt samtalerytme", kept_a_dialogue),
    "ppt_system": Shown(("consult_ask",), "drøftinger med PP-tjenesten uten navn i år", asked_ppt_early),
    "absence_team": Shown(("team_edit", "meeting_call"), "skoler med et team", had_a_team),
    "routines": Shown(("stairs_choose", "stairs_read"), "skoler der en trapp gjelder", had_routines),
}  # fmt: skip

# Recommendations that no step of the program fulfils yet, with why.
NOT_YET: Mapping[str, str] = {
    "transitions": "Overganger er ikke bygd ennå.",
    "competence": "Kompetanse for alle ansatte er ikke bygd ennå; personvernkurset er en del av tilgangen.",
    "school_health": "Helsesykepleier melder og deltar i møter; samarbeidet på systemnivå føres ikke her.",
    "owners_plans": "Skoleeiers planer ligger utenfor programmet.",
}
