"""`request.rights`: the one entry to what the signed-in user may see, read afresh for each request."""

import datetime as dt
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.http import Http404

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.trust.access import queries, reasons
from tettpaa.trust.access.permissions import Audience, Subject, permission_named
from tettpaa.trust.access.rules import Decision, Tie, decide, may_somewhere
from tettpaa.trust.access.ties import ties_of
from tettpaa.trust.identity.models import User


class Rights:
    """What one user may do on one day. Whatever is refused looks as if it did not exist."""

    def __init__(self, user: User | AnonymousUser, on: dt.date) -> None:
        self.user = user
        self.on = on
        self._pupils: dict[tuple[str, int], Person] = {}
        self._all_reasons: dict[str, dict[int, str]] = {}

    @cached_property
    def ties(self) -> list[Tie]:
        return ties_of(self.user, self.on) if isinstance(self.user, User) else []

    @property
    def person(self) -> Person | None:
        """Who the user is in the schools' systems; None for visitors and for users who are nobody there."""
        return self.user.person if isinstance(self.user, User) else None

    def may(self, permission: str) -> bool:
        """Whether the user has the permission anywhere."""
        row = permission_named(permission)
        if row.audience is Audience.ANYONE:
            return True
        if row.audience is Audience.SIGNED_IN:
            return self.user.is_authenticated
        return may_somewhere(row, self.ties, self.on)

    def pupils(self, permission: str) -> QuerySet[Person]:
        return queries.pupils_within(self.ties, permission, self.on)

    def groups(self, permission: str) -> QuerySet[Group]:
        return queries.groups_within(self.ties, permission, self.on)

    def schools(self, permission: str) -> QuerySet[School]:
        return queries.schools_within(self.ties, permission, self.on)

    def owners(self, permission: str) -> QuerySet[Owner]:
        return queries.owners_within(self.ties, permission, self.on)

    def pupil(self, permission: str, key: int) -> Person:
        """The pupil, or the same 404 as for a pupil who does not exist."""
        if (permission, key) not in self._pupils:
            self._pupils[permission, key] = self._found(self.pupils(permission), key)
        return self._pupils[permission, key]

    def group(self, permission: str, key: int) -> Group:
        return self._found(self.groups(permission).select_related("school"), key)

    def school(self, permission: str, key: int) -> School:
        return self._found(self.schools(permission).select_related("owner"), key)

    def owner(self, permission: str, key: int) -> Owner:
        return self._found(self.owners(permission), key)

    def allow(self, permission: str, about: Subject, key: int) -> None:
        """Return when the user has the permission for that very object; else a 404."""
        {Subject.PUPIL: self.pupil, Subject.GROUP: self.group, Subject.SCHOOL: self.school,
         Subject.OWNER: self.owner}[about](permission, key)  # fmt: skip

    def why(self, permission: str, pupil: int) -> Decision:
        """The decision about one pupil, with its reason: 'kontaktlærer siden 18.08.2025'."""
        return decide(permission_named(permission), self.ties, queries.standings_of_pupil(pupil, self.on), self.on)

    def all_reasons(self, permission: str) -> dict[int, str]:
        """Key of every pupil in `pupils(permission)` → the reason the log keeps. At most two reads, once."""
        if permission not in self._all_reasons:
            row = permission_named(permission)
            self._all_reasons[permission] = reasons.codes_of_all(row, self.ties, self.on)
        return self._all_reasons[permission]

    def reasons_for(self, permission: str, pupils: list[int]) -> dict[int, str]:
        """The reasons for these pupils; who may not be seen is left out."""
        if permission in self._all_reasons:
            known = self._all_reasons[permission]
            return {pupil: known[pupil] for pupil in pupils if pupil in known}
        return reasons.codes_for(permission_named(permission), self.ties, pupils, self.on)

    @staticmethod
    def _found[Row: Model](rows: QuerySet[Row], key: int) -> Row:
        found = rows.filter(pk=key).first()
        if found is None:
            raise Http404
        return found
