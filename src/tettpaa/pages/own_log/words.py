"""The log in the words of the one it is about: no names, but when, where, in which role, what and for what."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.kit.clock import OSLO
from tettpaa.schools.places.models import School
from tettpaa.trust.access.reasons import role_word
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.audit.reading import EXPORTED, OPENED
from tettpaa.trust.audit.things import EMERGENCY, PURPOSES, THINGS


def told(rows: Iterable[AccessRecord]) -> list[dict]:
    """Entries of a chronology, in the order of the rows; the same look again and again is told once, with how often.

    One read for the schools' names.
    """
    kept = list(rows)
    schools = School.objects.in_bulk({row.unit for row in kept if row.unit is not None})
    return [_entry(list(alike), schools) for _what_it_was, alike in groupby(kept, _alike)]


def _alike(row: AccessRecord) -> tuple:
    """What makes two looks after each other one to who reads of them. Two people are two, though neither is named."""
    return row.at.astimezone(OSLO).date(), row.by, row.role, row.unit, row.kind, row.thing, row.purpose


def _entry(alike: Sequence[AccessRecord], schools: dict[int, School]) -> dict:
    row, first = alike[0], alike[-1].at.astimezone(OSLO)
    at = row.at.astimezone(OSLO)
    since = "" if f"{first:%H.%M}" == f"{at:%H.%M}" else f"{first:%H.%M}–"
    # A custodian looks only at whose address is protected, and child welfare at whom it knows: who reads over a
    # shoulder shall learn neither. An emergency stands beside as a status.
    is_told = row.role in set(Role) - {Role.CUSTODIAN, Role.CHILD_WELFARE_CONTACT, Role.EMERGENCY_OPENER}
    role = role_word(Role(row.role)).capitalize() if is_told else _("Noen")
    school = schools.get(row.unit) if row.unit is not None else None
    who = _("%(role)s, %(school)s") % {"role": role, "school": school.name} if school else role
    entry = {
        "on": at.date(),
        "title": _("kl. %(time)s: %(who)s") % {"time": f"{since}{at:%H.%M}", "who": who},
        "text": f"{_what(row)} {_often(len(alike))}".strip(),
    }
    return entry | ({"word": _("Nødåpning"), "look": "attention"} if row.purpose == EMERGENCY else {})


def _often(times: int) -> str:
    """'(6 ganger)', nothing for once."""
    return ngettext("(%(times)d gang)", "(%(times)d ganger)", times) % {"times": times} if times > 1 else ""


def _what(row: AccessRecord) -> str:
    """'åpnet siden om deg for å følge opp fravær og trivsel'"""
    thing = _(THINGS[row.thing]) if row.thing in THINGS else _("opplysninger om deg")
    seen = {OPENED: _("Åpnet %(thing)s"), EXPORTED: _("Hentet ut en fil med %(thing)s")}.get(
        row.kind, _("Så en liste med %(thing)s")
    )
    purpose = _(PURPOSES[row.purpose]) if row.purpose in PURPOSES else ""
    return f"{seen % {'thing': thing}} {purpose}".strip()
