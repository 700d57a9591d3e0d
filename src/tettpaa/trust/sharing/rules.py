"""Consents and shares: who decides, what stands, and what a share must say. Pure; decides.toml has the ages.

Source: docs/explanation/trust.md; barnelova §§ 32 and 37; pasient- og brukerrettighetsloven §§ 4-3 and 4-4;
forvaltningsloven §§ 13 a and 13 b; opplæringslova §§ 24-1 and 25-1.
"""

import datetime as dt
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from tettpaa.schools.people.rules import age_on, birthday
from tettpaa.trust.access.matrix import THINGS, Action
from tettpaa.trust.access.roles import Role

SHORTEST_NECESSITY = 20
LONGEST = dt.timedelta(days=90)  # a guest's access is renewed at least so often (docs/explanation/trust.md)


class Matter(StrEnum):
    """What a consent is about; the law gives each its own age."""

    EDUCATION = "education"
    HEALTH = "health"


class Decider(StrEnum):
    """Who gives a consent. Where the birth date is missing, nobody is taken for old enough on a guess."""

    PUPIL = "pupil"
    GUARDIAN = "guardian"
    UNKNOWN = "unknown"


class ConsentState(StrEnum):
    """Where a consent stands on a day."""

    ASKED = "asked"
    REFUSED = "refused"
    GIVEN = "given"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    INVALIDATED = "invalidated"
    MOVED = "moved"


@dataclass(frozen=True)
class Told:
    """What is written down of a consent: the answer ('' for none yet), its last day, and how it was ended ('' if not)."""

    answer: str = ""
    valid_to: dt.date | None = None
    ended_how: str = ""


def state_of(told: Told, on: dt.date) -> ConsentState:
    """An end weighs more than the answer, and the answer more than the days."""
    if told.ended_how:
        return ConsentState(told.ended_how)
    if told.answer != ConsentState.GIVEN:
        return ConsentState(told.answer or ConsentState.ASKED)
    is_over = told.valid_to is not None and told.valid_to < on
    return ConsentState.EXPIRED if is_over else ConsentState.GIVEN


@cache
def _decides() -> dict[str, dict]:
    return tomllib.loads(files(__package__).joinpath("decides.toml").read_text("utf-8"))


def pupil_decides_from(matter: Matter) -> int:
    """The age from which the pupil decides."""
    return int(_decides()[matter]["pupil_from"])


def decider_of(matter: Matter, born: dt.date | None, on: dt.date) -> Decider:
    """Who decides on a day."""
    if born is None:
        return Decider.UNKNOWN
    return Decider.PUPIL if age_on(born, on) >= pupil_decides_from(matter) else Decider.GUARDIAN


def takes_all_guardians(matter: Matter) -> bool:
    """Whether everybody with parental responsibility must say yes, and not only one of them."""
    return bool(_decides()[matter]["guardians"] == "all")


def is_whole(matter: Matter, deciders: Collection[int], said_yes: Collection[int]) -> bool:
    """Whether those who have said yes are enough."""
    yes = set(deciders) & set(said_yes)
    return yes == set(deciders) if takes_all_guardians(matter) else bool(yes)


def last_day_of(matter: Matter, decider: Decider, born: dt.date, wanted: dt.date | None) -> dt.date | None:
    """A guardian's consent holds at most through the day before the pupil comes to decide: then the pupil is asked."""
    if decider is not Decider.GUARDIAN:
        return wanted
    eve = birthday(born, pupil_decides_from(matter)) - dt.timedelta(days=1)
    return eve if wanted is None else min(eve, wanted)


# What can be shared: things that some role may share and a receiver may read. 'The whole case' is none of them.
SHAREABLE = frozenset(
    thing.name for thing in THINGS
    if thing.allows(Role.RECEIVER, Action.READ) and any(thing.allows(role, Action.SHARE) for role in thing.cells)
)  # fmt: skip
ALWAYS_TOLD = "identity"  # who the share is about


@dataclass(frozen=True)
class Wish:
    """A share as asked for; `agreed` are the things a live consent names, None where none is given."""

    things: Collection[str]
    purpose: str
    basis: str
    law: str
    necessity: str
    begins_at: dt.datetime
    ends_at: dt.datetime
    agreed: Collection[str] | None = None


def faults_in_share(wish: Wish) -> dict[str, str]:
    """Field → fault. Named things, a purpose, a basis, why it is needed, and an end."""
    faults = {}
    if not wish.things:
        faults["things"] = "no_things"
    elif set(wish.things) - SHAREABLE:
        faults["things"] = "not_shareable"
    if not wish.purpose.strip():
        faults["purpose"] = "no_purpose"
    if len(wish.necessity.strip()) < SHORTEST_NECESSITY:
        faults["necessity"] = "necessity_short"
    if not wish.begins_at < wish.ends_at <= wish.begins_at + LONGEST:
        faults["ends_at"] = "wrong_end"
    if wish.basis == "consent":
        if wish.agreed is None or set(wish.things) - set(wish.agreed):
            faults["consent"] = "not_agreed"
    elif not wish.law.strip():
        faults["law"] = "no_law"
    return faults
