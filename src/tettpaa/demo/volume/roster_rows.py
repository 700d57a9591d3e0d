"""Rows of the roster's files for one school: who is there, in which groups, and whose guardians."""

import datetime as dt
from collections.abc import Iterator

import numpy as np

from tettpaa.demo.volume import ids
from tettpaa.demo.volume.movements import LAST, NEVER, PROGRAMME_CHANGED, Movements
from tettpaa.demo.volume.people import Person, invent_home, invent_staff
from tettpaa.demo.volume.plan import Plan
from tettpaa.demo.volume.year import SchoolYear
from tettpaa.schools.places.school_year import first_day, last_day

Row = tuple[object, ...]


class RosterRows:
    """Rows of one school's roster, in the column order of the schema. Text and dates; None for empty."""

    def __init__(self, plan: Plan, year: SchoolYear, until: dt.date) -> None:
        self.plan, self.year, self.school = plan, year, year.school
        known = max(0, sum(day <= until for day in year.days) - 1)
        self.moves: Movements = year.moves.known_on(known)
        self.begins = first_day(plan.school_year)
        self.ends = last_day(plan.school_year) if until >= year.days[-1] else None

    def group_id(self, name: str) -> str:
        return ids.group_id(self.school, self.plan.school_year, name)

    def people(self) -> Iterator[Row]:
        """Staff, then each pupil with guardians."""
        for number, _role in enumerate(self.year.staff.roles()):
            person = invent_staff(self.plan.seed, self.school.number, number)
            yield person_row(ids.staff_id(self.school, number), person, "skole")
        for pupil, home in self._homes():
            yield person_row(ids.pupil_id(pupil), home.pupil, "elev")
            for place, (guardian, _) in enumerate(home.guardians):
                yield person_row(ids.guardian_id(pupil, place), guardian, "")

    def guardian_links(self) -> Iterator[Row]:
        """Each pupil's guardians, with and without parental responsibility."""
        for pupil, home in self._homes():
            for place, (_, responsible) in enumerate(home.guardians):
                yield ids.pupil_id(pupil), ids.guardian_id(pupil, place), _yes(responsible), None, None

    def _homes(self) -> Iterator[tuple]:
        for one in self.school.classes:
            for pupil in one.pupils:
                level = one.course.year_level
                yield pupil, invent_home(self.plan.seed, int(pupil), level, self.plan.school_year)

    def enrolments(self) -> Iterator[Row]:
        """One row for each pupil; two for who changed programme, the first closed with AP."""
        for row, pupil in enumerate(self.school.pupils):
            before = self.school.classes[self.moves.class_before[row]].course
            after = self.school.classes[self.moves.class_after[row]].course
            here = ids.pupil_id(int(pupil)), self.school.key
            starts, ends = self._day(self.moves.first[row]), self._last(row)
            code = self.moves.leaving_code[row] or None
            if before is not after:
                changed = self._day(self.moves.change[row])
                closed = changed - dt.timedelta(days=1)
                yield *here, before.programme_code, before.year_level, starts, closed, PROGRAMME_CHANGED
                starts = changed
            yield *here, after.programme_code, after.year_level, starts, ends, code

    def employments(self) -> Iterator[Row]:
        """Each member of staff with the school's role."""
        for number, role in enumerate(self.year.staff.roles()):
            yield ids.staff_id(self.school, number), self.school.key, role, self.begins, self.ends

    def groups(self) -> Iterator[Row]:
        """Classes, contact teachers' groups of large classes, and teaching groups."""
        for place, one in enumerate(self.school.classes):
            course = one.course
            told = (None, course.year_level, course.programme_code)
            yield self.group_id(one.name), self.school.key, one.name, "class", *told
            for name in self._contact_groups(place):
                yield self.group_id(name), self.school.key, name, "contact", *told
        for group in self.year.table.groups:
            course = group.course
            yield (self.group_id(group.name), self.school.key, group.title, "teaching", group.subject,
                   course.year_level, course.programme_code)  # fmt: skip

    def memberships(self) -> Iterator[Row]:
        """Contact teachers, teachers, then each pupil's class, contact group and teaching groups with dates."""
        for place, one in enumerate(self.school.classes):
            groups = self._contact_groups(place) or [one.name]
            for name, teacher in zip(groups, self.year.staff.contact_teacher[place], strict=False):
                yield self._membership(name, ids.staff_id(self.school, teacher), "contact_teacher")
        for group in self.year.table.groups:
            yield self._membership(group.name, ids.staff_id(self.school, group.teacher), "teacher")
        for row in range(len(self.school.pupils)):
            yield from self._of_pupil(row)

    def _membership(self, name: str, person: str, role: str) -> Row:
        return self.group_id(name), person, role, self.begins, self.ends

    def _of_pupil(self, row: int) -> Iterator[Row]:
        person = ids.pupil_id(int(self.school.pupils[row]))
        before, after = self._names_met(row, later=False), self._names_met(row, later=True)
        starts, ends = self._day(self.moves.first[row]), self._last(row)
        changed = self.moves.change[row] != NEVER
        for name in dict.fromkeys([*before, *after]):
            begins = starts if name in before else self._day(self.moves.change[row])
            stops = ends if not changed or name in after else self._day(self.moves.change[row]) - dt.timedelta(days=1)
            yield self.group_id(name), person, "pupil", begins, stops

    def _names_met(self, row: int, *, later: bool) -> list[str]:
        """The class, contact group and teaching groups of a pupil before or after a change."""
        place = int((self.moves.class_after if later else self.moves.class_before)[row])
        contact = self._contact_groups(place)
        cells = (self.moves.cells_after if later else self.moves.cells)[row]
        names = [self.school.classes[place].name]
        names += [contact[row % len(contact)]] if contact else []
        return names + [self.year.table.groups[group].name for group in np.unique(cells[cells >= 0])]

    def _contact_groups(self, place: int) -> list[str]:
        """Names of a class's contact groups; none where the class has one contact teacher."""
        teachers = len(self.year.staff.contact_teacher[place])
        return [f"{self.school.classes[place].name}-K{part + 1}" for part in range(teachers)] if teachers > 1 else []

    def _day(self, number: int) -> dt.date:
        return self.year.days[int(number)]

    def _last(self, row: int) -> dt.date | None:
        return self.ends if self.moves.last[row] == LAST else self._day(self.moves.last[row])


def person_row(source_id: str, person: Person, place: str = "") -> Row:
    """A row of people.csv; addresses end in .example, which leads nowhere (RFC 2606)."""
    address = f"{source_id.lower()}@{place}.example" if place else None
    feide = f"{source_id.lower()}@feide.example" if place else None
    return (source_id, person.given_name, person.family_name, person.birth_date, person.sex, address, feide,
            person.written_form)  # fmt: skip


def _yes(statement: bool) -> str:
    return "true" if statement else "false"
