"""Whose import it is, from what is written after --owner."""

import datetime as dt

from django.db import IntegrityError, transaction

from tettpaa.kit import clock
from tettpaa.kit.text import slug_of
from tettpaa.knowledge.codes.actions import load_mapping
from tettpaa.knowledge.codes.mappings import FIRST, mappings
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.queries import NoOwner, owner_called
from tettpaa.trust.audit.actions import record_event

FIRST_NAME = "Skoleeier"


def owner_for(wanted: str, *, by: str) -> Owner:
    """The owner called `wanted`, or the only one. In an empty installation, the first import makes the owner.

    Raises NoOwner where there are owners, and none is called that.
    """
    try:
        return owner_called(wanted)
    except NoOwner as fault:
        if fault.known:
            raise
    try:
        return begin_owner(wanted or FIRST_NAME, by=by, at=clock.now())
    except IntegrityError:
        # Another first import was quicker.
        return owner_called(wanted)


def begin_owner(name: str, *, by: str, at: dt.datetime) -> Owner:
    """Make an owner, with the translations of absence codes that come with the product."""
    with transaction.atomic():
        owner = Owner.objects.create(slug=slug_of(name) or slug_of(FIRST_NAME), name=name)
        record_event(by=by, action="owner_created", at=at, about=("owner", owner.pk), owner_id=owner.pk)
        for key in FIRST:
            load_mapping(mappings()[key], owner=owner, by=by, at=at)
    return owner
