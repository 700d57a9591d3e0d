"""Delt med meg: whom one has been given a task about or a share of, why, until when, and what can be seen and done."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from tettpaa.kit.clock import OSLO
from tettpaa.pages.guest.words import sight_of, told
from tettpaa.pages.measure.rows import Listed, going_on
from tettpaa.pages.sharing.rows import names_of
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import classes_of, contact_teachers_of
from tettpaa.schools.places.models import Group
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.access.reasons import role_word
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import GUESTS, Role
from tettpaa.trust.audit.reading import LISTED, shown
from tettpaa.trust.sharing.models import Share
from tettpaa.trust.sharing.queries import live_shares

ALLOWED = ("pupil_open", "meeting_read", "meeting_task_change", "concern_tell", "measure_read")


@dataclass(frozen=True)
class Pass:
    """What lets one see the pupil, in words."""

    role: Role
    things: str
    reason: str
    given_by: str
    last_day: dt.date

    @property
    def word(self) -> str:
        word = role_word(self.role)
        return word[:1].upper() + word[1:]


@dataclass
class Followed:
    """One pupil, and what one may see and do."""

    pupil: Person
    group: Group | None
    teachers: list[Person]
    may: frozenset[str]
    passes: list[Pass] = field(default_factory=list)
    measures: list[Listed] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The pupil's page, for whom it is there."""
        return reverse("pupil", args=[self.pupil.pk]) if "pupil_open" in self.may else ""


@requires("shared_read")
@require_GET
def with_me(request: HttpRequest) -> HttpResponse:
    """Every pupil one has an assignment about as a guest, or a share of."""
    rights = request.rights
    found = followed(rights)
    shown(request, [each.pupil.pk for each in found], "shared_with_me", LISTED)
    return render(request, "guest/shared.html", {"found": found, "is_ppt": rights.may("ppt_read")})


def followed(rights: Rights) -> list[Followed]:
    """By name. A fixed number of reads, and one for each pupil to ask what may be done."""
    passes = _passes(rights)
    pupils = list(rights.pupils("shared_read").filter(pk__in=passes).order_by("sort_key", "pk"))
    keys = [pupil.pk for pupil in pupils]
    classes, teachers = classes_of(keys, rights.on), contact_teachers_of(keys, rights.on)
    measures = _measures(rights, keys)
    return [
        Followed(pupil, classes.get(pupil.pk), teachers[pupil.pk],
                 frozenset(name for name in ALLOWED if rights.may_about(name, pupil)), passes[pupil.pk],
                 measures[pupil.pk])
        for pupil in pupils
    ]  # fmt: skip


def _passes(rights: Rights) -> dict[int, list[Pass]]:
    """Pupil → what stands now. Three reads."""
    at, mine = rights.moment.at, rights.user.pk
    assigned = Assignment.objects.filter(user=mine, role__in=GUESTS, begins_at__lte=at, ends_at__gt=at)
    shares = live_shares(at, rights.on).filter(user=mine)
    given: list[Assignment | Share] = [*assigned.order_by("ends_at", "pk"), *shares.order_by("ends_at", "pk")]
    names = names_of(_giver(each) for each in given)
    found: dict[int, list[Pass]] = defaultdict(list)
    for each in given:
        found[each.pupil_id].append(_pass(each, names.get(_giver(each), _giver(each))))
    return found


def _pass(given: Assignment | Share, by: str) -> Pass:
    last = (given.ends_at - dt.timedelta(seconds=1)).astimezone(OSLO).date()
    if isinstance(given, Share):
        return Pass(Role.RECEIVER, told(given.things.split()), given.purpose, by, last)
    role = Role(given.role)
    return Pass(role, sight_of(role), given.reason, by, last)


def _giver(given: Assignment | Share) -> str:
    return given.shared_by if isinstance(given, Share) else given.granted_by


def _measures(rights: Rights, keys: list[int]) -> dict[int, list[Listed]]:
    """What is agreed now, of those whose measures one may read. At most three reads."""
    found: dict[int, list[Listed]] = defaultdict(list)
    if keys:
        readable = rights.pupils("shared_measure_read").filter(pk__in=keys)
        for each in going_on(rights, list(readable.values_list("pk", flat=True))):
            found[each.measure.pupil_id].append(each)
    return found
