"""Stairs that an owner writes: reading a version, beginning from a shipped set, and saving the next version.

Of two who save at once, one is first; the other is shown both, and writes nothing.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.stairs.models import OwnStairs, StairsVersion
from tettpaa.follow_up.stairs.reading import data_of, stairs_from
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.follow_up.stairs.steps import Stairs
from tettpaa.follow_up.stairs.validity import faults_in_draft
from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event


class Collision(Exception):
    """Another has saved since the version one began from; `latest` is what the stairs say now."""

    def __init__(self, latest: StairsVersion) -> None:
        super().__init__(f"version {latest.number} is newer")
        self.latest = latest


def stairs_of(version: StairsVersion) -> Stairs:
    """The stairs as that version says them."""
    return stairs_from(version.stairs.key, version.told, version.stairs.begun_at.date())


def names_of_stairs(keys: Collection[str]) -> dict[str, Mapping[str, str]]:
    """Key → what the stairs are called, an owner's own as last saved. One read where some are."""
    shipped = shipped_stairs()
    own = [int(key.removeprefix(OwnStairs.KEY)) for key in keys if key not in shipped]
    versions = StairsVersion.objects.filter(stairs__in=own).select_related("stairs").order_by("number") if own else ()
    found = {version.stairs.key: stairs_of(version).words for version in versions}
    return found | {key: shipped[key].words for key in keys if key in shipped}


def newest_version(stairs: OwnStairs) -> StairsVersion:
    """What was saved last. A set is begun with its first version, so there is one."""
    return stairs.versions.select_related("stairs").order_by("-number")[0]


def begin_own_stairs(*, owner: Owner, begun_from: str, form_id: UUID, by: str, at: dt.datetime) -> OwnStairs:
    """A draft that says what a shipped set says, but not whence: that is the owner's to say. It holds nowhere.

    Sent twice it is one.
    """
    shipped = shipped_stairs().get(begun_from)
    if shipped is None:
        raise ValidationError({"begun_from": _("Velg en trapp.")})
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        if already := OwnStairs.objects.filter(form_id=form_id, owner=owner).first():
            return already
        begun = {"begun_from": begun_from, "form_id": form_id, "begun_at": at, "begun_by": by}
        stairs = OwnStairs.objects.create(owner=owner, **begun)
        _write(stairs, 1, replace(shipped, source=""), form_id, by, at)
        _record("own_stairs_begun", stairs, by, at, begun_from=begun_from)
    return stairs


def save_own_stairs(
    *, stairs: OwnStairs, read: Stairs, began_from: int, form_id: UUID, by: str, at: dt.datetime
) -> StairsVersion:
    """The next version, of what was written on top of version `began_from`. Collision where another has saved since."""
    if faults_in_draft(read):
        raise ValidationError(_("Trappa er for lang: høyst åtte trinn, og korte setninger."))
    with transaction.atomic():
        held = OwnStairs.objects.select_for_update().get(pk=stairs.pk)
        if already := held.versions.filter(form_id=form_id).first():
            return already
        newest = newest_version(held)
        if newest.number != began_from:
            raise Collision(newest)
        version = _write(held, newest.number + 1, read, form_id, by, at)
        _record("own_stairs_changed", held, by, at, version=version.number)
    return version


def _write(stairs: OwnStairs, number: int, read: Stairs, form_id: UUID, by: str, at: dt.datetime) -> StairsVersion:
    told = data_of(read)
    return StairsVersion.objects.create(
        stairs=stairs, number=number, told=told, form_id=form_id, saved_at=at, saved_by=by
    )  # fmt: skip


def _record(action: str, stairs: OwnStairs, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("own_stairs", stairs.pk), owner_id=stairs.owner_id, details=details
    )  # fmt: skip
