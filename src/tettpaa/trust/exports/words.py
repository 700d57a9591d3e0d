"""Faults, states and the watermark in the reader's words."""

from django.utils.translation import gettext as _

from tettpaa.kit.clock import OSLO
from tettpaa.kit.text import slug_of
from tettpaa.trust.exports.models import Export
from tettpaa.trust.exports.registry import kind_named
from tettpaa.trust.exports.sheet import Watermark


def fault_words(fault: str) -> str:
    return {
        "purpose_short": _("Skriv hva filen skal brukes til, så en annen forstår det."),
        "purpose_long": _("Formålet er for langt: høyst 400 tegn."),
        "format_unknown": _("Velg CSV eller Excel."),
        "nobody": _("Det er ingen elever å ta ut her."),
    }[fault]


def title_of(export: Export) -> str:
    """'Klasselisten for 1STA'"""
    return _(kind_named(export.kind).words) % {"place": export.about}


def watermark_of(export: Export) -> Watermark:
    """Who, when, for what, and the id."""
    at = export.ordered_at.astimezone(OSLO)
    when = f"{at:%d.%m.%Y} {at:%H:%M}"
    who = str(export.user)
    facts = (
        (_("Tatt ut av"), f"{who} ({export.user.username})"),
        (_("Bestilt"), when),
        (_("Formål"), export.purpose),
        (_("Antall elever"), str(export.pupils)),
        (_("Uttrekkets id"), export.pk),
        (_("Slett filen når formålet er nådd"), _("Den er taushetsbelagt og skal ikke sendes videre.")),
    )
    line = _("Tatt ut av %(who)s %(when)s. Uttrekk %(id)s. Taushetsbelagt.")
    return Watermark(title_of(export), facts, line % {"who": who, "when": when, "id": export.pk})


def file_name_of(export: Export) -> str:
    """'klasselisten-for-1sta-ola-3f2a….csv': the place, who took it out, and the id; never a pupil."""
    return f"{slug_of(title_of(export))}-{slug_of(export.user.username)}-{export.pk}.{export.file_format}"
