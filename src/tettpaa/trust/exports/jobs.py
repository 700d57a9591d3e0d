"""The machine's part: makes what is ordered, deletes what is over. Both can be stopped in the middle and done again."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import override

from tettpaa.kit.clock import OSLO
from tettpaa.schools.places.models import Owner
from tettpaa.trust.access.rights import NeedsStrength
from tettpaa.trust.exports import store
from tettpaa.trust.exports.actions import expire_export, hold_export, keep_made, lapse_export, withdraw_export
from tettpaa.trust.exports.models import Export
from tettpaa.trust.exports.queries import over_at, pupils_for, rights_of_orderer
from tettpaa.trust.exports.registry import kind_named
from tettpaa.trust.exports.rules import Limits, lapsed_before, limits_on, needs_approval
from tettpaa.trust.exports.states import ORDERED, READY, WAITING
from tettpaa.trust.exports.words import watermark_of
from tettpaa.trust.exports.writing import file_of


def ordered(owner: Owner) -> QuerySet[Export]:
    return Export.objects.filter(owner=owner, state=ORDERED).select_related("user__person").order_by("ordered_at")


def make_ordered(owner: Owner, *, by: str, at: dt.datetime) -> None:
    """Every file of the owner that is ordered and, where it must be, approved."""
    for export in ordered(owner):
        make(export, limits=limits_on(at.astimezone(OSLO).date()), by=by, at=at)


def make(export: Export, *, limits: Limits, by: str, at: dt.datetime) -> None:
    """One file, of whom its orderer may take out now; withdrawn where that is nobody, held where it has grown."""
    kind, rights = kind_named(export.kind), rights_of_orderer(export.user, at)
    try:
        place = kind.place(rights, export.place)
    except (Http404, NeedsStrength):
        return withdraw_export(export=export, by=by, at=at)
    pupils = pupils_for(rights, kind, place)
    keys = [pupil.pk for pupil in pupils]
    if not pupils:
        return withdraw_export(export=export, by=by, at=at)
    if needs_approval(limits, len(pupils), export.pupils if export.decided_at else None):
        return hold_export(export=export, pupils=keys, by=by, at=at)
    export.pupils = len(pupils)
    with override(export.user.language or "nb"):
        store.keep(export.pk, file_of(export.file_format, kind.sheet(rights, place, pupils), watermark_of(export)))
    return keep_made(export=export, pupils=keys, limits=limits, by=by, at=at)


def over(owner: Owner, at: dt.datetime) -> QuerySet[Export]:
    """Files whose hours are over, and orders nobody has answered in time."""
    limits = limits_on(at.astimezone(OSLO).date())
    lapsed = Q(state=WAITING, ordered_at__lte=lapsed_before(limits, at))
    return Export.objects.filter(over_at(at) | lapsed, owner=owner)


def delete_over(owner: Owner, *, by: str, at: dt.datetime) -> None:
    """Delete them, and files that a kill has left without a row that points at them."""
    for export in over(owner, at):
        (lapse_export if export.state == WAITING else expire_export)(export=export, by=by, at=at)
    lying = list(store.kept())  # before the rows are read: what is made meanwhile is not among them
    pointed_at = set(Export.objects.filter(state__in=(READY, ORDERED)).values_list("pk", flat=True))
    for export_id in lying:
        if export_id not in pointed_at:
            store.remove(export_id)
