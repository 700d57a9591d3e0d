"""The log in the words of the one it is about: no names, but when, where, in which role, what and for what."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tettpaa.kit.clock import OSLO
from tettpaa.schools.places.models import School
from tettpaa.trust.access.reasons import role_word
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.audit.reading import EXPORTED, OPENED
from tettpaa.trust.audit.things import EMERGENCY, PURPOSES, THINGS


def told(rows: Iterable[AccessRecord]) -> list[dict]:
    """Entries of a chronology, in the order of the rows. One read for the schools' names."""
    kept = list(rows)
    schools = School.objects.in_bulk({row.unit for row in kept if row.unit is not None})
    return [_entry(row, schools) for row in kept]


def _entry(row: AccessRecord, schools: dict[int, School]) -> dict:
    at = row.at.astimezone(OSLO)
    role = role_word(Role(row.role)).capitalize() if row.role in set(Role) else _("Noen")
    school = schools.get(row.unit) if row.unit is not None else None
    who = _("%(role)s, %(school)s") % {"role": role, "school": school.name} if school else role
    entry = {
        "on": at.date(),
        "title": _("kl. %(time)s: %(who)s") % {"time": f"{at:%H.%M}", "who": who},
        "text": _what(row),
    }
    return entry | ({"word": _("Nødåpning"), "look": "attention"} if row.purpose == EMERGENCY else {})


def _what(row: AccessRecord) -> str:
    """'åpnet siden om deg for å følge opp fravær og trivsel'"""
    thing = _(THINGS[row.thing]) if row.thing in THINGS else _("opplysninger om deg")
    seen = {OPENED: _("Åpnet %(thing)s"), EXPORTED: _("Hentet ut en fil med %(thing)s")}.get(
        row.kind, _("Så en liste med %(thing)s")
    )
    purpose = _(PURPOSES[row.purpose]) if row.purpose in PURPOSES else ""
    return f"{seen % {'thing': thing}} {purpose}".strip()
