"""Hours away of hours registered, for everybody of a place and by programme and level, each opening to its pupils."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.knowledge.programmes.programmes import name_of
from tettpaa.pages.school_board.kept_today import kept_today
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import School
from tettpaa.trust.access.rights import Rights

EVERYBODY, PROGRAMME, LEVEL = "all", "programme", "level"
BY = (EVERYBODY, PROGRAMME, LEVEL)


@dataclass(frozen=True)
class Hours:
    """One pupil's hours this school year: away, of those registered; None where the lessons are not delivered."""

    pupil: int
    programme: str
    level: str
    away: float | None
    registered: float | None

    def group(self, by: str) -> str:
        """Which line of a table it is in; '' is unknown, and everybody's."""
        return {EVERYBODY: "", PROGRAMME: self.programme, LEVEL: self.level}[by]


@dataclass(frozen=True)
class Sum:
    """Some pupils together: a number is the sum of what it opens to."""

    pupils: int
    away: float
    registered: float

    @property
    def percent(self) -> float | None:
        """None where nobody has registered an hour."""
        return 100 * self.away / self.registered if self.registered > 0 else None


def group_word(by: str, group: str) -> str:
    """What a group is called: a programme by its name, a level as the source says it."""
    return (name_of(group, get_language() or "nb") if by == PROGRAMME else group) or _("ukjent")


def seen_of(rights: Rights, pupils: list[int]) -> list[int]:
    """Those of the pupils whose absence the reader may see, by key."""
    seen = rights.pupils("absence_read").filter(pk__in=pupils)
    return sorted(seen.values_list("pk", flat=True))


def hours_of(rights: Rights, school: School, pupils: list[int]) -> list[Hours]:
    """Of those of the pupils whose absence the reader may see, where they are enrolled today."""
    enrolled = (
        live_enrolments(rights.on).filter(school=school, pupil__in=seen_of(rights, pupils)).order_by("valid_from")
    )
    rows = enrolled.values_list("pupil_id", "programme_code", "year_level")
    known = kept_today(school, rights.on, rights.hidden).hours
    sets = {pupil: (code[:2].strip(), level) for pupil, code, level in rows}
    return [Hours(pupil, *where, *known.get(pupil, (None, None))) for pupil, where in sets.items()]


def added(hours: Iterable[Hours]) -> Sum:
    listed = list(hours)
    return Sum(len(listed), sum(each.away or 0 for each in listed), sum(each.registered or 0 for each in listed))


def sums_by(hours: Iterable[Hours], by: str) -> Mapping[str, Sum]:
    """Group → its sum, in the groups' order."""
    found: dict[str, list[Hours]] = defaultdict(list)
    for each in hours:
        found[each.group(by)].append(each)
    return {group: added(found[group]) for group in sorted(found)}
