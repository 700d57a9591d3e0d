"""Which pupils change school with an import: noted in the transaction that writes the roster (trust/seals)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count

from tettpaa.identify.imports.work import Work
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Enrolment
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.seals.actions import Told, note_moves
from tettpaa.trust.seals.models import Seal
from tettpaa.trust.seals.rules import DAY, Stay, stay_of

AT_ONCE = 500
_COLUMNS = ("key", "pupil_id", "school_id", "school_year", "valid_from", "valid_to")


@dataclass(frozen=True)
class Enrolled:
    """One enrolment as it stands in the roster."""

    key: int
    pupil: int
    stay: Stay


@dataclass(frozen=True)
class Changes:
    """Keys of enrolments that are told for the first time, and those that change or go, as they were."""

    new: frozenset[int] = frozenset()
    were: list[Enrolled] = field(default_factory=list)


def changes_in(work: Work) -> Changes | None:
    """Read before the roster is written; None where the delivery says nothing of enrolments."""
    if not work.has("enrolments"):
        return None
    status: dict[str, list[int]] = defaultdict(list)
    for key, word in work.con.execute("SELECT key, status FROM diff_enrolments").fetchall():
        status[word].append(key)
    were = [each for some in _some(status["changed"] + status["gone"]) for each in enrolled(key__in=some)]
    return Changes(frozenset(status["new"]), were)


def note_changes(
    owner: Owner, changes: Changes | None, *, about: tuple[str, object], by: str, at: dt.datetime
) -> None:  # fmt: skip
    """After it is written, in the same transaction: everybody who goes, or has gone, to more than one school."""
    if changes is None:
        return
    on = at.astimezone(OSLO).date()
    gone = set(School.objects.filter(owner=owner, is_gone=True).values_list("key", flat=True))
    pupils = sorted(_of_several_schools(owner) | {each.pupil for each in changes.were})
    told = [each for some in _some(pupils) for each in _told(some, changes, gone, on)]
    note_moves(owner=owner, told=told, about=about, by=by, at=at)


def _of_several_schools(owner: Owner) -> set[int]:
    several = Enrolment.objects.filter(school__owner=owner).values("pupil").order_by()
    several = several.annotate(schools=Count("school", distinct=True)).filter(schools__gt=1)
    noted = Seal.objects.filter(pupil__owner=owner, sealed_at=None)
    return {*several.values_list("pupil", flat=True), *noted.values_list("pupil", flat=True)}


def _told(pupils: list[int], changes: Changes, gone: set[int], on: dt.date) -> Iterator[Told]:
    """What each is told to be now, and what was known before."""
    now, were = defaultdict(list), defaultdict(list)
    for each in enrolled(pupil__in=pupils):
        now[each.pupil].append(each)
    for each in changes.were:
        were[each.pupil].append(each)
    for pupil in pupils:
        yield _told_of(pupil, now[pupil], were[pupil], changes.new, gone, on)


def _told_of(
    pupil: int, now: list[Enrolled], were: list[Enrolled], new: frozenset[int], gone: set[int], on: dt.date
) -> Told:
    school_was = {each.key: each.stay.school for each in were}
    stands = {each.key for each in now if school_was.get(each.key, each.stay.school) == each.stay.school}
    ended = [_cut(each.stay, on) for each in were if each.key not in stands]
    before = [each.stay for each in were] + [
        each.stay for each in now if each.key not in new and each.key not in school_was
    ]
    schools = {stay.school: False for stay in before} | {stay.school: True for stay in before if stay.holds(on)}
    stays = tuple(_cut(each.stay, on) if each.stay.school in gone else each.stay for each in now)
    return Told(pupil, stays, tuple(stay for stay in ended if stay.since <= stay.until), schools)


def _cut(stay: Stay, on: dt.date) -> Stay:
    """It is over: what was believed of the days to come is not so."""
    return Stay(stay.school, stay.since, min(stay.until, on - DAY))


def enrolled(**where: object) -> Iterator[Enrolled]:
    """Enrolments of the roster as it is this moment."""
    for key, pupil, *told in Enrolment.objects.filter(**where).values_list(*_COLUMNS):
        yield Enrolled(key, pupil, stay_of(*told))


def _some(keys: Iterable[int]) -> Iterator[list[int]]:
    every = list(keys)
    yield from (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))
