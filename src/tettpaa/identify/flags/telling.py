"""What the command line takes and says about rules and flags."""

from typing import cast

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from tettpaa.identify.flags.models import Flag
from tettpaa.identify.flags.sentences import reason_of
from tettpaa.identify.flags.states import STATES, Name
from tettpaa.schools.places.models import Owner, School


def owners_named(wanted: str) -> list[Owner]:
    """The owner with this short name or name; all of them where none is named."""
    owners = list(Owner.objects.order_by("slug"))
    found = [owner for owner in owners if not wanted or wanted.casefold() in (owner.slug, owner.name.casefold())]
    if not found:
        raise ValidationError(
            _("Ingen skoleeier heter det. Kjente: %(known)s.") % {"known": ", ".join(owner.slug for owner in owners)}
        )
    return found


def school_named(owner: Owner, wanted: str) -> School | None:
    """The owner's school with this name or id in the source; None where none is named."""
    if not wanted:
        return None
    school = School.objects.filter(Q(name__iexact=wanted) | Q(source_id=wanted), owner=owner).first()
    if school is None:
        raise ValidationError(_("Ingen skole heter %(name)s.") % {"name": wanted})
    return school


def flag_as_json(owner: Owner, flag: Flag, pupil: str) -> dict:
    """One flag as `tettpaa flags list --format json` prints it. The keys are a promise to integrators."""
    return {
        "owner": owner.slug, "pupil": pupil, "school": flag.school_id, "school_year": flag.school_year,
        "rule_set": flag.rule_set.key, "version": flag.version.number, "rule": flag.rule, "state": flag.kind,
        "on": flag.on.isoformat(), "raised_on": _iso(flag.raised_on), "held_since": _iso(flag.held_since),
        "as_of": flag.as_of.isoformat(), "reason": reason_of(flag), "facts": flag.facts, "subjects": flag.subjects,
    }  # fmt: skip


def _iso(day) -> str | None:
    return day.isoformat() if day else None


def flag_as_line(owner: Owner, flag: Flag, pupil: str) -> str:
    """The same for a reader."""
    place = f"{flag.rule_set.key}/{flag.rule}"
    return f"{owner.slug}  {pupil:12}  {STATES[cast(Name, flag.kind)].nb:7}  {flag.on}  {place:40}  {reason_of(flag)}"
