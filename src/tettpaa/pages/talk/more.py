"""From one line to the whole form: 'Skriv mer (skjema)' in the thanks for a contact."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tettpaa.assess.talks.models import Contact, TalkKind
from tettpaa.pages.talk.kinds import SLUGS


def with_more(thanks: str, contact: Contact) -> str:
    """The thanks; where the pupil was reached, with a link to the form, prefilled with what the line says."""
    if not contact.was_reached:
        return thanks
    address = reverse("talk_hold", args=[contact.pupil_id, SLUGS[TalkKind.ABSENCE]])
    return format_html(
        '{} <a class="ds-link" href="{}?kontakt={}">{}</a>', thanks, address, contact.pk, _("Skriv mer (skjema)")
    )
