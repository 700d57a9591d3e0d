"""Which reads must be explained. Pure: the reads, what is known, and the thresholds are handed in.

Source: docs/explanation/trust.md; rules.toml. Only pages about one pupil count ('opened'): a pupil in a list was not looked
up. An alarm gathers what one user did at one school on one day in Oslo, for one rule.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tettpaa.kit.clock import OSLO
from tettpaa.trust.log_control.known import Known
from tettpaa.trust.log_control.limits import Limits

NO_TIE, PAST_END, SAME_SURNAME = "no_tie", "past_end", "same_surname"
MANY, OFF_HOURS, REFUSALS, SAMPLE = "many_an_hour", "off_hours", "refusals", "sample"
HOUR = dt.timedelta(hours=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Read:
    """One pupil opened by one user; `school` is where the pupil was met, None where the pupil goes nowhere."""

    at: dt.datetime
    by: str
    pupil: int
    school: int | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One address that was answered as if it did not exist."""

    at: dt.datetime
    by: str


@dataclass(frozen=True)
class Alarm:
    """What a rule found: `at` are the instants without a pupil (refusals), `facts` the figures behind."""

    rule: str
    by: str
    school: int | None
    on: dt.date
    reads: tuple[Read, ...] = ()
    at: tuple[dt.datetime, ...] = ()
    facts: Mapping[str, int | str] = field(default_factory=dict)


def alarms(reads: Iterable[Read], refusals: Iterable[Refusal], known: Known, limits: Limits) -> list[Alarm]:
    """Everything all rules find, in the order of the rules."""
    ordered = sorted(reads, key=lambda read: (read.at, read.by, read.pupil))
    return [
        *_untied(ordered, known, limits),
        *_same_surname(ordered, known, limits),
        *_many(ordered, limits),
        *_off_hours(ordered, limits),
        *_refused(sorted(refusals, key=lambda refusal: refusal.at), known, limits),
    ]


def day_of(at: dt.datetime) -> dt.date:
    return at.astimezone(OSLO).date()


def _untied(reads: Sequence[Read], known: Known, limits: Limits) -> list[Alarm]:
    """No relation when the pupil was opened: there never had been one, or it was over for longer than the grace."""
    grace = dt.timedelta(days=limits.of(PAST_END, "grace_days"))
    found: dict[str, list[Read]] = {NO_TIE: [], PAST_END: []}
    ended: dict[tuple[str, int], dt.datetime] = {}
    for read in reads:
        spans = known.spans(read.by, read.pupil)
        if any(begins <= read.at < ends for begins, ends in spans):
            continue
        last = max((ends for _begins, ends in spans if ends <= read.at), default=None)
        if last is None:
            found[NO_TIE].append(read)
        elif read.at >= last + grace:
            found[PAST_END].append(read)
            ended[read.by, read.pupil] = last
    past = [
        Alarm(PAST_END, by, school, on, tuple(group), facts={"ended_on": _last_day(group, ended).isoformat()})
        for (by, school, on), group in _by_day(found[PAST_END])
    ]
    return [Alarm(NO_TIE, *key, tuple(group)) for key, group in _by_day(found[NO_TIE])] + past


def _last_day(group: Iterable[Read], ended: Mapping[tuple[str, int], dt.datetime]) -> dt.date:
    """The last day of the relation that ended last."""
    return day_of(max(ended[read.by, read.pupil] for read in group) - dt.timedelta(microseconds=1))


def _same_surname(reads: Sequence[Read], known: Known, limits: Limits) -> list[Alarm]:
    """A surname, or one of two, that reader and pupil share and few others at the school bear."""
    most = limits.of(SAME_SURNAME, "most_bearers")
    empty: frozenset[str] = frozenset()

    def is_shared(read: Read) -> bool:
        shared = known.names_of_users.get(read.by, empty) & known.names_of_pupils.get(read.pupil, empty)
        return any(known.bearers.get((read.school, part), 0) <= most for part in shared)

    return [Alarm(SAME_SURNAME, *key, tuple(group)) for key, group in _by_day(filter(is_shared, reads))]


def _many(reads: Sequence[Read], limits: Limits) -> list[Alarm]:
    """More different pupils within an hour than anybody follows up."""
    more_than = limits.of(MANY, "more_than")
    found = []
    for (by, on), group in _grouped(reads, lambda read: (read.by, day_of(read.at))):
        window, count = _fullest(group, lambda read: read.at, lambda read: read.pupil)
        if count > more_than:
            found.append(Alarm(MANY, by, _school_of(window), on, tuple(window)))
    return found


def _off_hours(reads: Sequence[Read], limits: Limits) -> list[Alarm]:
    """Several pupils opened in the middle of the night."""
    hours = range(limits.of(OFF_HOURS, "from_hour"), limits.of(OFF_HOURS, "to_hour"))
    at_night = [read for read in reads if read.at.astimezone(OSLO).hour in hours]
    return [
        Alarm(OFF_HOURS, by, _school_of(group), on, tuple(group))
        for (by, on), group in _grouped(at_night, lambda read: (read.by, day_of(read.at)))
        if len({read.pupil for read in group}) >= limits.of(OFF_HOURS, "pupils")
    ]


def _refused(refusals: Sequence[Refusal], known: Known, limits: Limits) -> list[Alarm]:
    """Somebody tries addresses: refused again and again within an hour."""
    found = []
    for (by, on), group in _grouped(refusals, lambda refusal: (refusal.by, day_of(refusal.at))):
        window, count = _fullest(group, lambda refusal: refusal.at, id)
        if count >= limits.of(REFUSALS, "an_hour"):
            at = tuple(refusal.at for refusal in window)
            found.append(Alarm(REFUSALS, by, known.school_of.get(by), on, at=at, facts={"refused": count}))
    return found


def _fullest[Item](
    ordered: Sequence[Item], at: Callable[[Item], dt.datetime], what: Callable[[Item], Hashable]
) -> tuple[Sequence[Item], int]:
    """The hour with the most different things in it, and how many."""
    held: Counter[Hashable] = Counter()
    first, best, most = 0, (0, 0), 0
    for last, item in enumerate(ordered):
        held[what(item)] += 1
        while at(item) - at(ordered[first]) >= HOUR:
            gone = what(ordered[first])
            held[gone] -= 1
            if not held[gone]:
                del held[gone]
            first += 1
        if len(held) > most:
            best, most = (first, last + 1), len(held)
    return ordered[slice(*best)], most


def _school_of(reads: Sequence[Read]) -> int | None:
    """Where most of the pupils were met."""
    return Counter(read.school for read in reads).most_common(1)[0][0]


def _by_day(reads: Iterable[Read]) -> list[tuple[tuple[str, int | None, dt.date], list[Read]]]:
    return _grouped(reads, lambda read: (read.by, read.school, day_of(read.at)))


def _grouped[Item, Key](items: Iterable[Item], key: Callable[[Item], Key]) -> list[tuple[Key, list[Item]]]:
    """Groups in the order they are first met."""
    groups: dict[Key, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return list(groups.items())


def due_day(found_on: dt.date, school_days: Sequence[dt.date], within: int) -> dt.date:
    """The last school day of the time given; where the calendar says too little, as many weekdays on."""
    ahead = [day for day in school_days if day > found_on]
    if len(ahead) < within:
        days = (found_on + dt.timedelta(days=number) for number in range(1, 2 * within + 2))
        ahead = [day for day in days if day.weekday() < SATURDAY]
    return ahead[within - 1]
