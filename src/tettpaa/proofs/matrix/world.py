"""A county in which every actor stands to a pupil of each state in every way: one user for each actor and relation."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import count

from tettpaa.proofs.matrix.axes import AUTUMN, BORN, DAY, NOON, TODAY, Actor, Relation, State, Tied
from tettpaa.schools.people.models import Enrolment, GuardianLink, Membership, Person
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.trust.access.models import Assignment, RoleGrant, Substitution
from tettpaa.trust.access.roles import Role
from tettpaa.trust.identity.models import User
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.protection.models import AddressProtection, Kinship
from tettpaa.trust.seals.models import Seal

YEAR = 2025
SECOND = dt.timedelta(seconds=1)
PROTECTED = (State.CONFIDENTIAL, State.STRICT, State.CLIENT)
# First and last day, and the instants from and until, of a tie that is live, was, or will be.
SPANS = {
    Relation.FORMER: (AUTUMN, TODAY - DAY, NOON.at - DAY, NOON.at),
    Relation.NOT_YET: (TODAY + DAY, None, NOON.at + SECOND, NOON.at + DAY),
}
LIVE = (AUTUMN, None, NOON.at, NOON.at + DAY)
# With these the asker has the actor's own tie to the pupil, dead or alive; otherwise to somebody else.
OF_ONES_OWN = {Relation.OTHER_SCHOOL, Relation.CURRENT, Relation.FORMER, Relation.NOT_YET, Relation.KIN}
GIVEN = {"reason": "prøve", "granted_by": "prøve", "granted_at": NOON.at}


class World:
    """`asked[actor name, relation]` are the asker's user (None: nobody) and the pupils it asks about, by state."""

    def __init__(self, actors: Sequence[Actor], relations: Sequence[Relation]) -> None:
        self._key = count(1)
        self.owner = Owner.objects.create(slug="matrise", name="Matrise", salt="matrise")
        self.other_owner = Owner.objects.create(slug="annen", name="Annen", salt="annen")
        self.school, self.elsewhere = self._school("A"), self._school("B")
        self.class_, self.teaching = self._group("1A", Group.Kind.CLASS), self._group("1A nor", Group.Kind.TEACHING)
        self.other_class = self._group("1B", Group.Kind.CLASS)
        self.other_teaching = self._group("1B nor", Group.Kind.TEACHING)
        self.here, self.there = self._pupils(self.school), self._pupils(self.elsewhere)
        for pupil in self.here.values():
            self._belong(pupil, self.class_, Membership.Role.PUPIL)
            self._belong(pupil, self.teaching, Membership.Role.PUPIL)
        self.somebody = self._person(State.ORDINARY)
        self._enrol(self.somebody, self.school)
        self.asked = {(actor.name, relation): self._ask(actor, relation) for actor in actors for relation in relations}

    def _ask(self, actor: Actor, relation: Relation) -> dict[State, tuple[User | None, Person]]:
        pupils = self.there if relation is Relation.OTHER_SCHOOL else self.here
        if actor.tied is Tied.NOTHING:
            return {state: (None, pupil) for state, pupil in pupils.items()}
        if actor.tied is Tied.ONESELF:
            return {state: self._oneself(relation, state, pupil) for state, pupil in pupils.items()}
        user = self._user()
        if actor.tied is Tied.CHILD:
            self._parent(user, relation)
        else:
            self._at_work(actor, relation, user)
        return {state: (user, pupil) for state, pupil in pupils.items()}

    def _oneself(self, relation: Relation, state: State, pupil: Person) -> tuple[User | None, Person]:
        """Pupils ask about themselves; those without a relation, about another."""
        if relation is Relation.CURRENT:
            return User.objects.create(username=f"b{next(self._key)}", person=pupil), pupil
        own = self._person(state)
        if relation in SPANS:
            self._enrol(own, self.school, *SPANS[relation][:2])
            self._protect(state, own)
            return User.objects.create(username=f"b{next(self._key)}", person=own), own
        self._enrol(own, self.school)
        return User.objects.create(username=f"b{next(self._key)}", person=own), pupil

    def _parent(self, user: User, relation: Relation) -> None:
        """Kin without parental responsibility has no say."""
        since, until, *_instants = SPANS.get(relation, LIVE)
        for child in self.here.values() if relation in OF_ONES_OWN else [self.somebody]:
            GuardianLink.objects.create(
                key=next(self._key), pupil=child, guardian=user.person, valid_from=since, valid_to=until,
                has_parental_responsibility=relation is not Relation.KIN,
            )  # fmt: skip

    def _at_work(self, actor: Actor, relation: Relation, user: User) -> None:
        self._tie(actor, user, SPANS.get(relation, LIVE), is_own=relation in OF_ONES_OWN)
        if relation is Relation.KIN:
            for pupil in self.here.values():
                Kinship.objects.create(
                    person=user.person, pupil=pupil, kind="child", source="declared", valid_from=AUTUMN,
                    recorded_by="prøve", recorded_at=NOON.at,
                )  # fmt: skip
        over = (NOON.at - DAY, NOON.at)
        live = (NOON.at, NOON.at + SECOND)
        if relation in {Relation.CASE_MEMBER, Relation.EX_MEMBER}:
            self._assign(user, Role.CASE_MEMBER, self.here.values(), live if relation is Relation.CASE_MEMBER else over)
        if relation in {Relation.OPENED, Relation.OPENING_OVER}:
            begins, ends = live if relation is Relation.OPENED else over
            for pupil in self.here.values():
                Opening.objects.create(
                    user=user, pupil=pupil, reason="prøve", begins_at=begins, ends_at=ends, review_by=TODAY
                )

    def _tie(self, actor: Actor, user: User, span: tuple, *, is_own: bool) -> None:
        """The actor's tie, to the pupils' places where it is the asker's own, else to others like them."""
        since, until, begins, ends = span
        if actor.tied is Tied.CLASS:
            self._belong(
                user.person, self.class_ if is_own else self.other_class, Membership.Role.CONTACT_TEACHER, since, until
            )
        elif actor.tied is Tied.TEACHING_GROUP:
            self._belong(
                user.person, self.teaching if is_own else self.other_teaching, Membership.Role.TEACHER, since, until
            )
        elif actor.tied is Tied.LESSONS:
            group = self.teaching if is_own else self.other_teaching
            Substitution.objects.create(user=user, group=group, begins_at=begins, ends_at=ends, **GIVEN)
        elif actor.tied is Tied.PUPIL and actor.role:
            self._assign(user, actor.role, self.here.values() if is_own else [self.somebody], (begins, ends))
        elif actor.tied is Tied.SCHOOL:
            school = self.school if is_own else self.elsewhere
            self._grant(actor, user, self.owner, school, since, until)
        elif actor.tied is Tied.OWNER:
            self._grant(actor, user, self.owner if is_own else self.other_owner, None, since, until)

    def _grant(
        self, actor: Actor, user: User, owner: Owner, school: School | None, since: dt.date, until: dt.date | None
    ) -> None:
        RoleGrant.objects.create(
            user=user, role=actor.role, owner=owner, school=school, valid_from=since, valid_to=until, **GIVEN
        )

    def _assign(
        self, user: User, role: Role, pupils: Iterable[Person], window: tuple[dt.datetime, dt.datetime]
    ) -> None:
        for pupil in pupils:
            Assignment.objects.create(
                user=user, pupil=pupil, role=role, begins_at=window[0], ends_at=window[1], **GIVEN
            )

    def _user(self) -> User:
        return User.objects.create(username=f"b{next(self._key)}", person=self._person(State.ADULT))

    def _pupils(self, school: School) -> dict[State, Person]:
        made = {state: self._person(state) for state in State}
        for state, pupil in made.items():
            self._enrol(pupil, school)
            self._protect(state, pupil)
        return made

    def _person(self, state: State) -> Person:
        key = next(self._key)
        return Person.objects.create(key=key, owner=self.owner, source_id=str(key), birth_date=BORN[state])

    def _protect(self, state: State, pupil: Person) -> None:
        if state is State.UNCLOSED:
            Seal.objects.create(
                pupil=pupil,
                school=self.elsewhere,
                left_on=TODAY - DAY,
                due_on=TODAY,
                noted_at=NOON.at,
                noted_by="prøve",
            )
        if state in PROTECTED:
            AddressProtection.objects.create(
                person=pupil, grade=state, source="prøve", raised_by="prøve", raised_at=NOON.at
            )

    def _enrol(self, pupil: Person, school: School, since: dt.date = AUTUMN, until: dt.date | None = None) -> None:
        Enrolment.objects.create(
            key=next(self._key), pupil=pupil, school=school, school_year=YEAR, valid_from=since, valid_to=until
        )

    def _belong(
        self, person: Person | None, group: Group, role: str, since: dt.date = AUTUMN, until: dt.date | None = None
    ) -> None:
        Membership.objects.create(
            key=next(self._key), person=person, group=group, role=role, valid_from=since, valid_to=until
        )

    def _school(self, name: str) -> School:
        return School.objects.create(key=next(self._key), owner=self.owner, source_id=name, name=name)

    def _group(self, name: str, kind: str) -> Group:
        return Group.objects.create(
            key=next(self._key), school=self.school, school_year=YEAR, source_id=name, name=name, kind=kind
        )
