"""Whom a file may hold, which exports somebody has, and which wait for somebody's answer."""

import datetime as dt

from django.db.models import Q, QuerySet

from tettpaa.schools.people.models import Person
from tettpaa.trust.access.protection import Grade
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.exports.models import Export, ExportedPupil
from tettpaa.trust.exports.registry import Kind, Place, kind_named
from tettpaa.trust.exports.rules import may_still_leave
from tettpaa.trust.exports.states import READY, WAITING
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Strength


def pupils_for(rights: Rights, kind: Kind, place: Place) -> list[Person]:
    """Whom the file would hold: the most protected are in none, whoever asks, named for them or not."""
    strict = {key for key, grade in rights.asker.protected.items() if grade is Grade.STRICT}
    return [pupil for pupil in kind.pupils(rights, place) if pupil.pk not in strict]


def may_leave(rights: Rights, export: Export) -> bool:
    """Whether everybody in the file may still be taken out by its orderer; asked when it is made and at each fetch."""
    kind = kind_named(export.kind)
    permitted = rights.pupils(kind.permission).values_list("pk", flat=True)
    strict = {key for key, grade in rights.asker.protected.items() if grade is Grade.STRICT}
    return may_still_leave(contents_of(export), set(permitted) - strict)


def contents_of(export: Export) -> list[int]:
    """Keys of the pupils in the file."""
    return list(ExportedPupil.objects.filter(export=export).order_by("pupil_id").values_list("pupil_id", flat=True))


def own_exports(user: User) -> QuerySet[Export]:
    """Newest first."""
    return Export.objects.filter(user=user).order_by("-ordered_at", "pk")


def to_answer(rights: Rights) -> list[Export]:
    """Others' orders that wait for a yes, where the reader may take out every one of the pupils; oldest first.

    One that holds somebody the reader may not see is not there.
    """
    if not isinstance(rights.user, User):
        return []
    waiting = Export.objects.filter(state=WAITING, owner__in=rights.asker.owners).exclude(user=rights.user)
    found = []
    for export in waiting.select_related("user__person").order_by("ordered_at", "pk"):
        seen = rights.pupils(kind_named(export.kind).permission).filter(pk__in=contents_of(export)).count()
        if seen == export.pupils:
            found.append(export)
    return found


def rights_of_orderer(user: User, at: dt.datetime) -> Rights:
    """What the orderer may do now. Nobody orders with less than two factors, and nothing more is assumed."""
    return Rights(user, at, Strength.TWO_FACTORS)


def over_at(at: dt.datetime) -> Q:
    return Q(state=READY, expires_at__lte=at)


def holding(pupil: Person, since: dt.datetime, until: dt.datetime) -> QuerySet[Export]:
    """Files that were made with the pupil in them, the latest first; fetched or not."""
    made = Export.objects.filter(contents__pupil=pupil, made_at__gte=since, made_at__lte=until)
    return made.select_related("user").order_by("-made_at")
