"""Where the autumn is played: who everybody is, and one act as the files tell it."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tettpaa.assess.cases.models import Case
from tettpaa.demo.county.cast import Cast
from tettpaa.demo.volume.ids import pupil_id
from tettpaa.follow_up.measures.models import Measure
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.audit.actions import Look, record_access
from tettpaa.trust.audit.reading import OPENED, units_of
from tettpaa.trust.audit.things import told_by
from tettpaa.trust.identity.models import User

NOON = dt.time(12)


@dataclass(frozen=True)
class Act:
    """One thing that somebody does. `words` are what the file says besides; `number` is the pupil's, None for no pupil."""

    do: str
    at: dt.datetime
    by: str
    number: int | None = None
    words: Mapping[str, Any] = field(default_factory=dict)

    @property
    def on(self) -> dt.date:
        return self.at.date()

    @property
    def signed(self) -> dict[str, Any]:
        """Who and when, as every action asks."""
        return {"by": self.by, "at": self.at}

    def moment(self, name: str) -> dt.datetime:
        """A day and a time of day, written as one in the file."""
        told: dt.datetime = self.words[name]
        return told.replace(tzinfo=OSLO)


def act_of(told: Mapping[str, Any], number: int | None = None) -> Act:
    """An act from its row: at noon where the row gives no time of day."""
    words = {name: value for name, value in told.items() if name not in ("do", "on", "time", "by", "pupil")}
    at = dt.datetime.combine(told["on"], told.get("time", NOON), OSLO)
    return Act(told["do"], at, told["by"], told.get("pupil", number), words)


@dataclass
class Stage:
    """The county as it is lived in. `named` is what an act gives a name for a later one: teams and meetings."""

    owner: Owner
    cast: Cast
    named: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def users(self) -> Mapping[str, User]:
        return {user.username: user for user in User.objects.select_related("person")}

    @cached_property
    def schools(self) -> Mapping[str, School]:
        return {school.source_id: school for school in School.objects.filter(owner=self.owner)}

    @cached_property
    def _people(self) -> Mapping[str, Person]:
        return {person.source_id: person for person in Person.objects.filter(owner=self.owner)}

    def pupil(self, number: int | None) -> Person:
        """The pupil by the number in the cast."""
        if number is None:
            raise LookupError("this act is about a pupil, and names none")
        return self._people[pupil_id(number)]

    def person_of(self, username: str) -> Person:
        """Who a user is. LookupError where the user is nobody in the roster."""
        person = self.users[username].person
        if person is None:
            raise LookupError(f"{username} is nobody in the roster")
        return person

    def group(self, school: str, name: str) -> Group:
        return Group.objects.get(school=self.schools[school], name=name, school_year=max(self.cast.school_years))

    def case_of(self, act: Act) -> Case:
        """The pupil's case, the newest one."""
        return Case.objects.filter(pupil=self.pupil(act.number)).select_related("pupil", "school").latest("opened_at")

    def measure_of(self, act: Act) -> Measure:
        """The pupil's measure of the kind the act names, the newest one."""
        of_kind = Measure.objects.filter(pupil=self.pupil(act.number), kind=act.words["kind"])
        return of_kind.select_related("pupil", "case").latest("planned_at")

    def look(self, act: Act, page: str = "pupil") -> None:
        """Who does something about a pupil has opened the page first. LookupError for whom it is closed to."""
        pupil = self.pupil(act.number)
        if pupil.pk in self._of_their_own(act.by):
            return
        reasons = Rights(self.users[act.by], act.at).reasons_for("pupil_open", [pupil.pk])
        if pupil.pk not in reasons:
            raise LookupError(f"{act.by} has no tie to pupil {act.number} on {act.on}, and cannot {act.do}")
        thing, purpose = told_by(page)
        look = Look(pupil.pk, reasons[pupil.pk], units_of([pupil.pk], act.on).get(pupil.pk))
        record_access(**act.signed, page=page, kind=OPENED, thing=thing, purpose=purpose, looks=[look])

    def _of_their_own(self, username: str) -> set[int]:
        """Whom a user comes for privately: the pupil, or a guardian's children."""
        person = self.person_of(username)
        return {person.pk, *person.ward_links.values_list("pupil_id", flat=True)}


Play = Callable[[Stage, Act], None]


def new_form() -> uuid.UUID:
    """The id of an empty form."""
    return uuid.uuid4()
