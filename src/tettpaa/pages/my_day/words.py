"""What the cards of Min dag say."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.assess.talks.models import ExplanationRequest
from tettpaa.identify.flags.models import Flag, Kind
from tettpaa.kit.html.dates import near_day, since_day
from tettpaa.pages.flag_words import reasons_in
from tettpaa.pages.my_day.queries import Card
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role

NEW_FOR = 1


@dataclass(frozen=True)
class Told:
    """One card in words, ready for the template."""

    name: str
    group: str
    url: str
    waited: str
    look: str
    why: str
    news: str
    tried: str
    next: str
    next_url: str
    followed: str
    case_url: str
    label: str
    form: SafeString


def told(card: Card, today: dt.date, form: SafeString) -> Told:
    name = str(card.pupil)
    return Told(
        name=name,
        group=card.group.name if card.group else "",
        url=reverse("pupil", args=[card.pupil.key]),
        waited=waited_words(card, today),
        look="attention" if _is_new(card.waited) else "waiting",
        why=reasons_in(card.flags),
        news=news_words(card, today),
        tried=tried_words(card, today),
        next=card.next_step,
        next_url=reverse("pupil_stairs", args=[card.pupil.key]),
        followed=card.followed,
        case_url=reverse("case", args=[card.case.pk]) if card.case else "",
        label=_("Jeg har snakket med %(name)s") % {"name": name},
        form=form,
    )


def waited_words(card: Card, today: dt.date) -> str:
    """'ny siden i går', 'ventet i 6 skoledager'; 'ventet siden tirsdag 7. oktober' where the calendar is unknown."""
    if card.waited is None:
        return _("ventet siden %(day)s") % {"day": since_day(card.since, today)}
    if card.since == today:
        return _("ny i dag")
    if card.waited <= NEW_FOR:
        return _("ny siden %(day)s") % {"day": since_day(card.since, today)}
    return ngettext("ventet i %(days)d skoledag", "ventet i %(days)d skoledager", card.waited) % {"days": card.waited}


def news_words(card: Card, today: dt.date) -> str:
    """'nytt flagg i går': who has waited long may be back at the top of the list for something new."""
    if card.newest_on == card.since or not _is_new(card.newest_ago):
        return ""
    return _("nytt flagg %(day)s") % {"day": near_day(card.newest_on, today)}


def _is_new(school_days: int | None) -> bool:
    return school_days is not None and school_days <= NEW_FOR


def tried_words(card: Card, today: dt.date) -> str:
    """'forsøkt i dag', or nothing."""
    return _("forsøkt %(day)s") % {"day": near_day(card.tried_on, today)} if card.tried_on else ""


def absence_asked_about(asked: ExplanationRequest) -> str:
    """What the leader saw."""
    return reasons_in(Flag(kind=Kind.RAISED, facts=facts) for facts in asked.facts.get("flags", []))


def registration_url(rights: Rights) -> str:
    """Where the user sees who should have registered: the one class, or the choice of classes."""
    own = [tie.place.key for tie in rights.ties if tie.role is Role.CONTACT_TEACHER]
    return reverse("class", args=own) + "#registrering" if len(own) == 1 else reverse("classes")
