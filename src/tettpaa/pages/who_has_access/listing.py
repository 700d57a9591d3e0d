"""One row a review: who has it, what it is, why and until when, and what was answered."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tettpaa.kit.clock import OSLO
from tettpaa.kit.html.dates import full_day
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.models import Assignment, RoleGrant, Substitution
from tettpaa.trust.recertification.models import Review
from tettpaa.trust.recertification.rights import Given, rights_behind
from tettpaa.trust.recertification.states import State, state_of


@dataclass(frozen=True)
class Row:
    """As the page shows it; `facts` are label and value."""

    review: Review
    who: str
    what: str
    facts: list[tuple[str, object]]
    state: State


def rows_of(reviews: Iterable[Review], named: Mapping[int, Person]) -> list[Row]:
    """In the order given. Pupils are named where they stand in `named`. One read for each kind of right."""
    listed = list(reviews)
    behind = rights_behind(listed)
    return [_row(review, behind.get((review.kind, review.right_id)), named) for review in listed]


def _row(review: Review, right: Given | None, named: Mapping[int, Person]) -> Row:
    what = what_of(right, str(named[review.pupil_key]) if review.pupil_key in named else _("en elev"))
    return Row(review, str(review.user), what, _facts(right) if right else [], state_of(review.answer))


def what_of(right: Given | None, pupil: str) -> str:
    """'Rådgiver', 'Vikar i 1STA norsk', 'Deling om …'"""
    if right is None:
        return _("En tilgang som ikke finnes lenger")
    if isinstance(right, RoleGrant):
        return str(right.get_role_display())
    if isinstance(right, Substitution):
        return _("Vikar i %(group)s") % {"group": right.group.name}
    if isinstance(right, Assignment):
        return _("%(role)s for %(pupil)s") % {"role": right.get_role_display(), "pupil": pupil}
    return _("Deling om %(pupil)s") % {"pupil": pupil}


def _facts(right: Given) -> list[tuple[str, object]]:
    """Why and by whom it was given, and how long it lasts."""
    if isinstance(right, RoleGrant):
        since, until = right.valid_from, right.valid_to
    else:
        since, until = _day(right.begins_at), _day(right.ends_at)
    is_grant = isinstance(right, RoleGrant | Assignment | Substitution)
    reason, by = (right.reason, right.granted_by) if is_grant else (right.purpose, right.shared_by)
    return [
        (_("Siden"), full_day(since)),
        (_("Til"), full_day(until) if until else _("inntil videre")),
        (_("Begrunnelse"), reason),
        (_("Gitt av"), by),
    ]


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(OSLO).date()
