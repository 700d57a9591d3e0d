"""Counts completion each night, and again as soon as what it is counted from has changed."""

import datetime as dt

from tettpaa.look_back.completion.counted import made_from
from tettpaa.look_back.completion.figures import figures_on
from tettpaa.look_back.completion.keeping import kept
from tettpaa.look_back.completion.models import CompletionCount
from tettpaa.schools.places.models import Owner
from tettpaa.trust.protection.queries import strictly_hidden


def is_due(owner: Owner, on: dt.date) -> bool:
    """Until it is counted today, from what is in force now."""
    return not CompletionCount.objects.filter(owner=owner, counted_on__gte=on, made_from=made_from(owner)).exists()


def count_completion(owner: Owner, on: dt.date) -> None:
    """All of it is replaced as one. Named before it is read: what comes meanwhile makes it due again."""
    name = made_from(owner)
    told = kept(figures_on(owner, on, strictly_hidden(owner.pk)))
    CompletionCount.objects.update_or_create(
        owner=owner, defaults={"figures": told, "made_from": name, "counted_on": on}
    )
