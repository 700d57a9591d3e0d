"""From one line to the whole form: 'Skriv mer (skjema)' in the thanks for a contact."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tettpaa.assess.talks.models import Contact, TalkKind
from tettpaa.pages.talk.kinds import SLUGS


def with_more(thanks: str, contact: Contact) -> str:
    """The thanks; where the pupil was reached, with a link to the form, prefilled with what the line says.

    And the way out for whoever wrote it on the wrong pupil.
    """
    wrong = reverse("contact_void", args=[contact.reference])
    if not contact.was_reached:
        return format_html('{} <a class="ds-link" href="{}">{}</a>', thanks, wrong, _("Skrev du feil?"))
    more = reverse("talk_hold", args=[contact.pupil_id, SLUGS[TalkKind.ABSENCE]])
    return format_html(
        '{} <a class="ds-link" href="{}?kontakt={}">{}</a> · <a class="ds-link" href="{}">{}</a>', thanks, more,
        contact.reference, _("Skriv mer (skjema)"), wrong, _("Skrev du feil?"),
    )  # fmt: skip
