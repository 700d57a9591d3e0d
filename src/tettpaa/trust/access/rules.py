"""The decision: may this user do this, about this pupil, group, school or owner, on this day, and why.

Pure: the ties of the user and the places of the object are handed in, with their dates. What is not
known is refused.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tettpaa.trust.access.permissions import Permission, Role, Where

# What a tie of each reach is tied to. The owner's own roles are tied to the owner.
PLACE_OF = {
    Where.CONTACT_GROUPS: "group",
    Where.TEACHING_GROUPS: "group",
    Where.SCHOOL: "school",
    Where.OWNER: "owner",
}


@dataclass(frozen=True)
class Span:
    """First and last day, both included; an end that is None is open."""

    since: dt.date | None
    until: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Place:
    """A group, a school or an owner: `kind` is 'group', 'school' or 'owner'."""

    kind: str
    key: int


@dataclass(frozen=True)
class Tie:
    """A user's role at a place, with dates."""

    role: Role
    place: Place
    span: Span


@dataclass(frozen=True)
class Standing:
    """That the object belongs to a place, with dates: a pupil in a group, at a school; a group at its school."""

    place: Place
    span: Span = Span(None, None)


@dataclass(frozen=True)
class Decision:
    """Yes or no, and the role and its first day that gave the yes."""

    is_permitted: bool
    role: Role | None = None
    since: dt.date | None = None
    place: Place | None = None


NO = Decision(is_permitted=False)


def decide(permission: Permission, ties: Iterable[Tie], standings: Iterable[Standing], on: dt.date) -> Decision:
    """Permitted when a live tie of the user meets a live standing of the object where the matrix says so.

    Of several ties that permit, the one listed first in the matrix's row gives the reason, and the
    oldest of those.
    """
    places = {standing.place for standing in standings if standing.span.holds_on(on)}
    usable = [tie for tie in live_ties(permission, ties, on) if tie.place in places]
    return _with_reason(permission, usable)


def may_somewhere(permission: Permission, ties: Iterable[Tie], on: dt.date) -> bool:
    """Whether any live tie gives the permission at all: decides which pages a user is offered."""
    return any(True for _tie in live_ties(permission, ties, on))


def live_ties(permission: Permission, ties: Iterable[Tie], on: dt.date) -> list[Tie]:
    """The user's ties that give the permission on the day, each where the matrix's cell reaches."""
    return [
        tie
        for tie in ties
        if tie.role in permission.cells
        and tie.place.kind == PLACE_OF[permission.cells[tie.role]]
        and tie.span.holds_on(on)
    ]


def _with_reason(permission: Permission, usable: list[Tie]) -> Decision:
    if not usable:
        return NO
    order = list(permission.cells)
    best = min(usable, key=lambda tie: (order.index(tie.role), tie.span.since or dt.date.min, tie.place.key))
    return Decision(True, best.role, best.span.since, best.place)
