"""The decision: may this user do this, about this pupil, group, school or owner, at this moment, and why.

Pure: the user's ties, the object's places and the blocks are handed in. What is not known is refused. In the order
of docs/explanation/trust.md: tenant, the core blocks that nothing overrides, the zone, a live tie where the matrix says so, and
last how surely the user is signed in, so that a refusal never tells whether a stronger sign-in would help.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tettpaa.kit.clock import OSLO
from tettpaa.trust.access.permissions import Permission
from tettpaa.trust.access.protection import Grade, hides
from tettpaa.trust.access.roles import PLACE_OF, PRIVATE, Role
from tettpaa.trust.access.zones import MAY_USE, Zone, minimum_of
from tettpaa.trust.identity.strength import Strength


@dataclass(frozen=True)
class Moment:
    """An instant, and the day it is in Oslo: ties that run by days end at midnight there."""

    at: dt.datetime
    on: dt.date


def moment_of(at: dt.datetime) -> Moment:
    """Kept in UTC: two times of Oslo's clock are compared as the clock shows them, also in the hour that comes twice."""
    return Moment(at.astimezone(dt.UTC), at.astimezone(OSLO).date())


@dataclass(frozen=True)
class Span:
    """First and last day, both included; an end that is None is open."""

    since: dt.date | None
    until: dt.date | None

    def holds(self, moment: Moment) -> bool:
        return (self.since is None or self.since <= moment.on) and (self.until is None or moment.on <= self.until)

    @property
    def first_day(self) -> dt.date | None:
        return self.since


@dataclass(frozen=True)
class Window:
    """From an instant up to another: an emergency opening, a substitute's lessons."""

    since: dt.datetime
    until: dt.datetime

    def holds(self, moment: Moment) -> bool:
        return self.since <= moment.at < self.until

    @property
    def first_day(self) -> dt.date:
        return self.since.astimezone(OSLO).date()


@dataclass(frozen=True)
class Place:
    """A pupil, a group, a school or an owner: `kind` is 'pupil', 'group', 'school' or 'owner'."""

    kind: str
    key: int


@dataclass(frozen=True)
class Tie:
    """A user's role at a place, while it lasts; `things` narrows it to some things of the matrix, as a share does."""

    role: Role
    place: Place
    span: Span | Window
    things: frozenset[str] | None = None


@dataclass(frozen=True)
class Standing:
    """That the object belongs to a place, with dates: a pupil in a group, at a school; a group at its school."""

    place: Place
    span: Span = Span(None, None)


@dataclass(frozen=True)
class Asker:
    """Everything about the user that a decision rests on, read afresh for each request.

    `kin`: keys of the pupils the user is, or is related to. `protected`: pupils with a protected address, by key.
    `cleared`: those of them the user is named for. `unclosed`: pupils who have changed school, and whose follow-up at the
    old one is not closed yet (trust/seals).
    """

    ties: tuple[Tie, ...] = ()
    owners: frozenset[int] = frozenset()
    strength: Strength = Strength.NONE
    kin: frozenset[int] = frozenset()
    protected: Mapping[int, Grade] = field(default_factory=dict)
    cleared: frozenset[int] = frozenset()
    unclosed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Whom:
    """What is asked about. `pupil` is the key of a pupil, None for a group, a school or an owner."""

    owner: int
    standings: tuple[Standing, ...]
    pupil: int | None = None


class Refusal(StrEnum):
    """The first step that said no. For the log and the tests; a user is never told."""

    TENANT = "tenant"
    KIN = "kin"
    PROTECTED = "protected"
    UNCLOSED = "unclosed"
    NO_TIE = "no_tie"
    STRENGTH = "strength"


@dataclass(frozen=True)
class Decision:
    """Yes or no; the role, place and first day that gave the yes, or the step that said no.

    `needs` is set when all is in order but the sign-in: the user is asked for more instead of being refused.
    """

    is_permitted: bool
    role: Role | None = None
    since: dt.date | None = None
    place: Place | None = None
    refusal: Refusal | None = None
    needs: Strength | None = None


def decide(permission: Permission, asker: Asker, whom: Whom, moment: Moment) -> Decision:
    """Permitted when no block stands and a live tie of the user meets a live standing of the object.

    Of several ties that permit, the one listed first in the matrix's row gives the reason, and the oldest of those.
    """
    if whom.owner not in asker.owners:
        return Decision(False, refusal=Refusal.TENANT)
    places = {standing.place for standing in whom.standings if standing.span.holds(moment)}
    usable = [tie for tie in live_ties(permission, asker, moment) if tie.place in places]
    if whom.pupil in asker.kin and not (usable := [tie for tie in usable if tie.role in PRIVATE]):
        return Decision(False, refusal=Refusal.KIN)
    if is_hidden(permission, asker, whom.pupil):
        usable = [tie for tie in usable if tie.role is Role.PUPIL]
        if not usable:
            return Decision(False, refusal=Refusal.PROTECTED)
    if not usable:
        return Decision(False, refusal=Refusal.NO_TIE)
    if whom.pupil in asker.unclosed:
        usable = [tie for tie in usable if not waits_for_seal(permission.zone, tie.role)]
        if not usable:
            return Decision(False, refusal=Refusal.UNCLOSED)
    return _with_strength(permission, asker.strength, usable)


def may_somewhere(permission: Permission, asker: Asker, moment: Moment) -> Decision:
    """Whether any live tie gives the permission at all: decides which pages a user is offered."""
    ties = live_ties(permission, asker, moment)
    return _with_strength(permission, asker.strength, ties) if ties else Decision(False, refusal=Refusal.NO_TIE)


def live_ties(permission: Permission, asker: Asker, moment: Moment) -> list[Tie]:
    """The ties that give the permission now, each where the matrix's cell reaches and the zone lets the role in."""
    return [
        tie
        for tie in asker.ties
        if tie.role in permission.cells
        and tie.place.kind == PLACE_OF[permission.cells[tie.role]]
        and (tie.things is None or permission.thing in tie.things)
        and tie.role in MAY_USE[permission.zone]
        and tie.span.holds(moment)
    ]


def strong_enough(permission: Permission, strength: Strength, ties: Iterable[Tie]) -> list[Tie]:
    """Those of the ties that the sign-in is strong enough for."""
    return [tie for tie in ties if strength >= minimum_of(permission.zone, tie.role)]


def waits_for_seal(zone: Zone, role: Role) -> bool:
    """Whether the role sees nothing of the zone about a pupil who has changed school, until the old file is closed.

    Whoever reaches her does so by the new school, and that is no right to what the old one wrote (forskrifta § 20-3).
    """
    return zone is Zone.SCHOOL and role not in PRIVATE


def is_hidden(permission: Permission, asker: Asker, pupil: int | None) -> bool:
    """Whether a protected address hides this from a user who is not named for the pupil."""
    if pupil is None or pupil in asker.cleared:
        return False
    grade = asker.protected.get(pupil)
    return grade is not None and hides(grade, permission.thing)


def _with_strength(permission: Permission, strength: Strength, ties: list[Tie]) -> Decision:
    strong = strong_enough(permission, strength, ties)
    if not strong:
        needs = min(minimum_of(permission.zone, tie.role) for tie in ties)
        return Decision(False, refusal=Refusal.STRENGTH, needs=needs)
    order = list(permission.cells)
    best = min(strong, key=lambda tie: (order.index(tie.role), tie.span.first_day or dt.date.min, tie.place.key))
    return Decision(True, best.role, best.span.first_day, best.place)
