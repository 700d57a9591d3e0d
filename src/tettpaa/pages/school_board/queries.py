"""What the school's leaders see of flags and talks, in a number of reads that does not grow with the pupils."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from tettpaa.assess.talks.models import Contact
from tettpaa.assess.talks.unexplained import RULE_SET, Unexplained, unexplained
from tettpaa.identify.flags.models import Flag, FlagEvent
from tettpaa.identify.flags.past import A_WEEK, Raised, raised_between, standing_on, waiting_on
from tettpaa.identify.flags.queries import events_at
from tettpaa.identify.records.school_days import school_days
from tettpaa.identify.registration.queries import Registration, registrations
from tettpaa.pages.my_day.rules import school_days_waited
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import first_day, school_year_of
from tettpaa.trust.access.rights import Rights

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """Where the school stands today, and, as counts, where it stood a week ago; of the `pupils` (keys) the reader follows up.

    `absent`: keys of those of them whose absence the reader may see. `waiting`: pupil → the day the oldest flag came that nobody
    has spoken with the pupil about. `flagged`: who has a flag here.
    """

    on: dt.date
    pupils: Sequence[int]
    absent: Set[int]
    waiting: Mapping[int, dt.date]
    waiting_before: int
    flagged: Set[int]
    unexplained: list[Unexplained]
    unexplained_before: int
    raised: list[Raised]
    raised_before: int
    registrations: list[Registration]
    unregistered_before: int | None
    school_days: tuple[dt.date, ...]

    def waited(self, since: dt.date) -> int | None:
        """School days since a flag was raised; None where the calendar is unknown."""
        return school_days_waited(since, self.on, self.school_days)

    @cached_property
    def unregistered(self) -> int | None:
        """Lessons nobody has registered; None where the school delivers no lessons."""
        return _missing(self.registrations)


def pupils_at(rights: Rights, school: School) -> QuerySet[Person]:
    """Pupils enrolled at the school whose flags the reader may see: numbers and lists are of the same pupils."""
    return rights.pupils("flag_read").filter(key__in=_enrolled(school, rights.on))


def standing_of(rights: Rights, school: School) -> Standing:
    """Everything behind the four numbers. Who may be seen is asked once; the rest is read of the whole school."""
    on, week_ago = rights.on, rights.on - A_WEEK
    keys = rights.keys_of_each(("flag_read", "absence_read"), _enrolled(school, on))
    seen = keys["flag_read"]
    events = [event for event in events_at(school, _enrolled(school, on), on) if event.pupil in seen]
    standing = [(flag, at) for flag, at in _standing(school, on) if flag.pupil in seen]
    stood, reached = standing_on(events, week_ago), _reached(school, on)
    return Standing(
        on=on,
        pupils=sorted(seen),
        absent=seen & keys["absence_read"],
        waiting=waiting_on([flag for flag, _at in standing], reached, on),
        waiting_before=len(waiting_on(stood, reached, week_ago)),
        flagged={flag.pupil for flag, at in standing if at == school.pk},
        unexplained=[each for each in unexplained(_enrolled(school, on), on) if each.pupil.key in seen],
        unexplained_before=len({flag.pupil for flag in stood if flag.rule_set_key == RULE_SET}),
        raised=raised_between(events, week_ago + DAY, on),
        raised_before=len(raised_between(events, week_ago - A_WEEK + DAY, week_ago)),
        registrations=registrations(school.owner, [school.key], on),
        unregistered_before=_missing(registrations(school.owner, [school.key], week_ago)),
        school_days=school_days(school.owner, school.key, school_year_of(on)),
    )


def _enrolled(school: School, on: dt.date) -> QuerySet:
    """Keys of the pupils who go there on the day, still to be asked for."""
    return live_enrolments(on).filter(school=school).values("pupil")


def _standing(school: School, on: dt.date) -> Iterator[tuple[Raised, int]]:
    """The flags this year that stand, of those who go to the school, each with the school (key) at which it was raised."""
    flags = Flag.objects.filter(
        pupil__in=_enrolled(school, on), school_year=school_year_of(on), raised_on__isnull=False
    )
    names = ("pupil_id", "rule_set_id", "rule_set__key", "rule", "raised_on", "school_id")
    for *flag, at in flags.values_list(*names):
        yield Raised(*flag), at


def raised_last_week(rights: Rights, school: School) -> list[FlagEvent]:
    """The events by which flags were raised anew in the last seven days, newest first. Two reads."""
    on, pupils = rights.on, pupils_at(rights, school)
    first = on - A_WEEK + DAY
    anew = set(raised_between(events_at(school, pupils, on), first, on))
    events = FlagEvent.objects.filter(
        school=school, school_year=school_year_of(on), kind="raised", on__range=(first, on), pupil__in=pupils
    ).select_related("pupil", "version", "rule_set")
    ordered = events.order_by("-on", "pupil__sort_key", "rule")
    return [event for event in ordered if _raised(event) in anew]


def standing_flags(school: School, on: dt.date) -> set[tuple[int, int, str]]:
    """(pupil, rule set, rule) of the flags that stand today."""
    flags = Flag.objects.filter(school=school, school_year=school_year_of(on), raised_on__isnull=False)
    return set(flags.values_list("pupil_id", "rule_set_id", "rule"))


def _raised(event: FlagEvent) -> Raised:
    return Raised(event.pupil_id, event.rule_set_id, event.rule_set.key, event.rule, event.on)


def _reached(school: School, on: dt.date) -> Mapping[int, list[dt.date]]:
    """Pupil → the days this school year on which somebody spoke with the pupil."""
    contacts = Contact.standing.filter(
        pupil__in=_enrolled(school, on), was_reached=True, on__gte=first_day(school_year_of(on))
    )
    days: dict[int, list[dt.date]] = defaultdict(list)
    for pupil, day in contacts.values_list("pupil_id", "on"):
        days[pupil].append(day)
    return days


def _missing(found: list[Registration]) -> int | None:
    return sum(each.missing for each in found) if found else None
