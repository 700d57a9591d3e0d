"""Where pupils stand on the stairs that hold at their schools, derived from what has happened."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from tettpaa.assess.talks.models import Contact
from tettpaa.assess.talks.queries import standing_flags
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.queries import overdue_plans
from tettpaa.follow_up.stairs.choices import stairs_at
from tettpaa.follow_up.stairs.ends import ENDS
from tettpaa.follow_up.stairs.holders import Holders, holders_for
from tettpaa.follow_up.stairs.models import StepTaken
from tettpaa.follow_up.stairs.rules import Attempt, Facts, Place, days_left, place_of
from tettpaa.follow_up.stairs.spans import Span, since_of
from tettpaa.follow_up.stairs.steps import FLAG, PLAN, Holding, Stair, Stairs, heir_of
from tettpaa.identify.flags.models import Flag, FlagEvent, Kind
from tettpaa.identify.records.school_days import school_days
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import school_year_of

Pupils = QuerySet[Person] | Iterable[int]
Steps = Mapping[tuple[int, str], list[StepTaken]]
WAYS = tuple(Contact.Channel.values)


@dataclass(frozen=True)
class Stand:
    """One pupil on one set of stairs. `has` has it now, `gets` is told and takes over next; both '' where nobody is.
    `others_told` are those the stair names beside the two. `days_left` are the school days until the next takes over at
    the earliest, None where the calendar is unknown.
    """

    pupil: Person
    school: School
    stairs: Stairs
    since: dt.date
    place: Place
    has: str
    gets: str
    holders: list[Person]
    next_holders: list[Person]
    others_told: list[Person]
    days_left: int | None

    @property
    def stair(self) -> Stair:
        return self.stairs.stairs[self.place.step]


@dataclass(frozen=True)
class _Known:
    """Everything read about the pupils at once."""

    on: dt.date
    spans: Mapping[int, list[Span]]
    attempts: Mapping[int, list[Attempt]]
    ended: Mapping[str, Mapping[int, dt.date]]
    steps: Steps
    days: Mapping[int, tuple[dt.date, ...]] = field(default_factory=dict)


def stands_of(pupils: Pupils, on: dt.date) -> list[Stand]:
    """Every standing of these pupils on the day, the longest first. Sixteen reads, and one for each school."""
    found = stands_among(standing_flags(pupils, on), on) + _by_plans(pupils, on)
    return sorted(found, key=lambda stand: (stand.since, stand.pupil.sort_key, stand.stairs.key))


def stands_among(flags: Iterable[Flag], on: dt.date) -> list[Stand]:
    """The same, from the standing flags of the pupils already read. One read where no stairs hold."""
    raised = [flag for flag in flags if flag.raised_on]
    holding = stairs_at({flag.school_id: flag.pupil.owner_id for flag in raised}, on) if raised else {}
    raised = [flag for flag in raised if holding[flag.school_id]]
    if not raised:
        return []
    schools = School.objects.select_related("owner").in_bulk({flag.school_id for flag in raised})
    at_school = {flag.pupil_id: (flag.pupil, schools[flag.school_id]) for flag in raised}
    known = _known(raised, schools, on)
    holders = holders_for(list(at_school), list(schools), on)
    stands = [
        stand
        for pupil, school in at_school.values()
        for held in holding[school.pk]
        if held.now.begins == FLAG and (stand := _stand(pupil, school, held, known, holders))
    ]
    return sorted(stands, key=lambda stand: (stand.since, stand.pupil.sort_key))


def _by_plans(pupils: Pupils, on: dt.date) -> list[Stand]:
    """Plans that were to be evaluated and are not: from that day, whoever is responsible has them. One read where none is."""
    due = overdue_plans(pupils, on)
    holding = stairs_at({plan.case.school_id: plan.pupil.owner_id for plan, _day in due}, on) if due else {}
    begun = [
        (plan, day, read)
        for plan, day in due
        for held in holding[plan.case.school_id]
        if held.now.begins == PLAN and (read := held.open_to(day))
    ]
    if not begun:
        return []
    schools = School.objects.select_related("owner").in_bulk({plan.case.school_id for plan, *_rest in begun})
    keys = {plan.pupil_id for plan, *_rest in begun}
    held = {plan.pupil_id: present for plan, _day in due if (present := _responsible(plan))}
    holders = replace(holders_for(list(keys), list(schools), on), responsible=held)
    days = {key: school_days(school.owner, key, school_year_of(on)) for key, school in schools.items()}
    steps = _steps(keys)
    return [
        _standing(plan.pupil, schools[plan.case.school_id], stairs, day, (), steps, days, holders, on)
        for plan, day, stairs in begun
    ]


def _responsible(plan: Plan) -> list[Person]:
    """Who has the plan's case; nobody where that one has left, and then the next above has the stair."""
    responsible = plan.case.responsible
    person = responsible.person if responsible.is_active else None
    return [person] if person is not None and not person.is_gone else []


def _known(flags: list[Flag], schools: Mapping[int, School], on: dt.date) -> _Known:
    pupils, year = {flag.pupil_id for flag in flags}, school_year_of(on)
    days = {key: school_days(school.owner, key, year) for key, school in schools.items()}
    ended = {name: last_days(pupils, on) for name, last_days in ENDS.items()}
    return _Known(on, _spans(flags, pupils, year), _attempts(pupils, on), ended, _steps(pupils), days)


def _spans(flags: list[Flag], pupils: Collection[int], year: int) -> Mapping[int, list[Span]]:
    """The flags that stand, and those of the year that stood before and were cleared."""
    found: dict[int, list[Span]] = defaultdict(list)
    for flag in flags:
        if flag.raised_on:
            found[flag.pupil_id].append(Span(flag.raised_on))
    raised: dict[tuple[int, int, str], dt.date] = {}
    events = FlagEvent.objects.filter(pupil__in=pupils, school_year=year, kind__in=(Kind.RAISED, Kind.CLEARED))
    for event in events.order_by("pk"):
        rule = (event.pupil_id, event.rule_set_id, event.rule)
        if event.kind == Kind.RAISED:
            raised.setdefault(rule, event.on)
        elif rule in raised:
            found[event.pupil_id].append(Span(raised.pop(rule), event.on))
    return found


def _attempts(pupils: Collection[int], on: dt.date) -> Mapping[int, list[Attempt]]:
    found: dict[int, list[Attempt]] = defaultdict(list)
    for contact in Contact.standing.filter(pupil__in=pupils, was_reached=False, on__lte=on):
        found[contact.pupil_id].append(Attempt(contact.on, contact.channel))
    return found


def _steps(pupils: Collection[int]) -> Mapping[tuple[int, str], list[StepTaken]]:
    found: dict[tuple[int, str], list[StepTaken]] = defaultdict(list)
    for step in StepTaken.objects.filter(pupil__in=pupils):
        found[step.pupil_id, step.stairs].append(step)
    return found


def _stand(pupil: Person, school: School, held: Holding, known: _Known, holders: Holders) -> Stand | None:
    """None where an act has taken the pupil off these stairs."""
    met = held.met(lambda stairs: _came(pupil.pk, stairs, known))
    if met is None:
        return None
    attempts = known.attempts.get(pupil.pk, ())
    return _standing(
        pupil, school, met[1], met[0], attempts, known.steps, known.days, holders, known.on
    )  # fmt: skip


def _came(pupil: int, stairs: Stairs, known: _Known) -> dt.date | None:
    """The day the pupil came to stairs that end as these do."""
    ended = [known.ended[name][pupil] for name in stairs.ends if pupil in known.ended[name]]
    return since_of(known.spans[pupil], max(ended, default=None))


def _standing(
    pupil: Person, school: School, stairs: Stairs, since: dt.date, attempts: Sequence[Attempt], steps: Steps,
    days: Mapping[int, tuple[dt.date, ...]], holders: Holders, on: dt.date,
) -> Stand:  # fmt: skip
    """Where the pupil stands who came to the stairs on the day `since`."""
    taken = [step for step in steps.get((pupil.pk, stairs.key), ()) if step.since == since]
    facts = Facts(
        since, attempts,
        {step.step: step.began_on for step in taken if step.kind == StepTaken.Kind.TOLD},
        {step.step: step.began_on for step in taken if step.kind == StepTaken.Kind.CAME},
    )  # fmt: skip
    place = place_of(stairs, facts, WAYS, days[school.pk])
    present = holders.present(pupil.pk, school.pk)
    has = heir_of(stairs, place.step, present)
    gets = "" if place.is_last else heir_of(stairs, place.step + 1, present)
    return Stand(
        pupil, school, stairs, since, place, has, gets, holders.of(has, pupil.pk, school.pk),
        holders.of(gets, pupil.pk, school.pk),
        [person for who in stairs.stairs[place.step].told for person in holders.of(who, pupil.pk, school.pk)],
        days_left(stairs, place, on, days[school.pk]),
    )  # fmt: skip
