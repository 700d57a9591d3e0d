"""`request.rights`: the one entry to what the signed-in user may see, read afresh for each request."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.http import Http404

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.trust.access import queries, reasons
from tettpaa.trust.access.permissions import Audience, Permission, Subject, permission_named
from tettpaa.trust.access.protection import Grade
from tettpaa.trust.access.rules import Asker, Decision, Moment, Tie, Whom, decide, may_somewhere, moment_of
from tettpaa.trust.access.ties import asker_of
from tettpaa.trust.access.zones import minimum_of
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import STAFF
from tettpaa.trust.identity.strength import Strength


class NeedsStrength(Exception):
    """All is in order but the sign-in: the user is asked for one more proof, not refused."""

    def __init__(self, needs: Strength) -> None:
        super().__init__(needs.name)
        self.needs = needs


class Rights:
    """What one user may do at one moment. Whatever is refused looks as if it did not exist."""

    def __init__(
        self, user: User | AnonymousUser, at: dt.datetime, strength: Strength = Strength.HIGH, persona: str = STAFF
    ) -> None:
        self.user = user
        self.moment: Moment = moment_of(at)
        self.strength = strength
        self.persona = persona
        self._pupils: dict[tuple[str, int], Person] = {}
        self._whoms: dict[int, Whom] = {}
        self._all_reasons: dict[str, dict[int, str]] = {}

    @property
    def on(self) -> dt.date:
        """The day in Oslo."""
        return self.moment.on

    @cached_property
    def asker(self) -> Asker:
        if not isinstance(self.user, User):
            return Asker()
        return asker_of(self.user, self.moment, self.strength, self.persona)

    @property
    def hidden(self) -> frozenset[int]:
        """Keys of those who are not there for this user: the strictest address protection. Figures are without them."""
        strict = {key for key, grade in self.asker.protected.items() if grade is Grade.STRICT}
        return frozenset(strict - self.asker.cleared)

    @property
    def ties(self) -> tuple[Tie, ...]:
        return self.asker.ties

    @property
    def person(self) -> Person | None:
        """Who the user is in the schools' systems; None for visitors and for users who are nobody there."""
        return self.user.person if isinstance(self.user, User) else None

    def may(self, permission: str) -> bool:
        """Whether the user has the permission anywhere, signed in as surely as now."""
        return self._somewhere(permission_named(permission)).is_permitted

    def pupils(self, permission: str) -> QuerySet[Person]:
        return queries.pupils_within(self.asker, permission, self.moment)

    def keys_of_each(self, permissions: Iterable[str], among: QuerySet | None = None) -> dict[str, frozenset[int]]:
        """Permission → keys of the pupils in `pupils(permission)`, of all or `among` some: a read for each reach that differs."""
        return queries.keys_within_each(self.asker, permissions, self.moment, among)

    def groups(self, permission: str) -> QuerySet[Group]:
        return queries.groups_within(self.asker, permission, self.moment)

    def schools(self, permission: str) -> QuerySet[School]:
        return queries.schools_within(self.asker, permission, self.moment)

    def owners(self, permission: str) -> QuerySet[Owner]:
        return queries.owners_within(self.asker, permission, self.moment)

    def pupil(self, permission: str, key: int) -> Person:
        """The pupil, or the same 404 as for a pupil who does not exist."""
        if (permission, key) not in self._pupils:
            self._pupils[permission, key] = self._found(queries.pupils_within, permission, key)
        return self._pupils[permission, key]

    def group(self, permission: str, key: int) -> Group:
        return self._found(queries.groups_within, permission, key, "school")

    def school(self, permission: str, key: int) -> School:
        return self._found(queries.schools_within, permission, key, "owner")

    def owner(self, permission: str, key: int) -> Owner:
        return self._found(queries.owners_within, permission, key)

    def allow(self, permission: Permission) -> None:
        """Return when the user has the permission somewhere; ask for more of the sign-in, or answer 404."""
        decision = self._somewhere(permission)
        if decision.needs is not None:
            raise NeedsStrength(decision.needs)
        if not decision.is_permitted:
            raise Http404

    def allow_about(self, permission: str, about: Subject, key: int) -> None:
        """Return when the user has the permission for that very object; else as `allow`."""
        {Subject.PUPIL: self.pupil, Subject.GROUP: self.group, Subject.SCHOOL: self.school,
         Subject.OWNER: self.owner}[about](permission, key)  # fmt: skip

    def decides(self, permission: Permission, about: Whom) -> bool:
        """Whether the user has the permission for one pupil, whose places are read (`queries.whom`): many questions, one read."""
        return decide(permission, self.asker, about, self.moment).is_permitted

    def why(self, permission: str, pupil: Person) -> Decision:
        """The decision about one pupil, with its reason: 'kontaktlærer siden 18.08.2025'."""
        return decide(permission_named(permission), self.asker, self.whom(pupil), self.moment)

    def whom(self, pupil: Person | int) -> Whom:
        """The pupil's places, read once in a request however much is asked about the pupil."""
        key = pupil if isinstance(pupil, int) else pupil.pk
        if key not in self._whoms:
            person = Person.objects.get(pk=key) if isinstance(pupil, int) else pupil
            self._whoms[key] = queries.whom(person, self.moment)
        return self._whoms[key]

    def may_about(self, permission: str, pupil: Person | int) -> bool:
        """Whether the user has the permission for one pupil: for the parts of a page, after the page itself was found."""
        return self.decides(permission_named(permission), self.whom(pupil))

    def all_reasons(self, permission: str) -> dict[int, str]:
        """Key of every pupil in `pupils(permission)` → the reason the log keeps. At most two reads, once."""
        if permission not in self._all_reasons:
            row = permission_named(permission)
            self._all_reasons[permission] = reasons.codes_of_all(row, self.asker, self.moment)
        return self._all_reasons[permission]

    def reasons_for(self, permission: str, pupils: list[int]) -> dict[int, str]:
        """The reasons for these pupils; who may not be seen is left out."""
        if permission in self._all_reasons:
            known = self._all_reasons[permission]
            return {pupil: known[pupil] for pupil in pupils if pupil in known}
        return reasons.codes_for(permission_named(permission), self.asker, pupils, self.moment)

    def _somewhere(self, row: Permission) -> Decision:
        if row.audience is Audience.ANYONE:
            return Decision(True)
        if row.audience is Audience.SIGNED_IN:
            return Decision(self.user.is_authenticated)
        return may_somewhere(row, self.asker, self.moment)

    def _found[Row: Model](
        self, within: Callable[[Asker, str, Moment], QuerySet[Row]], permission: str, key: int, joined: str = ""
    ) -> Row:
        """The row, where the asker reaches it; where only the sign-in is too weak, more of it is asked for."""
        rows = within(self.asker, permission, self.moment)
        found = (rows.select_related(joined) if joined else rows).filter(pk=key).first()
        if found is not None:
            return found
        if self.strength < Strength.HIGH:
            sure = replace(self.asker, strength=Strength.HIGH)
            if within(sure, permission, self.moment).filter(pk=key).exists():
                row = permission_named(permission)
                raise NeedsStrength(
                    min(needs for role in row.cells if (needs := minimum_of(row.zone, role)) > self.strength)
                )
        raise Http404
