"""Flags that led nowhere: cleared, or their school year over, and nobody has spoken with the pupil since they were raised.

A worry that came to nothing shall not follow a pupil for five years (GDPR article 5(1)(c) and (e)).
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from tettpaa.assess.talks.models import Contact, ExplanationRequest
from tettpaa.identify.flags.models import FlagEvent, Kind
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.retention.database import DatabaseClass
from tettpaa.trust.retention.removable import Due, Removal
from tettpaa.trust.retention.rules import Kept, rules_on

SAME_FLAG = ("pupil", "school_year", "rule_set", "rule")


@dataclass(frozen=True)
class FlagsNowhere(DatabaseClass):
    """`flags.FlagEvent` or `flags.Flag`, those of flags that led nowhere. The year's own flags are never touched."""

    kept: Kept

    @property
    def name(self) -> str:
        return f"{self.kept.table}:nowhere"

    @property
    def words(self) -> str:
        return rules_on(dt.date.max)["flag_nowhere"].words

    def due_of(self, owner: Owner, pupil: int) -> Due:
        return Due()

    def remove_of(self, owner: Owner, pupil: int, removal: Removal) -> int:
        return 0

    def _settled(self, before: dt.date) -> tuple[Q, Q | None]:
        same = {name: OuterRef(name) for name in SAME_FLAG}
        raised = FlagEvent.objects.filter(kind=Kind.RAISED, **same)
        recent = FlagEvent.objects.filter(on__gte=before, **same)
        over = Q(school_year__lt=school_year_of(before)) & ~Q(Exists(recent))
        return over & ~Q(Exists(raised.filter(_led_somewhere()))), None


def _led_somewhere() -> Q:
    """Somebody spoke, tried to speak or asked about the pupil from the day the flag was raised, that school year or after."""
    spoken = Contact.standing.filter(pupil=OuterRef("pupil"), on__gte=OuterRef("on"))
    asked = ExplanationRequest.objects.filter(pupil=OuterRef("pupil"), asked_at__date__gte=OuterRef("on"))
    return Q(Exists(spoken)) | Q(Exists(asked))
