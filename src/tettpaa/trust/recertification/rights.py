"""The rights that are given here, of all kinds: which stand, whether one stands still, and how it is ended."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tettpaa.schools.people.queries import live_on
from tettpaa.schools.places.models import Owner
from tettpaa.trust.access.actions import end_assignment, end_grant, end_substitution
from tettpaa.trust.access.models import Assignment, RoleGrant, Substitution
from tettpaa.trust.audit.reading import units_of
from tettpaa.trust.recertification.models import Review
from tettpaa.trust.sharing.actions import withdraw_share
from tettpaa.trust.sharing.models import Share
from tettpaa.trust.sharing.queries import live_shares

Given = RoleGrant | Assignment | Substitution | Share
A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """One right as a round asks about it; `school` is where it is used, None for the owner's own."""

    kind: str
    right_id: int
    user: int
    school: int | None = None
    pupil: int | None = None


def standing_rights(owner: Owner, at: dt.datetime, on: dt.date, answer_by: dt.date) -> list[Standing]:
    """What stands now and does not end by itself before answers are due."""
    lasts = Q(ends_at__gt=at + (answer_by - on))
    roles = _live("role", at, on).filter(Q(valid_to=None) | Q(valid_to__gt=answer_by), owner=owner)
    found = [Standing("role", *row) for row in roles.values_list("pk", "user_id", "school_id")]
    groups = _live("substitution", at, on).filter(lasts, group__school__owner=owner)
    found += [Standing("substitution", *row) for row in groups.values_list("pk", "user_id", "group__school_id")]
    for kind in ("assignment", "share"):
        rows = _live(kind, at, on).filter(lasts, pupil__owner=owner).values_list("pk", "user_id", "pupil_id")
        found += _at_schools(kind, list(rows), on)
    return found


def _at_schools(kind: str, rows: list[tuple[int, int, int]], on: dt.date) -> list[Standing]:
    """About pupils: at the school the pupil goes to."""
    schools = units_of([pupil for _pk, _user, pupil in rows], on)
    return [Standing(kind, pk, user, schools.get(pupil), pupil) for pk, user, pupil in rows]


def _live(kind: str, at: dt.datetime, on: dt.date) -> QuerySet:
    if kind == Review.Kind.ROLE:
        return RoleGrant.objects.filter(live_on(on))
    if kind == Review.Kind.SHARE:
        return live_shares(at, on)
    model = Assignment if kind == Review.Kind.ASSIGNMENT else Substitution
    return model.objects.filter(begins_at__lte=at, ends_at__gt=at)


def found_right(review: Review, at: dt.datetime, on: dt.date) -> Given | None:
    """The right, where it stands still."""
    return _live(review.kind, at, on).filter(pk=review.right_id).first()


def rights_behind(reviews: Iterable[Review]) -> dict[tuple[str, int], Given]:
    """(kind, id) → the right of each review, also what is over. One read for each kind."""
    asked = list(reviews)
    tables: dict[str, QuerySet] = {
        "role": RoleGrant.objects.all(), "assignment": Assignment.everything.all(),
        "substitution": Substitution.objects.select_related("group"), "share": Share.everything.all(),
    }  # fmt: skip
    found: dict[tuple[str, int], Given] = {}
    for kind, rows in tables.items():
        if keys := [review.right_id for review in asked if review.kind == kind]:
            found |= {(kind, pk): right for pk, right in rows.in_bulk(keys).items()}
    return found


def end_right(right: Given, *, reason: str, by: str, at: dt.datetime, on: dt.date) -> None:
    """Over from the next request on."""
    if isinstance(right, RoleGrant):
        end_grant(grant=right, last_day=on - A_DAY, reason=reason, by=by, at=at)
    elif isinstance(right, Assignment):
        end_assignment(assignment=right, reason=reason, by=by, at=at)
    elif isinstance(right, Substitution):
        end_substitution(substitution=right, reason=reason, by=by, at=at)
    else:
        withdraw_share(share=right, by=by, at=at)
