"""Who teaches what: no teacher in two rooms at once, two areas of subjects each where it works out."""

from dataclasses import dataclass, field

import numpy as np

from tettpaa.demo.volume.plan import School
from tettpaa.demo.volume.timetable import Group, Timetable

LESSONS_A_TEACHER = 24
AREAS_A_TEACHER = 2
PUPILS_A_LEADER = 350
PUPILS_A_COUNSELLOR = 250


@dataclass
class Staff:
    """A school's staff, numbered within the school: teachers first, then leaders, counsellors, administrator."""

    teachers: int
    leaders: int
    counsellors: int
    contact_teacher: list[tuple[int, ...]] = field(default_factory=list)

    def roles(self) -> list[str]:
        """The role of each member of staff, by number."""
        counted = [("teacher", self.teachers), ("leader", self.leaders), ("counsellor", self.counsellors)]
        return [role for role, count in counted for _ in range(count)] + ["administrator"]


class _Hours:
    """What teachers have been given so far: their week as bits, and their areas of subjects."""

    def __init__(self, count: int) -> None:
        self.week = [0] * count
        self.load = [0] * count
        self.areas: list[set[str]] = [set() for _ in range(count)]

    def give(self, group: Group) -> int:
        """The teacher who takes the group: free then, in the area if possible, least loaded first."""
        wanted = sum(1 << cell for cell in group.cells)
        area = group.subject[:3]
        free = [one for one in range(len(self.week)) if not self.week[one] & wanted]
        free.sort(key=lambda one: (self._strange(one, area), self.load[one]))
        if not free or self.load[free[0]] + len(group.cells) > LESSONS_A_TEACHER * 1.3:
            free.insert(0, self._hire())
        taken = free[0]
        self.week[taken] |= wanted
        self.load[taken] += len(group.cells)
        self.areas[taken].add(area)
        return taken

    def _strange(self, one: int, area: str) -> int:
        if self.load[one] >= LESSONS_A_TEACHER:
            return 2
        return int(area not in self.areas[one] and len(self.areas[one]) >= AREAS_A_TEACHER)

    def _hire(self) -> int:
        self.week.append(0)
        self.load.append(0)
        self.areas.append(set())
        return len(self.week) - 1


def employ(school: School, table: Timetable, contact_group_size: int, rng: np.random.Generator) -> Staff:
    """Give every group a teacher and every class its contact teachers, one for each `contact_group_size` pupils."""
    needed = sum(len(group.cells) for group in table.groups) // LESSONS_A_TEACHER + 1
    hours = _Hours(needed)
    for place in rng.permutation(len(table.groups)):
        table.groups[place].teacher = hours.give(table.groups[place])
    pupils = len(school.pupils)
    staff = Staff(len(hours.week), 1 + pupils // PUPILS_A_LEADER, 1 + pupils // PUPILS_A_COUNSELLOR)
    staff.contact_teacher = _contact_teachers(school, table, contact_group_size)
    return staff


def _contact_teachers(school: School, table: Timetable, size: int) -> list[tuple[int, ...]]:
    """For each class, teachers of its own subjects, those with fewest classes first."""
    held: dict[int, int] = {}
    chosen = []
    for one in school.classes:
        own = sorted({group.teacher for group in table.groups if group.name.startswith(f"{one.name}-")})
        own.sort(key=lambda teacher: held.get(teacher, 0))
        taken = tuple(own[: -(-len(one.pupils) // size)])
        for teacher in taken:
            held[teacher] = held.get(teacher, 0) + 1
        chosen.append(taken)
    return chosen
