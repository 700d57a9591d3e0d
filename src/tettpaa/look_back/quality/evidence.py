"""What shows that a recommendation of the guideline was followed: each a count among some pupils, or at their schools.

A count says how often something was written down, never how well it was done, and what nobody has written is not seen.
Where the recommendation has a quality measure, it is that measure's count, so that no two pages tell two numbers.
Source: knowledge/guideline. docs/reference/guideline.md is made from `SHOWN`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE
from tettpaa.assess.talks.models import Channel, Contact, Talk, TalkKind
from tettpaa.follow_up.meetings.models import Invitation, Team
from tettpaa.follow_up.referrals.models import Consult
from tettpaa.follow_up.stairs.models import StairChoice
from tettpaa.look_back.quality.counts import counted
from tettpaa.look_back.quality.figures import figure_named, summed
from tettpaa.look_back.quality.scope import Scope
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import first_day, school_year_of
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.protection.queries import strictly_hidden


@dataclass(frozen=True)
class Tally:
    """`done` of `of`; None where there is nothing to be a share of."""

    done: int
    of: int | None = None


@dataclass(frozen=True)
class Shown:
    """`steps`: names of the permissions whose pages do it. `nb` says in a sentence what is counted, `figure` names the quality
    measure that does; of pupils, unless it is of schools.
    """

    steps: tuple[str, ...]
    nb: str
    count: Callable[[QuerySet[Person], QuerySet[School], dt.date], Tally]
    figure: str = ""
    is_of_schools: bool = False

    @property
    def where(self) -> str:
        """Where the count stands in the code."""
        return f"figures.toml:{self.figure}" if self.figure else f"evidence.py:{self.count.__name__}"


type Pupils = QuerySet[Person]
type Schools = QuerySet[School]


def _held(pupils: Pupils, on: dt.date) -> QuerySet[Talk]:
    """Talks of the school year that were held."""
    since = first_day(school_year_of(on))
    return Talk.objects.filter(pupil__in=pupils, is_held=True, voided_at=None, on__range=(since, on))


def _live(pupils: Pupils) -> QuerySet[Case]:
    return Case.objects.filter(pupil__in=pupils, state__in=LIVE)


def talked_with_all(pupils: Pupils, _schools: Schools, on: dt.date) -> Tally:
    every = _held(pupils, on).filter(kind__in=(TalkKind.START, TalkKind.HALF_YEAR))
    return Tally(every.values("pupil").distinct().count(), pupils.count())


def visited_home(pupils: Pupils, _schools: Schools, on: dt.date) -> Tally:
    since = first_day(school_year_of(on))
    visits = Contact.standing.filter(pupil__in=pupils, channel=Channel.HOME_VISIT, on__range=(since, on))
    return Tally(visits.count())


def heard_in_own_words(pupils: Pupils, _schools: Schools, on: dt.date) -> Tally:
    held = _held(pupils, on)
    return Tally(held.exclude(answers={}).count(), held.count())


def had_own_talks(pupils: Pupils, _schools: Schools, on: dt.date) -> Tally:
    about_absence = _held(Person.objects.filter(pk=OuterRef("pupil")), on).filter(kind=TalkKind.ABSENCE)
    live = _live(pupils)
    return Tally(live.filter(Exists(about_absence)).count(), live.count())


def could_bring_somebody(pupils: Pupils, _schools: Schools, on: dt.date) -> Tally:
    held = _held(pupils, on)
    return Tally(held.exclude(trusted="").count(), held.count())


def asked_ppt_early(_pupils: Pupils, schools: Schools, on: dt.date) -> Tally:
    since = first_day(school_year_of(on))
    return Tally(Consult.objects.filter(school__in=schools, voided_at=None, asked_on__range=(since, on)).count())


def had_a_team(_pupils: Pupils, schools: Schools, _on: dt.date) -> Tally:
    return Tally(Team.objects.filter(school__in=schools).values("school").distinct().count(), schools.count())


def met_the_nurse(_pupils: Pupils, schools: Schools, on: dt.date) -> Tally:
    """A nurse who came to a meeting, and had an assignment as that on the day: so a name that was only written is not seen.
    Meetings are about pupils; what is agreed between the services beside them is written nowhere here.
    """
    since = first_day(school_year_of(on))
    as_nurse = Assignment.objects.filter(
        role=Assignment.Role.NURSE, user=OuterRef("user"), begins_at__lte=OuterRef("meeting__starts_at"),
        ends_at__gt=OuterRef("meeting__starts_at"),
    )  # fmt: skip
    came = Invitation.objects.filter(
        Exists(as_nurse), meeting__school__in=schools, was_there=True, meeting__starts_at__date__range=(since, on)
    )
    return Tally(came.values("meeting__school").distinct().count(), schools.count())


def had_routines(_pupils: Pupils, schools: Schools, on: dt.date) -> Tally:
    """Stairs that hold at the school, its own or its owner's."""
    chosen = StairChoice.objects.filter(is_on=True, valid_from__lte=on)
    own, owners = chosen.filter(school=OuterRef("pk")), chosen.filter(school=None, owner=OuterRef("owner"))
    return Tally(schools.filter(Exists(own) | Exists(owners)).count(), schools.count())


def _by_figure(key: str, *steps: str) -> Shown:
    """The quality measure's own count, of those it is known of."""

    def count(_pupils: Pupils, schools: Schools, on: dt.date) -> Tally:
        listed = tuple(schools.select_related("owner"))
        hidden = frozenset[int]().union(*(strictly_hidden(school.owner_id) for school in listed))
        total = summed(counted(key, Scope(listed, school_year_of(on), on, hidden)))
        return Tally(total.met, total.known)

    return Shown(steps, figure_named(key).counts["nb"].rstrip("."), count, key)


SHOWN: Mapping[str, Shown] = {
    "talk_with_all": Shown(("talk_record", "class_talks_read"), "elever som har hatt start- eller halvårssamtale i år",
                           talked_with_all),
    "talk_early": _by_figure("flag_talk", "day_read", "contact_record"),
    "home_visit": Shown(("contact_record", "measure_start"), "hjemmebesøk i år", visited_home),
    "fit_dialogue": Shown(("talk_record",), "samtaler der eleven har svart i skjemaet, med egne ord først", heard_in_own_words),
    "own_meetings": Shown(("talk_record", "meeting_call"), "elever i sak som har hatt en samtale om fraværet", had_own_talks),
    "trusted_person": Shown(("talk_record", "invitation_read"), "samtaler der eleven har sagt hvem hun er trygg på",
                            could_bring_somebody),
    "one_responsible": _by_figure("own_responsible", "case_open", "case_change"),
    "written_plan": _by_figure("case_plan", "plan_write"),
    "involve_ppt": _by_figure("ppt_involved", "referral_write", "consult_ask"),
    "steady_dialogue": _by_figure("dialogue_kept", "talk_record"),
    "ppt_system": Shown(("consult_ask",), "drøftinger med PP-tjenesten uten navn i år", asked_ppt_early),
    "school_health": Shown(("meeting_call", "guest_give"), "skoler der en helsesykepleier har vært med i et møte i år",
                           met_the_nurse, is_of_schools=True),
    "absence_team": Shown(("team_edit", "meeting_call"), "skoler med et team", had_a_team, is_of_schools=True),
    "routines": Shown(("stairs_choose", "stairs_read"), "skoler der en trapp gjelder", had_routines, is_of_schools=True),
}  # fmt: skip

# Recommendations that no step of the program fulfils yet, with why.
NOT_YET: Mapping[str, str] = {
    "transitions": "Overganger er ikke bygd ennå.",
    "competence": "Kompetanse for alle ansatte er ikke bygd ennå; personvernkurset er en del av tilgangen.",
    "owners_plans": "Skoleeiers planer ligger utenfor programmet.",
}
