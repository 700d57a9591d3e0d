"""The mapping's entries in a case's chronology."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.mappings.models import InputRound, MappingVersion
from tettpaa.assess.mappings.queries import rounds_of, versions_of
from tettpaa.kit.clock import OSLO
from tettpaa.pages.mapping.queries import may
from tettpaa.trust.access.rights import Rights


def entries_of(rights: Rights, case: Case) -> list[dict]:
    """Each saving, and each round asked and closed; nothing for a reader who may not see them. Four reads."""
    entries = []
    if may(rights, "mapping_read", case):
        entries += [_saved(version) for version in versions_of(case)]
    if may(rights, "input_read", case):
        for held in rounds_of(case):
            entries += _round(held)
    return entries


def _saved(version: MappingVersion) -> dict:
    entry = {
        "on": version.saved_at.astimezone(OSLO).date(),
        "title": _("Kartlegging, versjon %(number)s") % {"number": version.number},
        "text": f"«{version.own_words}»" if version.own_words else "",
        "url": reverse("mapping", args=[version.case_id]),
    }
    if version.voided_at is None:
        return entry
    return entry | {"text": "", "why": version.voided_why, "is_withdrawn": True, "word": _("Feilført"), "look": "ended"}


def _round(held: InputRound) -> list[dict]:
    asked = {
        "on": held.asked_at.astimezone(OSLO).date(),
        "title": _("Faglærerne ble spurt om innspill"),
        "url": reverse("input_round", args=[held.pk]),
    }
    if held.closed_at is None:
        return [asked]
    return [{"on": held.closed_at.astimezone(OSLO).date(), "title": _("Innspillsrunden ble avsluttet")}, asked]
